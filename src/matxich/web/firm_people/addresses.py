"""The addresses of these pages, for whoever mounts them: below a firm of the desk, or below a firm of the staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matxich.web.firm_people import contacts, representatives

View = Callable[..., HttpResponse]
_asked = require_http_methods(["GET", "HEAD", "POST"])


def addresses(prefix: str, wrap: Callable[[Any], View]) -> list[URLPattern]:
    """Return the pages' addresses.

    Args:
        prefix: what stands before, with `<int:enterprise_id>`.
        wrap: opens a page to its audience and turns the number into the firm, as `desk_page` does.
    """
    contact = f"{prefix}contacts/<int:contact_id>/"
    return [
        path(f"{prefix}people/", require_safe(wrap(representatives.people)), name="firm_people"),
        path(f"{prefix}people/invite/", _asked(wrap(representatives.invite)), name="firm_people_invite"),
        path(
            f"{prefix}people/<int:representative_id>/end/",
            _asked(wrap(representatives.end)),
            name="firm_people_end",
        ),
        path(f"{prefix}contacts/new/", _asked(wrap(contacts.new)), name="firm_contact_new"),
        path(contact, _asked(wrap(contacts.change)), name="firm_contact"),
        path(f"{contact}consent/", require_POST(wrap(contacts.consent)), name="firm_contact_consent"),
        path(f"{contact}withdrawal/", _asked(wrap(contacts.withdraw)), name="firm_contact_withdrawal"),
        path(f"{contact}export.json", require_POST(wrap(contacts.export)), name="firm_contact_export"),
        path(f"{contact}erasure/", _asked(wrap(contacts.erase)), name="firm_contact_erasure"),
    ]
