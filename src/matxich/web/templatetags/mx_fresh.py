"""Tags for how fresh a record is, and shares in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from matxich.apps.registry.queries.audience import confirm_months
from matxich.domain.enterprises.freshness import freshness

register = template.Library()


@register.inclusion_tag("components/last_confirmed/last_confirmed.html", takes_context=True)
def last_confirmed(context: template.Context, day: dt.date | None, *, prefix: bool = False) -> dict[str, Any]:
    """Show when a record was last confirmed: `{% last_confirmed firm.confirmed_on prefix=True %}`.

    With `prefix` the words "last confirmed" stand before the day, for where no head says so.
    """
    today = timezone.localdate()
    # One look at the parameter a page, however many firms it lists.
    known = context.render_context.get("confirm_months")
    months = known if isinstance(known, int) else confirm_months(today)
    context.render_context["confirm_months"] = months
    return {"day": day, "freshness": freshness(day, today, months).value, "prefix": prefix}


@register.filter
def share_words(share: float | None) -> str:
    """Write a share 0..1 as a note: "75 % of all"; nothing where there is none."""
    return "" if share is None else _("%(share)s %% of all") % {"share": round(share * 100)}
