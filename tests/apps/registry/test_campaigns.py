"""Rounds of asking: who is asked, once; reminded, once; what is broken off is gone on with."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from matxich.apps.foundation.actions.jobs import LostJobError
from matxich.apps.foundation.models import AuditEntry, Job, Message, SignedLink
from matxich.apps.registry.actions import campaigns
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import confirm, create_enterprise
from matxich.apps.registry.models import Campaign, CampaignMember, Contact, Enterprise, Site
from matxich.apps.registry.queries.audience import audience
from matxich.apps.registry.queries.campaigns import Standing, standing
from matxich.domain.shared.decision import NotAllowedError
from tests.apps.registry.conftest import NOW

ON = NOW.date()
DUE = ON + dt.timedelta(days=21)


def keep(_done: int, _total: int) -> None:
    """A worker that loses nothing."""


def make_firm(officer, number: int, *, contact: bool = True, language: str = "vi") -> Enterprise:
    firm = create_enterprise(name=f"Công ty Cơ khí Số {number}", actor=officer, now=NOW)
    if contact:
        Contact.objects.create(
            enterprise=firm,
            full_name=f"Người {number}",
            email=f"lien.he{number}@so{number}.vn",
            language=language,
            is_registered=True,
            purpose="firm_contact",
        )
    return firm


@pytest.fixture
def firms(officer) -> list[Enterprise]:
    """Three firms to write to, and one without a contact."""
    return [make_firm(officer, number, contact=number < 3) for number in range(4)]


def begin(officer, filters=None, on=ON) -> Campaign:
    campaign = campaigns.create("Xác nhận 2026", filters or {}, DUE, actor=officer, now=NOW)
    campaigns.start(campaign, actor=officer, on=on, now=NOW)
    campaign.refresh_from_db()
    return campaign


def ask(campaign: Campaign, keep=keep) -> None:
    campaigns.ask_all(campaign.pk, keep, ON, NOW)


def test_every_firm_is_asked_once_and_who_has_no_contact_is_noted(firms, officer):
    campaign = begin(officer)
    assert Job.objects.get().payload == {"campaign": campaign.pk}
    ask(campaign)
    ask(campaign)
    assert standing(campaign) == Standing(0, 0, 3, 1)
    assert Message.objects.count() == SignedLink.objects.count() == 3
    assert list(campaign.members.exclude(obstacle="").values_list("enterprise_id", "obstacle")) == [
        (firms[3].pk, "no_contact")
    ]


def test_the_mail_carries_a_secret_link_in_the_contacts_language(officer):
    make_firm(officer, 1, language="en")
    ask(begin(officer))
    message = Message.objects.get()
    assert message.subject == "[Mắt Xích] Is the record of Công ty Cơ khí Số 1 still true?"
    (token,) = re.findall(r"/confirm/([\w-]{43})/", message.body)
    assert message.secrets == [token]
    assert "by 2026-12-16" in message.body


def test_a_worker_that_loses_the_job_in_a_batch_has_asked_nobody_and_the_next_one_goes_on(
    firms, officer, monkeypatch
):
    monkeypatch.setattr(campaigns, "_BATCH", 2)
    campaign = begin(officer)
    calls = []

    def lose(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) == 2:
            raise LostJobError

    with pytest.raises(LostJobError):
        ask(campaign, lose)
    assert (CampaignMember.objects.count(), Message.objects.count()) == (2, 2)
    calls.clear()
    ask(campaign, lambda done, total: calls.append((done, total)))
    assert calls == [(4, 4)]
    assert (CampaignMember.objects.count(), Message.objects.count()) == (4, 3)


def test_reminders_go_to_the_silent_once_a_round_with_a_link_that_works(firms, officer):
    campaign = begin(officer)
    ask(campaign)
    CampaignMember.objects.filter(enterprise=firms[0]).update(answered_at=NOW)
    later = NOW + dt.timedelta(days=3)
    campaigns.remind(campaign, actor=officer, on=later.date(), now=later)
    for _ in range(2):
        campaigns.remind_all(campaign.pk, 1, keep, later.date(), later)
    reminders = Message.objects.filter(subject__contains="Nhắc")
    assert sorted(reminders.values_list("about_id", flat=True)) == [firms[1].pk, firms[2].pk]
    assert SignedLink.objects.filter(revoked_at=None).count() == 5  # the first mail's link goes on working


def test_who_had_no_contact_and_has_one_now_is_asked_with_the_reminder(firms, officer):
    campaign = begin(officer)
    ask(campaign)
    Contact.objects.create(
        enterprise=firms[3], email="moi@so3.vn", is_registered=True, purpose="firm_contact"
    )
    later = NOW + dt.timedelta(days=3)
    campaigns.remind_all(campaign.pk, 1, keep, later.date(), later)
    message = Message.objects.get(about_id=firms[3].pk)
    assert "Nhắc" not in message.subject
    assert standing(campaign) == Standing(0, 0, 4, 0)


def test_reminding_waits_some_days_and_says_so(firms, officer):
    campaign = begin(officer)
    with pytest.raises(NotAllowedError, match="being written"):
        campaigns.remind(campaign, actor=officer, on=ON, now=NOW)
    ask(campaign)
    with pytest.raises(NotAllowedError, match="at least 3 days"):
        campaigns.remind(campaign, actor=officer, on=ON, now=NOW)
    CampaignMember.objects.update(answered_at=NOW)
    with pytest.raises(NotAllowedError, match="has answered"):
        campaigns.remind(campaign, actor=officer, on=DUE, now=NOW)


def test_a_round_is_changed_as_a_draft_only_and_started_and_closed_once(firms, officer):
    campaign = campaigns.create("x", {"freshness": "never", "odd": "1"}, DUE, actor=officer, now=NOW)
    assert campaign.audience == {"freshness": "never"}
    campaigns.change(campaign, "y", {}, DUE, actor=officer, now=NOW)
    campaigns.start(campaign, actor=officer, on=ON, now=NOW)
    for refused in (
        lambda: campaigns.change(campaign, "z", {}, DUE, actor=officer, now=NOW),
        lambda: campaigns.start(campaign, actor=officer, on=ON, now=NOW),
    ):
        with pytest.raises(NotAllowedError):
            refused()
    campaigns.close(campaign, actor=officer, now=NOW)
    with pytest.raises(NotAllowedError):
        campaigns.close(campaign, actor=officer, now=NOW)
    actions = [e.action for e in AuditEntry.objects.filter(subject_type="registry.campaign").order_by("id")]
    assert actions == ["campaign.create", "campaign.change", "campaign.start", "campaign.close"]


def test_a_round_that_would_ask_nobody_or_is_over_before_it_begins_does_not_start(firms, officer):
    for filters, on, said in (({"size": "large"}, ON, "no firm"), ({}, DUE + dt.timedelta(days=1), "passed")):
        campaign = campaigns.create("x", filters, DUE, actor=officer, now=NOW)
        with pytest.raises(NotAllowedError, match=said):
            campaigns.start(campaign, actor=officer, on=on, now=NOW)


def test_a_link_that_reached_the_wrong_person_is_made_worthless(firms, officer):
    campaign = begin(officer)
    ask(campaign)
    member = campaign.members.first()
    campaigns.revoke(member, actor=officer, now=NOW, reason="Gửi nhầm")
    member.link.refresh_from_db()
    assert member.link.revoked_at == NOW


def test_the_audience_is_what_every_filter_holds_for(firms, officer):
    first, second, third, fourth = firms
    propose(first, "process", {"process": "Dập nguội"}, actor=officer, now=NOW, source="officer")
    propose(second, "process", {"process": "Phay CNC"}, actor=officer, now=NOW, source="officer")
    Site.objects.create(enterprise=second, address="Đông Anh", old_district_code="017", new_unit_code="00454")
    confirm(third, actor=officer, now=NOW)
    Enterprise.objects.filter(pk=fourth.pk).update(
        size_class="small", confirmed_on=ON - dt.timedelta(days=330)
    )

    def found(**filters: str) -> list[Enterprise]:
        return list(audience(filters, ON).order_by("pk"))

    assert found() == firms
    assert found(process="stamping") == [first]
    assert found(process="machining") == [second]
    assert found(process="-") == [third, fourth]
    assert found(old_district="017") == found(unit="00454") == [second]
    assert found(old_district="-") == [first, third, fourth]
    assert found(size="small") == [fourth]
    assert found(freshness="never") == found(freshness="not_fresh") == [first, second]
    assert found(freshness="fresh") == [third, fourth]
    assert found(freshness="due") == [fourth]
    assert found(freshness="fresh", size="-") == [third]
    assert found(verified="no", role="supplier") == firms
    assert found(role="buyer") == []
