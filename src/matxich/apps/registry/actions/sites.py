"""Where a firm is: adding, changing and removing a site; its unit is read from the address until somebody confirms it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from matxich.apps.foundation.actions.audit import differences, record
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.models import Enterprise, Site

FIELDS = (
    "kind",
    "address",
    "province_code",
    "old_district_code",
    "old_ward_code",
    "new_unit_code",
    "resolution",
    "candidates",
    "cluster",
    "latitude",
    "longitude",
)


def save_site(
    enterprise: Enterprise,
    fields: Mapping[str, Any],
    *,
    actor: Actor,
    now: dt.datetime,
    site: Site | None = None,
    reason: str = "",
    refreshing: bool = True,
) -> Site:
    """Add a site of a firm, or change one; fields that are not given stay."""
    with transaction.atomic():
        row = site or Site(enterprise=enterprise)
        wanted = {name: fields[name] for name in FIELDS if name in fields}
        changes = differences(row, wanted, wanted)
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save()
        if changes:
            action = "site.add" if site is None else "site.change"
            record(actor, action, row, changes, now=now, reason=reason, about=enterprise)
        if refreshing:
            refresh([enterprise.pk], now)
    return row


def remove_site(site: Site, *, actor: Actor, now: dt.datetime, reason: str = "") -> None:
    """Remove a site; the history keeps what it was."""
    with transaction.atomic():
        enterprise = site.enterprise
        record(
            actor,
            "site.remove",
            site,
            {"address": (site.address, "")},
            now=now,
            reason=reason,
            about=enterprise,
        )
        site.delete()
        refresh([enterprise.pk], now)
