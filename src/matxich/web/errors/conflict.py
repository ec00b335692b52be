"""409: two people changed one record. The second one sees what the first one did, and what they entered is kept.

A form that edits a record carries its `version`; the action raises `EditConflictError` when the row is newer. A view
need not catch that: the middleware `refusals` answers with this page. It may, to give fields other names.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.registry.conflict import EditConflictError
from matxich.web.presenters.history import read_history
from matxich.web.presenters.history_words import field_in_words

#: fields of forms that are none of the person's own words
_OURS = frozenset({"csrfmiddlewaretoken", "version", "next", "confirmed"})
_LINES = 3


def edit_conflict(
    request: HttpRequest, error: EditConflictError, names: Mapping[str, str] | None = None
) -> HttpResponse:
    """Answer with what the other person changed and what was entered.

    Args:
        names: field of the form → what it is called; the others are named as in the history.
    """
    row = error.current
    entries = AuditEntry.objects.filter(subject_type=label(row), subject_id=row.pk)[:_LINES]
    sent = [(name, values) for name, values in request.POST.lists() if name not in _OURS]
    called = names or {}
    words = {
        "name": str(row),
        "lines": read_history(entries),
        "entered": [(called.get(name, field_in_words(name)), ", ".join(values)) for name, values in sent],
        "carried": [
            (name, values)
            for name, values in request.POST.lists()
            if name not in {"csrfmiddlewaretoken", "version"}
        ],
        "has_files": bool(request.FILES),
        "may_insist": "version" in request.POST and not request.FILES,
        "version": getattr(row, "version", ""),
        "address": request.get_full_path(),
    }
    return render(request, "errors/conflict.html", words, status=409)
