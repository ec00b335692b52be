"""Signed links: made with a secret that only the recipient's mail holds, checked by its hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.db import models

from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.models import SignedLink


def make_link(
    purpose: str,
    subject: models.Model,
    *,
    now: dt.datetime,
    days: int,
    payload: Mapping[str, Any] | None = None,
) -> tuple[SignedLink, str]:
    """Return the kept row and the secret part of the address, which is nowhere kept (256 random bits)."""
    token = secrets.token_urlsafe(32)
    link = SignedLink.objects.create(
        token_hash=_hash(token),
        purpose=purpose,
        subject_type=label(subject),
        subject_id=subject.pk,
        payload=dict(payload or {}),
        created_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    return link, token


def find_link(token: str, purpose: str, now: dt.datetime) -> SignedLink | None:
    """Return the link of this secret and purpose; None when it is unknown, expired or revoked."""
    link = SignedLink.objects.filter(token_hash=_hash(token), purpose=purpose).first()
    if link is None or link.revoked_at is not None or link.expires_at <= now:
        return None
    return link


class LinkState(StrEnum):
    """What a link is good for."""

    OPEN = "open"
    #: answered; it may be opened again to see and mend the answer
    ANSWERED = "answered"
    EXPIRED = "expired"
    REVOKED = "revoked"


def known_link(token: str, purpose: str) -> SignedLink | None:
    """Return the link of this secret and purpose, whatever has become of it; None for one that never was."""
    return SignedLink.objects.filter(token_hash=_hash(token), purpose=purpose).first()


def state_of(link: SignedLink, now: dt.datetime) -> LinkState:
    """Return what a link is good for at a moment."""
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if link.expires_at <= now:
        return LinkState.EXPIRED
    return LinkState.OPEN if link.used_at is None else LinkState.ANSWERED


def revoke_link(link: SignedLink, now: dt.datetime) -> None:
    """Make a link worthless."""
    SignedLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now)


def note_opened(link: SignedLink, now: dt.datetime) -> None:
    """Write down the first time a link was opened."""
    SignedLink.objects.filter(pk=link.pk, first_opened_at=None).update(first_opened_at=now)


def use_link(link: SignedLink, now: dt.datetime) -> bool:
    """Mark a link as answered; False when it had been before. Call it in the transaction that keeps the answer."""
    return SignedLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now) == 1


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
