"""The name pairs on which every stock algorithm that was tried failed: some look-alike outscored some true duplicate.

Jaro-Winkler gave 0.967 to the first pair and 0.765 to the fifth, the entity-resolution suites 0.80 and 0.00.
"""

from __future__ import annotations

import itertools

import pytest

from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.duplicates.finding import compare, find_duplicates
from matxich.domain.enterprises.duplicates.records import Decision, Record

LEXICON = load_name_words()
NHUA = "CÔNG TY CỔ PHẦN NHỰA HÀ NỘI"
DIFFERENT = [
    ("CÔNG TY TNHH SẢN XUẤT VÀ THƯƠNG MẠI HÒA PHÁT", "CÔNG TY TNHH SẢN XUẤT VÀ THƯƠNG MẠI TÂN Á"),
    ("CÔNG TY CỔ PHẦN SỮA VIỆT NAM", "CÔNG TY CỔ PHẦN THÉP VIỆT NAM"),
    ("CÔNG TY CỔ PHẦN CƠ KHÍ ĐÔNG ANH", NHUA),
    ("CÔNG TY CỔ PHẦN DỊCH VỤ BẢO VỆ AN NHIÊN", "CÔNG TY CỔ PHẦN DỊCH VỤ LÀM SẠCH AN NHIÊN"),
    ("Công ty TNHH An Phát", "Công ty TNHH An Phát 68"),
    ("Công ty TNHH Cơ khí Hưng Phát", "Công ty TNHH Cơ khí Hùng Phát"),
]
SAME = [
    ("Cty TNHH Cơ khí Đông Anh", "CÔNG TY TNHH CƠ KHÍ ĐÔNG ANH"),
    ("CTCP Nhựa Hà Nội", NHUA),
    ("Hanoi Plastics JSC", NHUA),
    ("cong ty co phan nhua ha noi", NHUA),
    ("Công ty CP Nhưa Hà Nôi", NHUA),
    ("Export Mechanical Tool JSC", "Công ty CP dụng cụ cơ khí xuất khẩu"),
    ("CTY TNHH SX&TM BAO BÌ DUY TÍN", "Công ty TNHH Sản xuất và Thương mại Bao bì Duy Tín"),
]


def bits(names: tuple[str, str]) -> float:
    return compare(Record(1, names[0]), Record(2, names[1]), LEXICON).bits


@pytest.mark.parametrize("names", DIFFERENT)
def test_look_alikes_are_different_firms(names):
    assert compare(Record(1, names[0]), Record(2, names[1]), LEXICON).decision is Decision.DIFFERENT


@pytest.mark.parametrize("names", SAME)
def test_one_firm_written_twice_goes_to_a_person(names):
    assert compare(Record(1, names[0]), Record(2, names[1]), LEXICON).decision is Decision.POSSIBLE


def test_every_true_duplicate_outscores_every_look_alike():
    assert min(map(bits, SAME)) > max(map(bits, DIFFERENT)) + 10


def test_emtc_is_one_firm_once_its_tax_codes_agree():
    """Domain §7, test 7: "EMTC", "EMC" and the Vietnamese name, each with the tax code."""
    names = ("EMTC", "EMC", "Công ty CP dụng cụ cơ khí xuất khẩu")
    records = [Record(at, name, tax_code="0100100216") for at, name in enumerate(names)]
    pairs = find_duplicates(records, LEXICON)
    assert {frozenset((pair.first.id, pair.second.id)) for pair in pairs} == {
        frozenset(pair) for pair in itertools.combinations(range(3), 2)
    }
    # The names share no word, so a person confirms; then the aliases hold it together.
    assert {pair.decision for pair in pairs} == {Decision.POSSIBLE}


def test_an_alias_once_known_finds_the_firm_by_itself():
    firm = Record(1, "Công ty CP dụng cụ cơ khí xuất khẩu", other_names=("EMTC",), tax_code="0100100216")
    assert compare(firm, Record(2, "Cty CP EMTC", tax_code="0100100216"), LEXICON).decision is Decision.SAME
