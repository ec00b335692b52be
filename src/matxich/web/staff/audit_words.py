"""What kinds of records are called in the history."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "accounts.user": _("Person"),
    "accounts.rolegrant": _("Role"),
    "accounts.invitation": _("Invitation"),
    "foundation.message": _("Mail"),
    "foundation.parameter": _("Parameter"),
    "foundation.attachment": _("File"),
    "foundation.job": _("Work behind a page"),
    "places.authority": _("Authority"),
    "places.tableload": _("Table of places"),
    "registry.enterprise": _("Firm"),
    "registry.claim": _("Line of a firm"),
    "registry.site": _("Site"),
    "registry.contact": _("Contact person"),
    "registry.representative": _("Representative"),
    "registry.claimingrequest": _("Request to claim a firm"),
    "registry.campaign": _("Campaign"),
    "registry.importbatch": _("Import"),
    "registry.duplicatejudgement": _("Judgement of duplicates"),
    "registry.merge": _("Merging of records"),
}


def record_kind(label: str) -> str:
    """Return what a kind of record is called; its own label when nobody gave it words."""
    return str(KINDS.get(label, label))
