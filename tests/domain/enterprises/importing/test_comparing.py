"""What a file would change in a record: it adds, changes and confirms, and never takes anything away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.importing.claim_reader import ClaimReader
from matxich.domain.enterprises.importing.comparing import HeldClaim, HeldFirm, Outcome, plan, same_address
from matxich.domain.enterprises.importing.differences import differences
from matxich.domain.enterprises.importing.joining import fingerprint, join_by_tax_code
from matxich.domain.enterprises.importing.model import WrittenClaim, WrittenContact, WrittenFirm
from matxich.domain.enterprises.versions import Disposition
from matxich.domain.shared.text import fold

READER = ClaimReader(load_vocabulary())
FIRM = WrittenFirm("Công ty Lá Sen", tax_code="0100109106", places=(("DN", 2),))
HELD = HeldFirm(1, "Công ty Lá Sen", tax_code="0100109106", names=frozenset({fold("Công ty Lá Sen")}))


def claim(kind: str, **written: str) -> WrittenClaim:
    return WrittenClaim(kind, written, "DN", 2)


def held(number: int, kind: str, grade: int = 1, **written: str) -> HeldClaim:
    return HeldClaim(number, kind, READER.read(kind, written).key, written, grade)


def test_a_record_that_says_the_same_is_left_as_it_is():
    assert plan(FIRM, HELD, READER).outcome is Outcome.SAME


def test_another_valid_code_becomes_another_code_and_never_replaces_one():
    found = plan(replace(FIRM, tax_code="0100100079"), HELD, READER)
    assert (found.other_tax_code, dict(found.identity)) == ("0100100079", {})


def test_what_the_record_does_not_say_is_filled():
    bare = replace(HELD, tax_code="")
    found = plan(replace(FIRM, name_en="La Sen JSC", status="suspended"), bare, READER)
    assert dict(found.identity) == {
        "name_en": ("", "La Sen JSC"),
        "tax_code": ("", "0100109106"),
        "status": ("active", "suspended"),
    }


def test_a_contact_is_known_by_mail_phone_or_name():
    known = replace(HELD, contacts=(WrittenContact("Nguyễn An", "", "an@b.vn", "+84912345678"),))
    for contact in (
        WrittenContact(email="an@b.vn"),
        WrittenContact(phone="0912 345 678"),
        WrittenContact("NGUYEN AN"),
    ):
        assert plan(replace(FIRM, contacts=(contact,)), known, READER).contacts == ()
    assert plan(replace(FIRM, contacts=(WrittenContact("Bình"),)), known, READER).contacts


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Số 5 đường Láng, Hà Nội", "5 Láng, quận Đống Đa, Hà Nội", True),
        ("Lô 5, KCN Quang Minh", "Lô 6, KCN Quang Minh", False),
        ("", "Hà Nội", False),
    ],
)
def test_an_address_is_known_by_its_telling_words(one, two, same):
    assert same_address(one, two) is same


def test_of_two_lines_with_one_key_each_is_paired_with_the_one_that_says_the_same():
    record = replace(
        HELD,
        claims=(
            held(1, "process", process="Tiện CNC", materials="S45C", tolerance_mm="0,05"),
            held(2, "process", process="Tiện CNC", materials="S45C", tolerance_mm="0,01"),
        ),
    )
    lines = (
        claim("process", process="Tiện CNC", materials="S45C", tolerance_mm="0,01"),
        claim("process", process="Tiện CNC", materials="S45C", tolerance_mm="0,08"),
    )
    steps = plan(replace(FIRM, claims=lines), record, READER).claims
    assert [(step.held.id, step.what) for step in steps] == [
        (2, Disposition.UNCHANGED),
        (1, Disposition.CURRENT),
    ]


def test_a_claim_that_cannot_be_kept_is_left_out_of_the_plan():
    lines = (claim("certificate", scope="Đúc"), claim("market", market="EU"))
    assert [step.kind for step in plan(replace(FIRM, claims=lines), HELD, READER).claims] == ["market"]


CLAIMS = st.lists(
    st.sampled_from(
        [
            claim("process", process="Tiện CNC", materials="S45C"),
            claim("process", process="Tiện CNC", materials="S45C", tolerance_mm="±0,01"),
            claim("process", process="Phay CNC"),
            claim("certificate", standard="ISO 9001:2015"),
            claim("certificate", standard="ISO 9001", number="1"),
            claim("profile", ownership="Trong nước"),
            claim("market", market="Nhật Bản", share="30"),
            claim("product", name="Trục"),
        ]
    ),
    max_size=6,
    unique_by=lambda one: tuple(one.written.items()),
)


@given(first=CLAIMS, second=CLAIMS, grade=st.integers(1, 4))
def test_nothing_that_holds_is_lost_and_a_second_time_nothing_changes(first, second, grade):
    record = replace(HELD, claims=_claims(first, grade))
    steps = plan(replace(FIRM, claims=tuple(second)), record, READER).claims
    for step in steps:
        for name in step.held.written if step.held else {}:
            assert step.written.get(name)
        if step.held is not None and step.what is not Disposition.UNCHANGED:
            assert (step.what is Disposition.PROPOSED) == (grade > 1)
    if grade == 1:
        replaced = {step.held.id for step in steps if step.held is not None}
        kept = [one for one in record.claims if one.id not in replaced]
        after = [
            HeldClaim(100 + at, step.kind, step.key, step.written, grade) for at, step in enumerate(steps)
        ]
        again = plan(replace(FIRM, claims=tuple(second)), replace(record, claims=(*kept, *after)), READER)
        assert {step.what for step in again.claims} <= {Disposition.UNCHANGED}


def _claims(written, grade: int) -> tuple[HeldClaim, ...]:
    found, single = [], set()
    for at, one in enumerate(written):
        if claim_kinds()[one.kind].single and one.kind in single:
            continue
        single.add(one.kind)
        found.append(HeldClaim(at, one.kind, READER.read(one.kind, one.written).key, one.written, grade))
    return tuple(found)


def test_a_new_record_is_told_with_all_that_it_begins_with():
    firm = replace(FIRM, address="Hà Nội", claims=(claim("market", market="EU"),))
    told = differences(plan(firm, None, READER), firm)
    assert [(one.label.en, one.what) for one in told] == [
        ("Tax code", "added"),
        ("Site", "added"),
        ("Export market", "added"),
    ]


def test_rows_with_one_code_are_joined_unless_their_names_say_something_else():
    firms = [
        replace(FIRM, name="Cơ khí Lá Sen"),
        replace(FIRM, name="Lá Sen"),
        replace(FIRM, name="Gốm Bát Tràng"),
        WrittenFirm("Ai đó", places=(("DN", 9),)),
    ]
    joined = join_by_tax_code(firms, fold)
    assert [firm.name for firm in joined.firms] == ["Cơ khí Lá Sen", "Ai đó"]
    assert joined.firms[0].other_names == ("Lá Sen",)
    assert [firm.name for firm, _ in joined.refused] == ["Gốm Bát Tràng"]


def test_a_row_is_known_again_whatever_its_case_and_accents():
    one = replace(FIRM, name="CÔNG TY LÁ SEN", address="Hà Nội")
    two = replace(FIRM, name="cong ty la sen", address="hà nội")
    assert fingerprint(one) == fingerprint(two) != fingerprint(replace(two, address="Huế"))
