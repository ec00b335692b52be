"""Every rule of the vocabulary, broken once on purpose."""

from __future__ import annotations

import pytest

from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.concepts import Concept, Tree, UnknownConceptError
from matxich.domain.vocabulary.finder import AmbiguousWord
from matxich.domain.vocabulary.validation import problems
from matxich.domain.vocabulary.vocabulary import Compound, Vocabulary

LABELS = {"vi": "Đúc", "en": "Casting", "ja": "鋳造", "ko": "주조"}


def concept(code, kind="process", parents=(), names=(), **attributes):
    row = {**LABELS, **attributes}
    return Concept(kind, code, tuple(parents), Text(row["vi"], row["en"]), tuple(names) or (code,), row)


def of(*concepts, compounds=(), ambiguous=()):
    return problems(Vocabulary(concepts, compounds, ambiguous))


def test_a_sound_vocabulary_has_no_problem():
    assert of(concept("casting"), concept("die_casting", parents=["casting"])) == []


def test_an_unknown_parent_is_told():
    assert of(concept("die_casting", parents=["casting"])) == [
        "process die_casting: parent 'casting' does not exist; correct the code or add the parent"
    ]


def test_a_circle_is_told_on_each_of_its_members():
    assert of(concept("a", parents=["b"]), concept("b", parents=["a"])) == [
        "process a: is its own ancestor; break the circle",
        "process b: is its own ancestor; break the circle",
    ]


def test_an_unknown_reference_is_told():
    assert of(concept("housing", "part_family", made_by="casting|magic"), concept("casting")) == [
        "part_family housing: made_by names the unknown process 'magic'"
    ]


def test_a_missing_label_is_told():
    assert of(concept("casting", ko="", ja=" ")) == [
        "process casting: the ja label is missing",
        "process casting: the ko label is missing",
    ]


def test_places_need_only_vi_and_en():
    assert of(concept("ha_noi", "place", ja="", ko="")) == []


def test_a_name_of_two_concepts_must_be_listed_as_ambiguous():
    two = (concept("extrusion", names=["đùn ép"]), concept("rubber", names=["đùn ép"]))
    assert of(*two) == [
        "'đùn ép' names both process extrusion and process rubber; list it as ambiguous or drop one"
    ]
    word = AmbiguousWord(
        "đùn ép", (("process", "rubber", ("cao su",), False), ("process", "extrusion", (), True))
    )
    assert of(*two, ambiguous=[word]) == []


def test_tone_placement_does_not_hide_a_shared_name():
    found = of(concept("a", names=["hoà khí"]), concept("b", names=["hòa khí"]))
    assert found == ["'hòa khí' names both process a and process b; list it as ambiguous or drop one"]


def test_an_ambiguous_word_must_lead_somewhere():
    word = AmbiguousWord("đùn", (("process", "gone", (), True),))
    assert of(concept("casting"), ambiguous=[word]) == ["ambiguous 'đùn': no process 'gone'"]


def test_a_compound_must_lead_somewhere():
    compound = Compound("đúc nhôm", (("process", "casting"), ("material", "gone"), ("colour", "red")))
    assert of(concept("casting"), compounds=[compound]) == [
        "compound 'đúc nhôm': no material 'gone'",
        "compound 'đúc nhôm': no colour 'red'",
    ]


def test_the_words_around_decide_an_ambiguous_word():
    word = AmbiguousWord(
        "đùn ép", (("process", "rubber", ("cao su",), False), ("process", "plastic", (), True))
    )
    vocabulary = Vocabulary([concept("rubber"), concept("plastic")], (), [word])
    assert [m.code for m in vocabulary.find("đùn ép gioăng cao su")] == ["rubber"]
    assert [m.code for m in vocabulary.find("đùn ép ống")] == ["plastic"]


def test_a_tree_knows_what_is_more_special():
    tree = Tree("process", [concept("a"), concept("b", parents=["a"]), concept("c", parents=["b"])])
    assert tree.ancestors("c") == {"b": 1, "a": 2}
    assert tree.descendants("a") == {"a", "b", "c"}
    assert tree.is_a("c", "a")
    assert not tree.is_a("a", "c")
    assert tree.most_special(["a", "c", "b"]) == ("c",)
    assert tree.order == ("a", "b", "c")
    with pytest.raises(UnknownConceptError, match="no process with the code 'z'"):
        tree.get("z")
