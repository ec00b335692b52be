"""Rounds of asking firms whether their record is still true: beginning one, asking, reminding, closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.db import transaction

from matxich.apps.foundation.actions.audit import differences, record
from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.actions.links import revoke_link
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Job
from matxich.apps.registry.actions.asking import ask
from matxich.apps.registry.models import Campaign, CampaignMember
from matxich.apps.registry.queries.audience import FILTERS, audience
from matxich.apps.registry.queries.campaigns import last_asked_on, silent
from matxich.apps.registry.queries.contacts import registered_contacts
from matxich.domain.enterprises.campaigns import may_change, may_close, may_remind, may_start
from matxich.domain.shared.decision import require

#: kinds of the jobs
ASKING, REMINDING = "campaign_asking", "campaign_reminding"
_BATCH = 50
Keep = Callable[[int, int], None]


def create(
    name: str, filters: Mapping[str, str], due_on: dt.date, *, actor: Actor, now: dt.datetime
) -> Campaign:
    """Draft a round."""
    with transaction.atomic():
        campaign = Campaign.objects.create(
            name=name.strip(),
            audience=_kept(filters),
            due_on=due_on,
            created_at=now,
            created_by_id=actor.user_id,
        )
        record(
            actor,
            "campaign.create",
            campaign,
            {
                "name": ("", campaign.name),
                "audience": ("", _in_short(campaign.audience)),
                "due_on": (None, due_on),
            },
            now=now,
        )
    return campaign


def change(
    campaign: Campaign,
    name: str,
    filters: Mapping[str, str],
    due_on: dt.date,
    *,
    actor: Actor,
    now: dt.datetime,
) -> Campaign:
    """Change a draft.

    Raises:
        NotAllowedError: it has begun.
    """
    with transaction.atomic():
        row = _locked(campaign)
        require(may_change(row.state))
        after = {"name": name.strip(), "audience": _kept(filters), "due_on": due_on}
        changes = differences(row, after, after)
        if "audience" in changes:
            changes["audience"] = (_in_short(row.audience), _in_short(_kept(filters)))
        for field, value in after.items():
            setattr(row, field, value)
        row.save()
        if changes:
            record(actor, "campaign.change", row, changes, now=now)
    return row


def _kept(filters: Mapping[str, str]) -> dict[str, str]:
    return {name: filters[name] for name in FILTERS if filters.get(name)}


def _in_short(filters: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in filters.items())


def start(campaign: Campaign, *, actor: Actor, on: dt.date, now: dt.datetime) -> Job:
    """Begin a round: the mails are written by the job that is returned.

    Raises:
        NotAllowedError: it has begun, nobody would be asked, or its due day has passed.
    """
    with transaction.atomic():
        row = _locked(campaign)
        require(may_start(row.state, audience(row.audience, on).count(), row.due_on, on))
        row.state, row.started_at = Campaign.State.RUNNING, now
        row.save()
        record(actor, "campaign.start", row, {"state": ("draft", "running")}, now=now)
        return ask_for(ASKING, {"campaign": row.pk}, now, actor=actor)


def ask_all(campaign_id: int, keep: Keep, on: dt.date, now: dt.datetime) -> None:
    """Ask every firm of the audience; a round that was broken off is gone on with, and nobody is asked twice."""
    campaign = Campaign.objects.get(pk=campaign_id)
    asked = set(campaign.members.values_list("enterprise_id", flat=True))
    firms = [firm for firm in audience(campaign.audience, on).order_by("pk") if firm.pk not in asked]
    total = len(asked) + len(firms)
    for at in range(0, len(firms), _BATCH):
        some = firms[at : at + _BATCH]
        contacts = registered_contacts(firm.pk for firm in some)
        with transaction.atomic():
            for firm in some:
                member = CampaignMember.objects.create(campaign=campaign, enterprise=firm)
                ask(member, contacts.get(firm.pk), on, now)
            # The last word in the transaction: who lost the job has asked nobody.
            keep(len(asked) + at + len(some), total)


def remind(campaign: Campaign, *, actor: Actor, on: dt.date, now: dt.datetime) -> Job:
    """Write again to those who have not answered, by the job that is returned.

    Raises:
        NotAllowedError: it does not run, everybody has answered, or the last mail is too fresh.
    """
    with transaction.atomic():
        row = _locked(campaign)
        members = silent(row)
        require(may_remind(row.state, members.count(), last_asked_on(row), on))
        reached = members.order_by("-reminded_count").first()
        number = (reached.reminded_count if reached else 0) + 1
        record(actor, "campaign.remind", row, {"reminder": (number - 1, number)}, now=now)
        return ask_for(REMINDING, {"campaign": row.pk, "number": number}, now, actor=actor)


def remind_all(campaign_id: int, number: int, keep: Keep, on: dt.date, now: dt.datetime) -> None:
    """Write reminder `number` to who has not answered and has not got it yet; ask who had no contact and has one now."""
    waiting = CampaignMember.objects.filter(
        campaign_id=campaign_id, answered_at=None, reminded_count__lt=number
    )
    ids = list(waiting.values_list("pk", flat=True))
    for at in range(0, len(ids), _BATCH):
        with transaction.atomic():
            rows = waiting.filter(pk__in=ids[at : at + _BATCH]).select_related("enterprise", "campaign")
            some = list(rows.select_for_update(of=("self",)))
            contacts = registered_contacts(member.enterprise_id for member in some)
            for member in some:
                CampaignMember.objects.filter(pk=member.pk).update(reminded_count=number)
                member.reminded_count = number
                ask(member, contacts.get(member.enterprise_id), on, now)
            keep(min(at + _BATCH, len(ids)), len(ids))


def close(campaign: Campaign, *, actor: Actor, now: dt.datetime) -> Campaign:
    """End a round. Links stay good until they run out: an answer that comes late is as true.

    Raises:
        NotAllowedError: it does not run.
    """
    with transaction.atomic():
        row = _locked(campaign)
        require(may_close(row.state))
        row.state, row.closed_at = Campaign.State.CLOSED, now
        row.save()
        record(actor, "campaign.close", row, {"state": ("running", "closed")}, now=now)
    return row


def revoke(member: CampaignMember, *, actor: Actor, now: dt.datetime, reason: str) -> None:
    """Make a firm's link worthless, because it reached the wrong person."""
    with transaction.atomic():
        if member.link is not None:
            revoke_link(member.link, now)
        record(
            actor,
            "campaign.revoke_link",
            member.campaign,
            {"enterprise": (member.enterprise_id, None)},
            now=now,
            reason=reason,
            about=member.enterprise,
        )


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)
