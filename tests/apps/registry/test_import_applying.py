"""Applying and undoing an import: everything or nothing, by the rules of single writes, exactly undone."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.db import IntegrityError

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actions import jobs
from matxich.apps.foundation.models import AuditEntry, Change
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import create_enterprise
from matxich.apps.registry.actions.importing.applying import apply_import, ask_to_apply
from matxich.apps.registry.actions.importing.beginning import NotNowError
from matxich.apps.registry.actions.importing.choosing import choose, choose_firm, choose_joined, choose_new
from matxich.apps.registry.actions.importing.undoing import ask_to_undo
from matxich.apps.registry.actions.importing.writing import Writer
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import (
    Claim,
    Contact,
    DuplicateJudgement,
    Enterprise,
    EnterpriseName,
    FormerTaxCode,
    Representative,
    Site,
)
from matxich.domain.shared.decision import NotAllowedError
from tests.apps.registry import workbooks
from tests.apps.registry.conftest import NOW
from tests.apps.registry.imports import applied, apply, preview, row, run_job, undo
from tests.apps.registry.workbooks import CASTING, CODES, LOTUS, PLASTIC


@pytest.fixture(autouse=True)
def own_data_dir(settings, tmp_path):
    """Files of a test lie in its own folder."""
    settings.DATA_DIR = tmp_path


def registry() -> dict[str, list]:
    """Every row about firms, without what only counts changes."""
    models = (Enterprise, EnterpriseName, FormerTaxCode, Site, Contact, Claim)
    found = {}
    for model in models:
        rows = serializers.serialize("python", model.objects.order_by("pk"))
        for one in rows:
            one["fields"].pop("version", None)
            one["fields"].pop("updated_at", None)
        found[model.__name__] = rows
    return found


def test_new_firms_get_their_record_claims_site_contact_and_history(officer):
    applied(workbooks.workbook(LOTUS), officer)
    firm = Enterprise.objects.get()
    assert (firm.name, firm.tax_code, firm.origin, firm.stage) == (LOTUS[1], CODES[0], "import", "imported")
    assert firm.completeness_share > 0.4
    assert firm.best_grade == 1
    kinds = sorted(firm.claims.values_list("kind", flat=True))
    assert kinds == ["certificate", "figure", "market", "market", "process", "product", "product"]
    claim = firm.claims.get(kind="certificate")
    assert (claim.state, claim.grade, claim.check_state, claim.source) == ("current", 1, "waiting", "import")
    assert claim.source_note == "danh-sach.xlsx / DN / 4"
    assert "2026: năm nhập tệp" in firm.claims.get(kind="figure").source_note
    assert firm.sites.get().address == LOTUS[3]
    contact = firm.contacts.get()
    assert (contact.email, contact.is_registered, contact.consented_at) == ("lasen@vi-du.example", True, None)
    entry = AuditEntry.objects.get(action="enterprise.create")
    assert entry.changes["certificate"] == ["", "ISO 9001"]
    assert "lasen" not in str(entry.changes)
    assert Change.objects.filter(kind="enterprise", subject_id=firm.pk).exists()


def test_an_import_changes_a_self_declared_line_and_proposes_to_change_a_verified_one(officer, firm):
    process = {"process": "Tiện CNC", "materials": "S45C", "tolerance_mm": "±0,05"}
    propose(firm, "process", process, actor=officer, now=NOW, source="self")
    checked = propose(
        firm, "certificate", {"standard": "ISO 9001:2008"}, actor=officer, now=NOW, source="self"
    )
    decide(checked, "accepted", actor=officer, now=NOW, grade=3)
    batch = applied(workbooks.workbook(LOTUS), officer)
    lines = (
        firm.claims.filter(kind__in=("process", "certificate")).values_list("kind", "state").order_by("id")
    )
    assert list(lines) == [
        ("process", "superseded"),
        ("certificate", "current"),
        ("process", "current"),
        ("certificate", "proposed"),
    ]
    assert row(batch, 1).result["en"] == (
        "Updated: 1 sites, 1 contacts, 5 new claims, 1 claims changed and 1 proposals waiting for an officer"
    )


def test_the_same_file_again_changes_nothing_but_the_day_of_confirmation(officer, later):
    applied(workbooks.workbook(LOTUS, PLASTIC), officer)
    before = registry()
    batch = preview(workbooks.workbook(LOTUS, PLASTIC), officer, now=later(10))
    assert set(batch.rows.values_list("outcome", flat=True)) == {"same"}
    apply(batch, officer, now=later(10))
    after = registry()
    assert {one["fields"].pop("confirmed_on") for one in after["Claim"]} == {later(10).date()}
    for one in before["Claim"]:
        del one["fields"]["confirmed_on"]
    assert after == before


def test_the_day_that_the_file_states_confirms_and_never_turns_a_later_day_back(officer, firm, later):
    claim = propose(firm, "market", {"market": "EU"}, actor=officer, now=later(5), source="self")
    headings = ("Tên doanh nghiệp", "Mã số thuế", "Thị trường xuất khẩu", "Ngày cập nhật")
    data = workbooks.workbook((LOTUS[1], CODES[0], "EU; Nhật Bản", "01/06/2026"), headings=headings)
    applied(data, officer, now=later(9))
    claim.refresh_from_db()
    assert claim.confirmed_on == later(5).date()
    assert firm.claims.get(codes="|jp|").confirmed_on.isoformat() == "2026-06-01"


def test_undecided_rows_refuse_the_whole_and_are_left_out_row_by_row(officer, firm):
    batch = preview(workbooks.workbook(PLASTIC, (2, "CTCP Cơ khí Lá Sen", "")), officer)
    with pytest.raises(NotAllowedError, match="rows 2"):
        ask_to_apply(batch, whole=True, actor=officer, now=NOW)
    apply(batch, officer, whole=False)
    assert Enterprise.objects.count() == 2
    assert row(batch, 2).result["en"].startswith("Left out: nobody decided")


def test_a_code_taken_since_the_preview_refuses_the_whole_and_says_which_row(officer):
    batch = preview(workbooks.workbook(LOTUS, PLASTIC), officer)
    create_enterprise(name="Khác", tax_code=CODES[1], actor=officer, now=NOW)
    apply(batch, officer)
    assert (batch.state, "rows 2" in batch.problem["en"]) == ("preview", True)
    assert (Enterprise.objects.count(), row(batch, 2).choice) == (1, "ask")
    apply(batch, officer, whole=False)
    assert (batch.state, Enterprise.objects.count()) == ("applied", 2)


def test_a_record_changed_since_the_preview_is_compared_anew(officer, firm):
    batch = preview(workbooks.workbook(LOTUS), officer)
    propose(firm, "certificate", {"standard": "ISO 9001:2015"}, actor=officer, now=NOW, source="self")
    apply(batch, officer)
    assert firm.claims.filter(kind="certificate").count() == 1


def test_what_the_database_refuses_is_left_out_alone(officer, monkeypatch):
    honest = Writer.write

    def write(self, some):
        if any(one.firm.name == PLASTIC[1] for one in some):
            honest(self, some)
            raise IntegrityError("no such thing")
        return honest(self, some)

    monkeypatch.setattr(Writer, "write", write)
    batch = apply(preview(workbooks.workbook(LOTUS, PLASTIC, CASTING), officer), officer, whole=False)
    assert list(Enterprise.objects.order_by("id").values_list("name", flat=True)) == [LOTUS[1], CASTING[1]]
    assert "no such thing" in row(batch, 2).result["en"]


def test_a_worker_that_dies_while_applying_leaves_nothing_and_the_next_one_applies(officer, later):
    batch = preview(workbooks.workbook(LOTUS, PLASTIC), officer)
    ask_to_apply(batch, whole=True, actor=officer, now=NOW)
    job = jobs.take("first", NOW)

    def lost_at_the_end(done: int, total: int) -> None:
        if Enterprise.objects.exists():
            raise jobs.LostJobError(str(job))

    with pytest.raises(jobs.LostJobError):
        apply_import(job, lost_at_the_end, NOW)
    assert (Enterprise.objects.count(), Claim.objects.count()) == (0, 0)
    run_job("import_apply", later(1), "second")
    batch.refresh_from_db()
    assert (batch.state, Enterprise.objects.count()) == ("applied", 2)


def test_nobody_applies_an_import_twice(officer):
    batch = preview(workbooks.workbook(LOTUS), officer)
    ask_to_apply(batch, whole=True, actor=officer, now=NOW)
    with pytest.raises(NotNowError):
        ask_to_apply(batch, whole=True, actor=officer, now=NOW)
    run_job("import_apply")
    for act in (
        lambda: ask_to_apply(batch, whole=True, actor=officer, now=NOW),
        lambda: choose(batch, [1], "skip", actor=officer, now=NOW),
    ):
        with pytest.raises(NotNowError):
            act()


def test_a_row_said_to_be_a_record_updates_it_and_the_word_is_remembered(officer, firm):
    data = workbooks.workbook((1, "CTCP Cơ khí Lá Sen", "", "Hà Nội", *[""] * 7, "Phay CNC"))
    batch = preview(data, officer)
    choose_firm(batch, 1, firm, actor=officer, now=NOW)
    apply(batch, officer)
    assert Enterprise.objects.count() == 1
    assert firm.names.get().name == "CTCP Cơ khí Lá Sen"
    again = row(preview(data, officer), 1)
    assert (again.outcome, again.enterprise_id, again.content["by"]) == ("same", firm.pk, "judged")


def test_a_row_said_to_be_new_is_never_asked_about_again(officer, firm):
    data = workbooks.workbook((1, "CTCP Cơ khí Lá Sen", ""))
    assert choose_new(preview(data, officer), [1], actor=officer, now=NOW, reason="Khác địa chỉ") == 1
    again = row(preview(data, officer), 1)
    assert (again.outcome, again.choice) == ("new", "apply")
    assert DuplicateJudgement.objects.get().verdict == "different"


def test_a_row_said_to_be_an_earlier_row_goes_into_one_record(officer):
    twin = (4, "Cty cổ phần đúc Sao Mai", "", "Thạch Thất, Hà Nội", *[""] * 7, "Phay CNC")
    data = workbooks.workbook(CASTING, twin)
    batch = preview(data, officer)
    choose_joined(batch, 2, 1, actor=officer, now=NOW)
    apply(batch, officer)
    firm = Enterprise.objects.get()
    assert sorted(firm.claims.values_list("written__process", flat=True)) == ["Phay CNC", "Đúc áp lực nhôm"]
    assert row(batch, 2).result["en"] == "Joined with row 1 of the file"
    assert row(batch, 2).enterprise_id == firm.pk


def test_two_different_tax_codes_need_a_reason_to_be_one_firm(officer, firm):
    batch = preview(workbooks.workbook((1, "Cơ khí Lá Sen", CODES[1])), officer)
    with pytest.raises(NotAllowedError, match="write why"):
        choose_firm(batch, 1, firm, actor=officer, now=NOW)
    choose_firm(batch, 1, firm, actor=officer, now=NOW, reason="Đã đổi mã năm 2020")
    apply(batch, officer)
    firm.refresh_from_db()
    assert (firm.tax_code, firm.former_tax_codes.get().tax_code) == (CODES[0], CODES[1])


def test_rows_that_are_one_record_are_written_together(officer, firm):
    other = (2, "CTCP Cơ khí Lá Sen", "", "", *[""] * 7, "Phay CNC")
    batch = preview(workbooks.workbook(LOTUS, other), officer)
    choose_firm(batch, 2, firm, actor=officer, now=NOW)
    apply(batch, officer)
    assert firm.claims.filter(kind="process").count() == 2
    assert row(batch, 2).result["en"] == "Joined with row 1 of the file"


def test_an_undone_import_leaves_everything_as_it_was(officer, firm):
    process = {"process": "Tiện CNC", "materials": "S45C", "tolerance_mm": "±0,05"}
    propose(firm, "process", process, actor=officer, now=NOW, source="self")
    checked = propose(
        firm, "certificate", {"standard": "ISO 9001:2008"}, actor=officer, now=NOW, source="self"
    )
    decide(checked, "accepted", actor=officer, now=NOW, grade=3)
    propose(firm, "market", {"market": "EU"}, actor=officer, now=NOW, source="self")
    before = registry()
    batch = undo(applied(workbooks.workbook(LOTUS, PLASTIC, CASTING), officer), officer)
    after = registry()
    assert batch.state == "undone"
    gone = [one for one in after["Claim"] if one["fields"]["state"] == "withdrawn"]
    assert {one["fields"]["source"] for one in gone} == {"import"}
    after["Claim"] = [one for one in after["Claim"] if one not in gone]
    assert after == before


def test_the_history_keeps_what_an_undone_import_did(officer):
    undo(applied(workbooks.workbook(LOTUS), officer), officer, reason="Gửi nhầm tệp")
    acts = list(AuditEntry.objects.filter(action__startswith="enterprise.").values_list("action", "reason"))
    assert ("enterprise.remove", "Gửi nhầm tệp") in acts
    assert AuditEntry.objects.filter(action="import.undo", reason="Gửi nhầm tệp").exists()


def test_an_undone_import_can_be_sent_again(officer):
    undo(applied(workbooks.workbook(LOTUS), officer), officer)
    batch = applied(workbooks.workbook(LOTUS), officer)
    assert (batch.state, Enterprise.objects.count()) == ("applied", 1)


def test_undoing_needs_a_reason_and_happens_once(officer):
    batch = applied(workbooks.workbook(LOTUS), officer)
    with pytest.raises(NotAllowedError):
        ask_to_undo(batch, actor=officer, now=NOW, reason=" ")
    undo(batch, officer)
    with pytest.raises(NotNowError):
        ask_to_undo(batch, actor=officer, now=NOW, reason="x")


def lotus() -> Enterprise:
    return Enterprise.objects.get(tax_code=CODES[0])


def verify(officer, later):
    decide(lotus().claims.get(kind="certificate"), "accepted", actor=officer, now=later(1), grade=2)


def newer_version(officer, later):
    firm = lotus()
    propose(
        firm,
        "certificate",
        {"standard": "ISO 9001:2015", "number": "7"},
        actor=officer,
        now=later(1),
        source="self",
    )


def other_import(officer, later):
    headings = ("Tên doanh nghiệp", "Mã số thuế", "Chứng chỉ")
    applied(workbooks.workbook((LOTUS[1], CODES[0], "IATF 16949"), headings=headings), officer, now=later(1))


def representative(officer, later):
    user = User.objects.create_user("dai.dien@example.vn", "a long password")
    Representative.objects.create(user=user, enterprise=lotus(), valid_from=NOW.date(), proof="officer")


def new_line(officer, later):
    propose(lotus(), "market", {"market": "Mỹ"}, actor=officer, now=later(1), source="self")


@pytest.mark.parametrize("build", [verify, newer_version, other_import, representative, new_line])
def test_what_was_built_on_an_import_stands_in_the_way_and_is_named(officer, later, build):
    batch = applied(workbooks.workbook(LOTUS, PLASTIC), officer)
    build(officer, later)
    before = registry()
    undo(batch, officer, now=later(2))
    assert batch.state == "applied"
    assert {one["row"] for one in batch.problem["obstacles"]} == {1}
    assert registry() == before


def test_taking_the_later_work_back_lets_the_import_be_undone(officer, later):
    batch = applied(workbooks.workbook(LOTUS), officer)
    headings = ("Tên doanh nghiệp", "Mã số thuế", "Chứng chỉ")
    second = applied(
        workbooks.workbook((LOTUS[1], CODES[0], "IATF 16949; ISO 9001:2015"), headings=headings),
        officer,
        now=later(1),
    )
    undo(second, officer, now=later(2))
    undo(batch, officer, now=later(3))
    assert (batch.state, Enterprise.objects.count(), Claim.objects.count()) == ("undone", 0, 0)
