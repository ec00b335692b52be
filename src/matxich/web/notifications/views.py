"""The lines of a person's bell: read them, open one, mark them as read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from matxich.apps.foundation.actions.notifications import mark_read
from matxich.apps.foundation.queries.notifications import bell_of, unread_count
from matxich.web.access import PersonRequest, signed_in_page
from matxich.web.presenters.pages import page_of


@require_safe
@signed_in_page
def bell(request: PersonRequest) -> HttpResponse:
    """All lines, newest first, the unread ones marked."""
    user = request.person.user
    assert user is not None  # noqa: S101 -- signed_in_page lets nobody else in
    page = page_of(request, bell_of(user.pk))
    words = {"page": page, "unread": unread_count(user.pk)}
    return render(request, "notifications/templates/notifications.html", words)


@require_POST
@signed_in_page
def open_one(request: PersonRequest, notification_id: int) -> HttpResponse:
    """Mark one line as read and go where it leads."""
    user = request.person.user
    assert user is not None  # noqa: S101 -- signed_in_page lets nobody else in
    line = get_object_or_404(bell_of(user.pk), pk=notification_id)
    mark_read(user.pk, timezone.now(), line.pk)
    if url_has_allowed_host_and_scheme(line.link, allowed_hosts=None):
        return redirect(line.link)
    return redirect("notifications:list")


@require_POST
@signed_in_page
def read_all(request: PersonRequest) -> HttpResponse:
    """Mark every line as read."""
    user = request.person.user
    assert user is not None  # noqa: S101 -- signed_in_page lets nobody else in
    mark_read(user.pk, timezone.now())
    return redirect("notifications:list")
