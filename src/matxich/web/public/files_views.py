"""Giving out a file that somebody gave: to who may open it, as a download, or in place for staff who judge it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from matxich.apps.foundation.attachments import path_of
from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.queries.evidence import may_open
from matxich.files.attachment_kinds import KINDS
from matxich.web.access import PersonRequest, lacks_second_factor, signed_in_page

#: A file is nobody's page: it loads nothing, runs nothing, and belongs to no origin.
_NOTHING = "default-src 'none'; frame-ancestors 'none'"
_SANDBOX = f"{_NOTHING}; sandbox"
#: In place, a file may stand inside a page of this site: the evidence beside the line that an officer judges.
_IN_PLACE = "default-src 'none'; frame-ancestors 'self'; sandbox"
#: A browser shows a PDF by a program of its own, which the sandbox forbids it to start; that program runs apart from
#: the site anyway, and the content was looked at: it is a PDF.
_VIEWER = "default-src 'none'; frame-ancestors 'self'; object-src 'self'; style-src 'unsafe-inline'"


@require_safe
@signed_in_page
def attachment(request: PersonRequest, token: str, name: str) -> HttpResponse:
    """One file. Who may not open it learns no more than who asks for one that is not there."""
    row = get_object_or_404(Attachment, token=token)
    if not may_open(request.person.who, row):
        raise Http404
    if request.person.is_staff and lacks_second_factor(request.person):
        return redirect("mfa_index")
    kind = KINDS.get(row.media_type)
    shows = "show" in request.GET and request.person.is_staff and kind is not None and kind.is_shown
    try:
        data = path_of(row).read_bytes()
    except FileNotFoundError as problem:
        raise Http404 from problem
    response = HttpResponse(data, content_type=row.media_type)
    response["Content-Disposition"] = str(content_disposition_header(not shows, row.name))
    response["Content-Security-Policy"] = _policy(row.media_type) if shows else _SANDBOX
    if shows:
        response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _policy(media_type: str) -> str:
    return _VIEWER if media_type == "application/pdf" else _IN_PLACE
