"""Asking one firm whether its record is still true: a link that needs no log-in, in a mail to its registered contact."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from matxich.apps.foundation.actions.links import make_link
from matxich.apps.foundation.mail import queue_message
from matxich.apps.foundation.models import Message, SignedLink
from matxich.apps.foundation.queries.parameters import value_on
from matxich.apps.registry.letters import new_link, question
from matxich.apps.registry.models import CampaignMember, Contact
from matxich.apps.registry.queries.contacts import registered_contact

#: purpose of the links, and kind of the messages
PURPOSE = "reconfirmation"
NO_CONTACT = "no_contact"


def ask(member: CampaignMember, contact: Contact | None, on: dt.date, now: dt.datetime) -> None:
    """Write to a firm of a campaign, or note why that is not possible. The first time it asks, later it reminds.

    Call it in a transaction that ends with keeping hold of the job: a round that is broken off is gone on with, and
    nobody is asked twice.
    """
    if contact is None:
        member.obstacle = NO_CONTACT
        member.save(update_fields=["obstacle"])
        return
    is_reminder = member.link_id is not None
    link, address = _link(member, contact, on, now)
    letter = question(
        contact.language,
        person=contact.full_name,
        firm=member.enterprise.name,
        link=address,
        due_on=member.campaign.due_on,
        until=link.expires_at.date(),
        is_reminder=is_reminder,
    )
    key = f"{PURPOSE}:{member.campaign_id}:{member.enterprise_id}:{member.reminded_count}"
    member.link, member.obstacle = link, ""
    member.message = queue_message(
        key,
        PURPOSE,
        contact.email,
        letter.subject,
        letter.body,
        language=letter.language,
        now=now,
        about=member.enterprise,
        secrets=[address.rstrip("/").rpartition("/")[2]],
    )
    member.save(update_fields=["link", "message", "obstacle"])


def ask_again(link: SignedLink, on: dt.date, now: dt.datetime) -> Message | None:
    """Send a new link to the firm's registered contact because somebody holds one that no longer works.

    Nothing is told to who asks: the mail goes to the registered contact and to nobody else, at most once an hour.
    Returns None when there is nobody to write to.
    """
    member = member_of(link)
    contact = registered_contact(link.subject_id) if member is not None else None
    if member is None or contact is None:
        return None
    key = f"{PURPOSE}_again:{member.pk}:{now:%Y%m%d%H}"
    there = Message.objects.filter(key=key).first()
    if there is not None:
        return there
    fresh, address = _link(member, contact, on, now)
    letter = new_link(
        contact.language,
        person=contact.full_name,
        firm=member.enterprise.name,
        link=address,
        until=fresh.expires_at.date(),
    )
    member.link = fresh
    member.message = queue_message(
        key,
        PURPOSE,
        contact.email,
        letter.subject,
        letter.body,
        language=letter.language,
        now=now,
        about=member.enterprise,
        secrets=[address.rstrip("/").rpartition("/")[2]],
    )
    member.save(update_fields=["link", "message"])
    return member.message


def member_of(link: SignedLink) -> CampaignMember | None:
    """Return the firm of the campaign that a link was made for."""
    rows = CampaignMember.objects.select_related("campaign", "enterprise")
    return rows.filter(pk=link.payload.get("member"), enterprise_id=link.subject_id).first()


def _link(member: CampaignMember, contact: Contact, on: dt.date, now: dt.datetime) -> tuple[SignedLink, str]:
    """Return a new link for a firm of a campaign, and its address."""
    link, token = make_link(
        PURPOSE,
        member.enterprise,
        now=now,
        days=int(value_on("confirmation_link_days", on)),
        payload={"member": member.pk, "contact": contact.pk},
    )
    return link, f"{settings.SITE_URL}/confirm/{token}/"
