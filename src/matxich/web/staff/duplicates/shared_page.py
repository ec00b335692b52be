"""What the pages of duplicates share: their tabs, and records as they are shown side by side."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.queries.duplicates import FirmCard, card, judgements, merges, pairs
from matxich.web.navigation import address_of


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the three lists with how many stand in each."""
    lists = (
        ("duplicates", _("Waiting"), pairs().count()),
        ("judgements", _("Judged"), judgements().count()),
        ("merges", _("Merged"), merges().count()),
    )
    return [
        {
            "label": label,
            "address": reverse(f"staff:{name}"),
            "is_current": name == current,
            "count": count,
        }
        for name, label, count in lists
    ]


def firm_address(number: int) -> str:
    """Return where a record's page is; "" while there is none."""
    return address_of("staff:firm", enterprise_id=number) or ""


def beside(*firms: Enterprise) -> list[dict[str, Any]]:
    """Return records for the component that shows them side by side."""
    found: list[FirmCard] = [card(firm) for firm in firms]
    return [{"card": one, "address": firm_address(one.firm.pk)} for one in found]
