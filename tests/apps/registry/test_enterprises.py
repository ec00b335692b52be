"""A firm's record: identity, stages, status."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from matxich.apps.foundation.models import AuditEntry
from matxich.apps.foundation.models.audit_entry import AppendOnlyError
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import (
    TaxCodeTakenError,
    change_identity,
    create_enterprise,
    move_stage,
    set_consent,
    set_status,
)
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import EnterpriseName, FormerTaxCode
from matxich.domain.shared.decision import NotAllowedError
from tests.apps.registry.conftest import NOW


def test_one_tax_code_belongs_to_one_record(firm, officer):
    with pytest.raises(TaxCodeTakenError) as refusal:
        create_enterprise(name="Tên khác", tax_code=firm.tax_code, actor=officer, now=NOW)
    assert refusal.value.holder == firm
    assert "Lá Sen" in refusal.value.text.vi


def test_the_database_keeps_tax_codes_apart_too(firm, officer):
    other = create_enterprise(name="Tên khác", actor=officer, now=NOW)
    other.tax_code = firm.tax_code
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_a_new_name_and_code_keep_the_former_ones(firm, officer):
    change_identity(
        firm,
        {"name": "Công ty CP Lá Sen", "tax_code": "0100100008"},
        actor=officer,
        now=NOW,
        reason="ĐKKD mới",
    )
    firm.refresh_from_db()
    assert firm.name == "Công ty CP Lá Sen"
    assert EnterpriseName.objects.get().name == "Công ty TNHH Cơ khí Lá Sen"
    assert FormerTaxCode.objects.get().tax_code == "0100109106"


def test_a_stale_page_does_not_overwrite_a_newer_name(firm, officer):
    change_identity(firm, {"name_en": "La Sen"}, actor=officer, now=NOW, expected_version=firm.version)
    with pytest.raises(EditConflictError):
        change_identity(firm, {"name_en": "Lotus"}, actor=officer, now=NOW, expected_version=firm.version)


def test_a_record_goes_from_imported_to_published_and_no_step_is_skipped(firm, officer, director):
    with pytest.raises(NotAllowedError):
        move_stage(firm, "submit", actor=director, now=NOW)  # it states nothing yet
    claim = propose(firm, "process", {"process": "Tiện CNC"}, actor=director, now=NOW, source="self")
    move_stage(firm, "claim", actor=director, now=NOW)
    move_stage(firm, "submit", actor=director, now=NOW)
    with pytest.raises(NotAllowedError):
        move_stage(firm, "desk_check", actor=officer, now=NOW)  # a claim still waits
    decide(claim, "accepted", actor=officer, now=NOW, grade=2)
    move_stage(firm, "desk_check", actor=officer, now=NOW)
    with pytest.raises(NotAllowedError):
        move_stage(firm, "publish", actor=officer, now=NOW)  # the firm has not agreed
    set_consent(firm, True, actor=director, now=NOW)
    published = move_stage(firm, "publish", actor=officer, now=NOW)
    assert published.is_public
    assert published.confirmed_on == NOW.date()


def test_asking_for_a_supplement_hides_a_published_record_and_needs_a_reason(firm, officer):
    firm.stage = "published"
    firm.save()
    with pytest.raises(NotAllowedError):
        move_stage(firm, "ask_supplement", actor=officer, now=NOW)
    assert (
        move_stage(firm, "ask_supplement", actor=officer, now=NOW, reason="Thiếu CO").stage
        == "needs_supplement"
    )


def test_a_ceased_firm_is_not_moved(firm, officer):
    set_status(firm, "ceased", actor=officer, now=NOW, reason="Giải thể")
    with pytest.raises(NotAllowedError):
        move_stage(firm, "claim", actor=officer, now=NOW)


def test_history_is_neither_changed_nor_removed_by_code_or_database(firm):
    entry = AuditEntry.objects.latest("id")
    entry.reason = "x"
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(reason="x")
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_auditentry SET reason = 'x'")
