"""Rounds of confirmation and freshness, as officers see them."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.foundation.models import Message, SignedLink
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.confirmation import LineAnswer, answer
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Campaign, CampaignMember, Claim, Contact, Enterprise
from matxich.jobs import ticks
from matxich.jobs.runner import run_waiting
from tests.web.conftest import text_of
from tests.web.people import firm, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_ticks(monkeypatch):
    """Only what the pages queue is run."""
    monkeypatch.setattr(ticks, "TICKS", ())


@pytest.fixture
def officer(client):
    """A browser in which an officer is signed in."""
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    return client


@pytest.fixture
def firms() -> list[Enterprise]:
    """Two firms with a certificate and a contact each, and one with neither."""
    made = [firm(f"Công ty Cơ khí {name}") for name in ("An", "Bình", "Cường")]
    for number, one in enumerate(made[:2]):
        Contact.objects.create(
            enterprise=one, email=f"a{number}@firm{number}.vn", is_registered=True, purpose="firm_contact"
        )
        fields = {"standard": "ISO 9001", "number": f"{number}", "expires_on": "31/12/2099"}
        propose(one, "certificate", fields, actor=COMMAND, now=timezone.now(), source="self")
    Claim.objects.update(confirmed_on=timezone.localdate() - dt.timedelta(days=500))
    return made


def due(days: int = 20) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def draft(client, **more: str) -> Campaign:
    client.post(reverse("staff:campaign_new"), {"name": "Xác nhận 2026", "due_on": due(), **more})
    return Campaign.objects.get()


def act(client, row: Campaign, name: str):
    return client.post(reverse("staff:campaign_act", args=[row.pk, name]), {"confirmed": "1"}, follow=True)


def sheet(response) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(
    ("roles", "reads", "writes"),
    [
        ((Role.OFFICER,), 200, 200),
        ((Role.LEADER,), 200, 403),
        ((Role.AUDITOR,), 200, 403),
        ((Role.ADMINISTRATOR,), 403, 403),
        ((Role.COUNCIL_MEMBER,), 403, 403),
        ((), 403, 403),
    ],
)
def test_rounds_are_read_by_staff_and_made_by_officers(client, roles, reads, writes):
    row = Campaign.objects.create(name="x", due_on=timezone.localdate(), created_at=timezone.now())
    client.force_login(person("x", *roles))
    for name in ("campaigns", "campaign"):
        arguments = [row.pk] if name == "campaign" else []
        assert client.get(reverse(f"staff:{name}", args=arguments)).status_code == reads
    for address in (reverse("staff:campaign_new"), reverse("staff:campaign_act", args=[row.pk, "start"])):
        assert client.get(address).status_code == writes
    assert client.get(reverse("staff:freshness")).status_code == (
        200 if roles and roles[0] != Role.COUNCIL_MEMBER else 403
    )


def test_the_preview_counts_and_keeps_nothing(officer, firms):
    address = reverse("staff:campaign_new")
    page = text_of(officer.post(address, {"name": "x", "due_on": due(), "preview": "1"}).content)
    assert "Sẽ hỏi 3 doanh nghiệp" in page
    assert "1 nơi trong số đó không có người liên hệ" in page
    page = text_of(officer.post(address, {"certificate": "iso_9001", "preview": "1"}).content)
    assert "Sẽ hỏi 2 doanh nghiệp" in page
    assert Campaign.objects.count() == 0


def test_a_draft_that_is_over_before_it_begins_is_refused_with_what_was_entered(officer, firms):
    answer_ = officer.post(reverse("staff:campaign_new"), {"name": "Đợt này", "due_on": due(-1)})
    assert answer_.status_code == 400
    assert "Ngày này đã qua" in text_of(answer_.content)
    assert 'value="Đợt này"' in answer_.content.decode()


def test_a_round_from_draft_to_answers(officer, firms):
    row = draft(officer, freshness="not_fresh")
    assert Message.objects.count() == 0
    assert "Sẽ hỏi" not in text_of(act(officer, row, "start").content)
    assert run_waiting() == 1
    page = text_of(officer.get(reverse("staff:campaign", args=[row.pk])).content)
    assert "Không hỏi được (không có người liên hệ" in page
    assert Message.objects.count() == 2
    link = SignedLink.objects.get(subject_id=firms[0].pk)
    line = Claim.objects.get(enterprise=firms[0])
    answer(link, [LineAnswer(line.pk, "true")], since=timezone.localdate(), now=timezone.now())
    page = officer.get(reverse("staff:campaign", args=[row.pk]), {"standing": "answered"})
    assert [one["member"].enterprise_id for one in page.context["rows"]] == [firms[0].pk]
    assert "1 vẫn đúng" in text_of(page.content)
    member = CampaignMember.objects.get(enterprise=firms[0])
    page = text_of(officer.get(reverse("staff:campaign_firm", args=[row.pk, member.pk])).content)
    assert "ISO 9001 vẫn đúng" in page
    act(officer, row, "closure")
    row.refresh_from_db()
    assert row.state == "closed"


def test_reminding_too_early_says_when_and_sends_nothing(officer, firms):
    row = draft(officer)
    act(officer, row, "start")
    run_waiting()
    assert "ít nhất 3 ngày" in text_of(act(officer, row, "reminder").content)
    CampaignMember.objects.update(link=None)
    assert Message.objects.count() == 2


def test_a_link_is_made_worthless_with_a_reason_only(officer, firms):
    row = draft(officer)
    act(officer, row, "start")
    run_waiting()
    member = CampaignMember.objects.get(enterprise=firms[0])
    address = reverse("staff:campaign_revocation", args=[row.pk, member.pk])
    officer.post(address, {"confirmed": "1"})
    assert SignedLink.objects.filter(revoked_at=None).count() == 2
    officer.post(address, {"confirmed": "1", "reason": "Gửi nhầm người"})
    assert SignedLink.objects.filter(revoked_at=None).count() == 1


def test_the_workbook_of_a_round_says_who_answered(officer, firms):
    row = draft(officer)
    act(officer, row, "start")
    run_waiting()
    rows = sheet(officer.get(reverse("staff:campaign_xlsx", args=[row.pk])))
    told = {str(line[0]): str(line[2]) for line in rows if str(line[0]).startswith("Công ty Cơ khí")}
    assert told["Công ty Cơ khí An"] == "Đã gửi, chưa mở"
    assert told["Công ty Cơ khí Cường"].startswith("Không hỏi được")


def test_a_round_asks_as_much_of_the_database_for_many_firms_as_for_one(officer, firms):
    row = draft(officer)
    act(officer, row, "start")
    run_waiting()
    address = reverse("staff:campaign", args=[row.pk])
    officer.get(address)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            officer.get(address)
        return len(queries)

    three = count()
    for number in range(5):
        CampaignMember.objects.create(campaign=row, enterprise=firm(f"Công ty Thêm {number}"))
    assert count() == three


def test_progress_is_told_to_who_asked_only(client):
    user, other = person("a", Role.OFFICER), person("b", Role.OFFICER)
    job = ask_for("x", {}, timezone.now(), actor=Actor(user.pk))
    address = reverse("jobs:progress", args=[job.pk])
    assert client.get(address).status_code == 302
    client.force_login(user)
    assert client.get(address).json() == {"state": "queued", "done": 0, "total": 0}
    client.force_login(other)
    assert client.get(address).status_code == 404


def test_freshness_counts_and_leads_to_the_firms_behind_every_number(officer, firms):
    Enterprise.objects.filter(pk=firms[0].pk).update(confirmed_on=timezone.localdate())
    long_ago = timezone.localdate() - dt.timedelta(days=800)
    Enterprise.objects.filter(pk=firms[1].pk).update(confirmed_on=long_ago)
    user = person("v", Role.OFFICER)
    line = Claim.objects.get(enterprise=firms[1])
    decide(line, "accepted", actor=Actor(user.pk), now=timezone.now(), grade=2)
    page = officer.get(reverse("staff:freshness"), {"by": "certificate"})
    state = page.context["state"]
    assert (state.all.firm_count, state.all.fresh_count, state.stale_count, state.never_count) == (3, 1, 1, 1)
    assert state.all.verified_count == 1
    rows = {row.group.code: row for row in page.context["rows"]}
    group = rows["iso_9001"].group
    assert (group.firm_count, group.fresh_count, group.verified_count) == (2, 1, 1)
    assert rows["-"].group.firm_count == 1
    for row in rows.values():
        for address, count in (
            (row.all_address, row.group.firm_count),
            (row.fresh_address, row.group.fresh_count),
            (row.verified_address, row.group.verified_count),
        ):
            assert officer.get(address).context["table"].total == count


@pytest.mark.parametrize("by", ["process", "certificate", "old_district", "unit", "size", "stage"])
def test_every_way_of_sorting_leads_to_the_firms_it_counts(officer, firms, by):
    page = officer.get(reverse("staff:freshness"), {"by": by})
    for row in page.context["rows"]:
        assert officer.get(row.all_address).context["table"].total == row.group.firm_count
    assert sheet(officer.get(reverse("staff:freshness_xlsx"), {"by": by}))


def test_the_list_of_firms_goes_into_a_workbook_and_into_a_new_round(officer, firms):
    page = officer.get(reverse("staff:freshness_firms"), {"certificate": "iso_9001", "odd": "x"})
    rows = sheet(officer.get(page.context["xlsx_address"]))
    assert sum(str(row[0]).startswith("Công ty Cơ khí") for row in rows) == 2
    assert "Sẽ hỏi 2 doanh nghiệp" in text_of(officer.get(page.context["campaign_address"]).content)


def test_an_empty_registry_has_no_shares(officer):
    page = text_of(officer.get(reverse("staff:freshness")).content)
    assert "Chưa có doanh nghiệp" in page
    assert "%" not in page.partition("Chưa có doanh nghiệp")[0].partition("Độ mới của danh bạ")[2]
