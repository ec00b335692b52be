"""Claims: what holds, what waits, what is kept of what held before."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.foundation.models import AuditEntry, Change, Notification
from matxich.apps.registry.actions.claims import UnusableClaimError, confirm_lines, propose, withdraw
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import Claim, Enterprise
from matxich.domain.shared.decision import NotAllowedError
from tests.apps.registry.conftest import NOW

ISO = {"standard": "ISO 9001:2015", "number": "Q-1", "expires_on": "31/12/2027"}


def offer(firm, actor, fields=ISO, kind="certificate", source="self", **more) -> Claim:
    return propose(firm, kind, fields, actor=actor, now=more.pop("now", NOW), source=source, **more)


def states(firm) -> list[tuple[str, str]]:
    return [
        (claim.state, claim.check_state) for claim in Claim.objects.filter(enterprise=firm).order_by("id")
    ]


def test_a_new_line_holds_at_once_self_declared_and_waits_for_an_officer(firm, director):
    claim = offer(firm, director)
    assert (claim.state, claim.grade, claim.check_state) == ("current", 1, "waiting")
    assert (claim.codes, claim.expires_on.isoformat()) == ("|iso_9001|", "2027-12-31")
    assert claim.current_from == NOW


def test_what_cannot_be_read_is_refused_with_its_field_and_nothing_is_kept(firm, director):
    with pytest.raises(UnusableClaimError) as refusal:
        offer(firm, director, {"standard": "ISO 9001", "expires_on": "tháng sau"})
    assert [problem.field for problem in refusal.value.problems] == ["expires_on"]
    assert states(firm) == []


def test_a_change_to_a_self_declared_line_supersedes_it(firm, director, later):
    first = offer(firm, director)
    second = offer(firm, director, {**ISO, "number": "Q-2"}, now=later(1))
    first.refresh_from_db()
    assert (first.state, first.current_until) == ("superseded", later(1))
    assert (second.state, second.line, second.supersedes_id) == ("current", first.line, first.pk)


def test_a_change_to_a_verified_line_waits_while_the_verified_one_holds(firm, director, officer, later):
    first = offer(firm, director)
    decide(first, "accepted", actor=officer, now=later(1), grade=2)
    offer(firm, director, {**ISO, "expires_on": "31/12/2029"}, now=later(2))
    assert states(firm) == [("current", "none"), ("proposed", "waiting")]


def test_an_accepted_change_takes_the_place_of_the_verified_line(firm, director, officer, later):
    first = offer(firm, director)
    decide(first, "accepted", actor=officer, now=later(1), grade=2)
    second = offer(firm, director, {**ISO, "expires_on": "31/12/2029"}, now=later(2))
    decide(second, "accepted", actor=officer, now=later(3), grade=3)
    second.refresh_from_db()
    assert states(firm) == [("superseded", "none"), ("current", "none")]
    assert (second.grade, second.verified_by_id, second.current_from) == (3, officer.user_id, later(3))


def test_a_refused_change_leaves_the_verified_line(firm, director, officer, later):
    first = offer(firm, director)
    decide(first, "accepted", actor=officer, now=later(1), grade=2)
    second = offer(firm, director, {**ISO, "expires_on": "31/12/2029"}, now=later(2))
    decide(second, "refused", actor=officer, now=later(3), reason="Bản chụp không đọc được")
    assert states(firm) == [("current", "none"), ("refused", "none")]


def test_a_refused_line_no_longer_holds(firm, director, officer):
    claim = offer(firm, director)
    decide(claim, "refused", actor=officer, now=NOW, reason="Không có bản chụp")
    assert states(firm) == [("refused", "none")]


def test_refusing_and_asking_need_a_reason_and_accepting_a_grade(firm, director, officer):
    claim = offer(firm, director)
    for decision in ("refused", "asked", "accepted"):
        with pytest.raises(NotAllowedError):
            decide(claim, decision, actor=officer, now=NOW)
    assert states(firm) == [("current", "waiting")]


def test_a_decided_claim_is_not_decided_again(firm, director, officer):
    claim = offer(firm, director)
    decide(claim, "refused", actor=officer, now=NOW, reason="x")
    with pytest.raises(NotAllowedError):
        decide(claim, "accepted", actor=officer, now=NOW, grade=2)


def test_the_firm_is_told_what_was_decided_and_why(firm, director, officer):
    decide(offer(firm, director), "asked", actor=officer, now=NOW, reason="Xin trang 2")
    note = Notification.objects.get(user_id=director.user_id)
    assert note.text_vi == "Cần bổ sung: ISO 9001 – Xin trang 2"


def test_saying_the_same_again_confirms_and_makes_no_version(firm, director, later):
    claim = offer(firm, director)
    again = offer(firm, director, {**ISO, "scope": "  "}, now=later(30))
    assert (again.pk, again.confirmed_on) == (claim.pk, later(30).date())
    assert len(states(firm)) == 1


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(firm, director, later):
    claim = offer(firm, director)
    seen = claim.version
    offer(firm, director, {**ISO, "number": "Q-2"}, line=claim.line, expected_version=seen, now=later(1))
    with pytest.raises(EditConflictError) as conflict:
        offer(
            firm, director, {**ISO, "number": "Q-3"}, line=claim.line, expected_version=seen + 7, now=later(2)
        )
    assert conflict.value.current.written["number"] == "Q-2"
    assert len(states(firm)) == 2


def test_a_newer_proposal_takes_the_place_of_one_that_waits(firm, director, officer):
    decide(offer(firm, director), "accepted", actor=officer, now=NOW, grade=2)
    offer(firm, director, {**ISO, "number": "Q-2"})
    offer(firm, director, {**ISO, "number": "Q-3"})
    assert [state for state, _ in states(firm)] == ["current", "superseded", "proposed"]


def test_two_scopes_of_one_standard_are_two_lines(firm, director):
    offer(firm, director, {**ISO, "scope": "Đúc"})
    offer(firm, director, {**ISO, "scope": "Phay"})
    assert [state for state, _ in states(firm)] == ["current", "current"]


def test_a_firm_has_one_profile(firm, director):
    offer(firm, director, {"ownership": "Trong nước"}, "profile")
    offer(firm, director, {"ownership": "FDI Nhật"}, "profile")
    assert [state for state, _ in states(firm)] == ["superseded", "current"]


def test_a_withdrawn_line_stays_in_the_history(firm, director, later):
    claim = offer(firm, director)
    withdraw(claim, actor=director, now=later(5), reason="Không gia hạn")
    claim.refresh_from_db()
    assert (claim.state, claim.current_until) == ("withdrawn", later(5))
    with pytest.raises(EditConflictError):
        withdraw(claim, actor=director, now=later(6))


def test_confirming_lines_touches_only_those_that_hold(firm, director, later):
    one, two = offer(firm, director), offer(firm, director, {"market": "Nhật Bản"}, "market")
    withdraw(two, actor=director, now=NOW)
    assert confirm_lines([one, two], actor=director, now=later(9)) == 1


def test_every_act_is_in_the_history_of_the_firm_with_its_fields(firm, director, officer):
    claim = offer(firm, director)
    decide(claim, "accepted", actor=officer, now=NOW, grade=2)
    entries = AuditEntry.objects.filter(about_type="registry.enterprise", about_id=firm.pk).order_by("id")
    assert [entry.action for entry in entries] == ["claim.add", "claim.accept"]
    assert entries[0].changes["certificate.number"] == ["", "Q-1"]
    assert entries[1].changes == {"grade": [1, 2], "check_state": ["waiting", "none"]}


def test_every_act_is_told_to_the_index_and_the_derived_columns_follow(firm, director, officer):
    before = Change.objects.count()
    claim = offer(firm, director)
    decide(claim, "accepted", actor=officer, now=NOW, grade=3)
    firm.refresh_from_db()
    assert Change.objects.count() == before + 2
    assert (firm.best_grade, firm.completeness_share) == (3, pytest.approx(0.1))


def test_the_day_of_an_act_is_the_day_in_the_region(firm, director):
    after_midnight = dt.datetime(2026, 11, 25, 18, 30, tzinfo=dt.UTC)  # half past one in Hà Nội, the next day
    assert offer(firm, director, now=after_midnight).confirmed_on == dt.date(2026, 11, 26)


def test_the_size_follows_from_the_latest_figures_and_stays_unknown_without_them(firm, director):
    figures = {"workers": "175", "revenue_vnd": "90 tỷ"}
    for measure, value in figures.items():
        assert Enterprise.objects.get(pk=firm.pk).size_class == ""
        offer(firm, director, {"year": "2025", "measure": measure, "value": value}, "figure")
    assert Enterprise.objects.get(pk=firm.pk).size_class == "medium"
    offer(firm, director, {"year": "2026", "measure": "workers", "value": "450"}, "figure")
    assert Enterprise.objects.get(pk=firm.pk).size_class == "large"
