"""The addresses of these pages, for whoever mounts them: below a firm of the desk, or below a firm of the staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matxich.web.firm_record import acts, history, line_views, record, site_views

View = Callable[..., HttpResponse]
_asked = require_http_methods(["GET", "HEAD", "POST"])


def addresses(prefix: str, wrap: Callable[[Any], View], *, lines: str = "lines/") -> list[URLPattern]:
    """Return the pages' addresses.

    Args:
        prefix: what stands before, with `<int:enterprise_id>`.
        wrap: opens a page to its audience and turns the number into the firm, as `desk_page` does.
        lines: where the record itself stands below the prefix.
    """
    line = f"{prefix}lines/<uuid:line>/"
    return [
        path(f"{prefix}{lines}", require_safe(wrap(record.lines)), name="firm_lines"),
        path(f"{prefix}lines/confirmed/", require_POST(wrap(acts.confirm_all)), name="firm_confirm"),
        path(f"{prefix}lines/new/<slug:kind>/", _asked(wrap(line_views.new)), name="firm_line_new"),
        path(line, _asked(wrap(line_views.change)), name="firm_line"),
        path(f"{line}confirmed/", require_POST(wrap(line_views.still_true)), name="firm_line_confirm"),
        path(f"{line}withdrawal/", _asked(wrap(line_views.withdraw_line)), name="firm_line_withdraw"),
        path(f"{prefix}sites/", require_safe(wrap(site_views.sites)), name="firm_sites"),
        path(f"{prefix}sites/new/", _asked(wrap(site_views.new)), name="firm_site_new"),
        path(f"{prefix}sites/<int:site_id>/", _asked(wrap(site_views.change)), name="firm_site"),
        path(
            f"{prefix}sites/<int:site_id>/removal/", _asked(wrap(site_views.remove)), name="firm_site_removal"
        ),
        path(f"{prefix}consent/", _asked(wrap(acts.consent)), name="firm_consent"),
        path(f"{prefix}submission/", _asked(wrap(acts.submit)), name="firm_submit"),
        path(f"{prefix}history/", require_safe(wrap(history.history)), name="firm_history"),
    ]
