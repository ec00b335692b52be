"""The vocabulary that we wrote: sound, complete, and found by the words that shops use."""

from __future__ import annotations

from collections import Counter

import pytest

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching.requirement_types.certificate import holders
from matxich.domain.vocabulary.validation import problems
from matxich.domain.vocabulary.vocabulary import KINDS

V = load_vocabulary()
LANGUAGES = ("vi", "en", "ja", "ko")


def named(text, prefer=None):
    return [(mention.kind, mention.code) for mention in V.find(text, prefer=prefer)]


def test_the_validator_finds_nothing():
    assert problems(V) == []


@pytest.mark.parametrize(
    ("kind", "least"), [("process", 180), ("part_family", 250), ("certificate", 30), ("machine", 100)]
)
def test_there_are_enough_concepts(kind, least):
    assert len(V.tree(kind)) >= least


def test_there_are_enough_grades():
    kinds = Counter(concept.attributes["kind"] for concept in V.materials.concepts.values())
    assert kinds["grade"] >= 120


def test_the_same_vocabulary_is_loaded_once():
    assert load_vocabulary() is V


@pytest.mark.parametrize("kind", KINDS)
def test_every_label_finds_its_own_concept(kind):
    lost = [
        (concept.code, language, label)
        for concept in V.tree(kind).concepts.values()
        for language in LANGUAGES
        if (label := concept.attributes.get(language, "").strip())
        and (kind, concept.code) not in named(label, kind)
    ]
    assert lost == []


HPDC = ("process", "high_pressure_die_casting")
ALIASES = [
    ("ép nhựa", [("process", "injection_moulding")]),
    ("ép phun", [("process", "injection_moulding")]),
    ("GCCK", [("process", "machining")]),
    ("phay CNC 5 trục", [("process", "five_axis_milling")]),
    ("đúc áp lực nhôm", [HPDC, ("material", "aluminium_cast")]),
    ("duc ap luc nhom", [HPDC, ("material", "aluminium_cast")]),
    ("mạ kẽm nhúng nóng", [("process", "hot_dip_galvanizing")]),
    ("SMT", [("process", "smt_assembly")]),
    ("プレス加工", [("process", "stamping")]),
    ("사출", [("process", "injection_moulding")]),
    ("SUS304", [("material", "sus304")]),
    ("inox 304", [("material", "sus304")]),
    ("SUS 304", [("material", "sus304")]),
    ("1.4301", [("material", "sus304")]),
    ("AISI 1045", [("material", "s45c")]),
    ("thép C45", [("material", "steel"), ("material", "s45c")]),
    ("IATF", [("certificate", "iatf_16949")]),
    ("ISO/TS 16949", [("certificate", "iatf_16949")]),
    ("ISO 9001:2015", [("certificate", "iso_9001")]),
    ("EN 9100", [("certificate", "as9100")]),
]


@pytest.mark.parametrize(("text", "concepts"), ALIASES)
def test_words_of_the_shop(text, concepts):
    assert named(text) == concepts


#: look-alikes: what each names, and nothing of what it looks like
LOOK_ALIKES = [
    ("mạ kẽm", [("process", "zinc_plating")]),
    ("làm khuôn", [("process", "toolmaking")]),
    ("làm khuôn ép nhựa", [("process", "mould_making")]),
    ("kéo dây", [("process", "wire_drawing")]),
    ("bó dây", [("process", "wire_harness_assembly")]),
    ("cắt dây", [("process", "wire_edm")]),
    ("cắt laser", [("process", "laser_cutting")]),
    ("khắc laser", [("process", "laser_marking")]),
    ("hàn laser", [("process", "laser_welding")]),
    ("đúc áp lực", [("process", "die_casting")]),
]


@pytest.mark.parametrize(("text", "concepts"), LOOK_ALIKES)
def test_look_alikes_are_kept_apart(text, concepts):
    assert named(text) == concepts


@pytest.mark.parametrize(
    ("text", "not_named"),
    [
        ("đúc kẽm", "zinc_plating"),
        ("mạ kẽm", "zinc_die_casting"),
        ("khuôn ép nhựa", "injection_moulding"),
        ("bó dây điện", "wire_drawing"),
        ("đùn ép nhôm", "high_pressure_die_casting"),
        ("khách hàng Đức", "casting"),
        ("mã số hàng", "plating"),
        ("Hàn Quốc", "welding"),
        ("Công ty Hàn Quốc", "welding"),
        ("sơn La", "painting"),
        ("không gian", "machining"),
    ],
)
def test_what_a_text_does_not_name(text, not_named):
    assert not_named not in [code for _, code in named(text)]


@pytest.mark.parametrize(
    "text", ["khách hàng", "mã số", "Part No.", "in-house", "số lượng", "người liên hệ", "ghi chú"]
)
def test_words_around_the_matter_name_nothing(text):
    assert named(text) == []


def test_a_country_is_no_process():
    assert named("Hàn Quốc") == [("market", "kr")]
    assert named("Đức", "market") == [("market", "de")]


def test_a_higher_standard_contains_what_it_builds_on():
    meeting, near = holders(V, ("iso_9001",))
    assert {"iso_9001", "iatf_16949", "as9100"} <= set(meeting)
    assert "iso_13485" in near
    assert "iso_13485" not in meeting


@pytest.mark.parametrize("higher", ["iatf_16949", "as9100", "iso_13485"])
def test_the_base_standard_never_stands_for_the_higher_one(higher):
    assert "iso_9001" not in holders(V, (higher,))[0]


def test_every_process_that_belongs_in_din_8580_has_a_place_there():
    groups = {concept.attributes["din8580"][:1] for concept in V.processes.concepts.values()} - {""}
    assert groups == {"1", "2", "3", "4", "5", "6"}


def test_every_part_family_or_its_ancestor_says_how_it_is_made():
    tree = V.tree("part_family")
    silent = [
        code
        for code in tree.order
        if not any(tree.get(unit).listed("made_by") for unit in (code, *tree.ancestors(code)))
        and not tree.children(code)
    ]
    assert silent == ["capacitor", "resistor"]  # bought from chip makers; no workshop makes them to order
