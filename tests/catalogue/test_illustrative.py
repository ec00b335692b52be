"""The illustrative region: the same firms for the same seed, invented by design, with every word understood."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from pathlib import Path

import pytest
from stdnum.vn import mst

from matxich.catalogue.illustrative.drawn import Place
from matxich.catalogue.illustrative.names import brand
from matxich.catalogue.illustrative.region import draw_firms, draw_others, region
from matxich.catalogue.illustrative.words import load_words
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.tax_code import read_tax_code
from matxich.domain.shared.text import fold

TODAY = dt.date(2026, 3, 20)
WORDS = load_words("hanoi")
PLACES = [
    Place(name, f"Ví Dụ {name}", f"xã Ví Dụ, huyện {name}, Hà Nội", f"xã {name}, Hà Nội")
    for name in WORDS.districts
]
REAL_NAMES = Path(__file__).resolve().parents[3] / "shared" / "data" / "companies"


def drawn(firms=1000, seed=2026, today=TODAY):
    return list(draw_firms(region("hanoi", seed, today, PLACES), firms))


@pytest.fixture(scope="module")
def thousand():
    return drawn()


def digest(firms) -> str:
    return hashlib.sha256("\n".join(map(repr, firms)).encode()).hexdigest()


def test_the_same_seed_and_day_give_the_same_bytes_and_another_seed_gives_others():
    assert digest(drawn(60)) == digest(drawn(60))
    assert digest(drawn(60)) != digest(drawn(60, seed=7))


def test_no_tax_code_can_be_a_real_one_and_none_stands_twice(thousand):
    codes = [firm.tax_code for firm in thousand if firm.tax_code]
    former = [code for firm in thousand for code in firm.former_tax_codes]
    assert len(codes) == len(set(codes)) > 950
    assert not [code for code in (*codes, *former) if mst.is_valid(code) or read_tax_code(code).is_valid]


def test_every_firm_has_a_name_of_its_own_except_those_entered_twice(thousand):
    names = Counter(fold(firm.name) for firm in thousand if firm.tax_code)
    assert names.most_common(1)[0][1] == 1


def test_brands_repeat_only_after_all_pairs_of_words_are_used():
    pairs = len(WORDS.brands["first"]) * len(WORDS.brands["second"])
    assert len({brand(at, WORDS) for at in range(pairs)}) == pairs


def test_no_name_is_that_of_a_real_firm(thousand):
    if not REAL_NAMES.is_dir():
        pytest.skip("the lists of real firms are not here")
    real = " | ".join(fold(path.read_text(encoding="utf-8")) for path in sorted(REAL_NAMES.iterdir()))
    brands = {fold(brand(at, WORDS)) for at in range(len(thousand))}
    assert not [one for one in brands if f" {one} " in real]


def test_addresses_of_people_reach_nobody(thousand):
    contacts = [one for firm in thousand for one in firm.contacts]
    assert len(contacts) > 800
    assert all(one.email.endswith(".example") for one in contacts)
    assert all(one.phone.startswith("+84240") and len(one.phone) == 13 for one in contacts)


def test_nothing_happens_after_the_day_or_before_what_it_follows(thousand):
    for firm in thousand:
        assert firm.created_at <= firm.stage_since
        assert firm.stage_since.date() <= TODAY
        for line in firm.lines:
            for before, after in zip(line.versions, line.versions[1:], strict=False):
                assert before.said_at < after.said_at
                assert before.until is None or before.until == after.decided_at
            for version in line.versions:
                moments = [one for one in (version.said_at, version.decided_at, version.until) if one]
                assert moments == sorted(moments)
                assert firm.created_at <= moments[0]
                assert moments[-1].date() < TODAY


def test_what_nobody_checked_has_no_grade_and_what_was_checked_has_its_day(thousand):
    versions = [version for firm in thousand for line in firm.lines for version in line.versions]
    assert all((version.grade > 1) <= (version.decided_at is not None) for version in versions)
    assert {version.grade for version in versions} == {1, 2, 3, 4}
    assert {version.check for version in versions} == {"none", "waiting", "asked"}
    assert {version.state for version in versions} == {
        "current",
        "superseded",
        "proposed",
        "refused",
        "withdrawn",
    }


def test_some_certificates_run_out_soon_and_some_have_run_out(thousand):
    vocabulary, kind = load_vocabulary(), claim_kinds()["certificate"]
    lasts = [
        kind.read(line.versions[-1].written, vocabulary).expires_on
        for firm in thousand
        for line in firm.lines
        if line.kind == "certificate"
    ]
    days = [(last - TODAY).days for last in lasts if last is not None]
    assert None in lasts
    assert len([one for one in days if 0 <= one <= 30]) >= 5
    assert len([one for one in days if 0 <= one <= 90]) >= 20
    assert len([one for one in days if one < 0]) >= 50


def test_every_line_that_people_write_here_is_one_that_a_form_would_take(thousand):
    vocabulary = load_vocabulary()
    seen = {
        (line.kind, tuple(version.written.items()))
        for firm in thousand[:300]
        for line in firm.lines
        for version in line.versions
    }
    reads = [(kind, fields, claim_kinds()[kind].read(dict(fields), vocabulary)) for kind, fields in seen]
    assert [(kind, fields, one.problems) for kind, fields, one in reads if not one.usable] == []
    unknown = [fields for kind, fields, one in reads if kind in {"process", "certificate"} and not one.codes]
    assert unknown == []


def test_the_region_has_its_buyers_and_helpers():
    others = list(draw_others(region("hanoi", 1, TODAY, PLACES)))
    roles = Counter(role for firm in others for role in firm.roles)
    assert roles["buyer"] == 30
    assert set(roles) == {"buyer", "bank", "institute", "trainer", "consultant", "cluster_investor"}
    assert all(firm.name.endswith("(minh họa)") for firm in others)


def test_a_region_without_its_places_is_not_drawn():
    with pytest.raises(ValueError, match="load its places"):
        region("hanoi", 1, TODAY, [Place("Nơi Khác", "A", "A", "A")])
