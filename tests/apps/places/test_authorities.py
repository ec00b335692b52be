"""The authority table: added to, ended, corrected; never without a reason, never undone."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.places.actions import authorities
from matxich.apps.places.models import Authority
from matxich.apps.places.queries.authorities import in_force, responsible, tasks
from matxich.domain.shared.decision import NotAllowedError

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
OFFICER = Actor(user_id=None)
LINE = {
    "task_code": "cluster_dossier",
    "task_vi": "Lập hồ sơ thành lập cụm",
    "level": "commune",
    "body_vi": "UBND cấp xã",
    "valid_from": dt.date(2025, 7, 1),
    "legal_basis": "Nghị định 139/2025/NĐ-CP",
}


@pytest.fixture
def line() -> Authority:
    return authorities.add(LINE, actor=OFFICER, reason="Theo Nghị định 139/2025", now=NOW)


def test_an_added_line_holds_from_its_day_and_is_in_the_history(line):
    assert [one.pk for one in responsible("cluster_dossier", dt.date(2025, 7, 1))] == [line.pk]
    assert responsible("cluster_dossier", dt.date(2025, 6, 30)) == []
    assert tasks() == [("cluster_dossier", "Lập hồ sơ thành lập cụm", "")]
    entry = AuditEntry.objects.get(subject_id=line.pk, action="authority.add")
    assert entry.reason == "Theo Nghị định 139/2025"
    assert entry.changes["body_vi"] == [None, "UBND cấp xã"]


def test_a_second_body_for_the_task_is_refused_until_the_first_ends(line):
    other = {**LINE, "body_vi": "Sở Công Thương", "valid_from": dt.date(2026, 1, 1)}
    with pytest.raises(NotAllowedError) as caught:
        authorities.add(other, actor=OFFICER, reason="Chuyển về Sở", now=NOW)
    assert "UBND cấp xã" in caught.value.text.vi
    authorities.end(line.pk, dt.date(2026, 1, 1), actor=OFFICER, reason="Chuyển về Sở", now=NOW)
    added = authorities.add(other, actor=OFFICER, reason="Chuyển về Sở", now=NOW)
    assert [one.pk for one in in_force(dt.date(2025, 12, 31))] == [line.pk]
    assert [one.pk for one in in_force(dt.date(2026, 1, 1))] == [added.pk]


def test_a_correction_keeps_what_the_line_said_in_the_history(line):
    authorities.correct(
        line.pk,
        {"legal_basis": "Nghị định 139/2025/NĐ-CP, Điều 9"},
        actor=OFFICER,
        reason="Bổ sung điều",
        now=NOW,
    )
    entry = AuditEntry.objects.get(action="authority.correct")
    assert entry.changes == {"legal_basis": ["Nghị định 139/2025/NĐ-CP", "Nghị định 139/2025/NĐ-CP, Điều 9"]}


def test_a_correction_that_changes_nothing_leaves_no_trace(line):
    authorities.correct(line.pk, {"body_vi": "UBND cấp xã"}, actor=OFFICER, reason="x", now=NOW)
    assert not AuditEntry.objects.filter(action="authority.correct").exists()
    line.refresh_from_db()
    assert line.version == 1


def test_who_saves_over_an_older_state_is_told_and_nothing_is_lost(line):
    authorities.correct(line.pk, {"note": "một"}, actor=OFFICER, reason="x", version=1, now=NOW)
    with pytest.raises(authorities.ChangedMeanwhileError) as caught:
        authorities.correct(line.pk, {"note": "hai"}, actor=OFFICER, reason="x", version=1, now=NOW)
    assert caught.value.authority.note == "một"
    line.refresh_from_db()
    assert line.note == "một"


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_changes_without_a_reason(line, reason):
    with pytest.raises(authorities.ReasonMissingError):
        authorities.end(line.pk, dt.date(2026, 1, 1), actor=OFFICER, reason=reason, now=NOW)
    line.refresh_from_db()
    assert line.valid_until is None


def test_turned_dates_are_refused(line):
    with pytest.raises(NotAllowedError):
        authorities.end(line.pk, dt.date(2025, 7, 1), actor=OFFICER, reason="x", now=NOW)
