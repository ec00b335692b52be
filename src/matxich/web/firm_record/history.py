"""The history of a firm's record, newest first."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse

from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.permissions import may_see_history
from matxich.domain.shared.decision import require
from matxich.web.access import PersonRequest
from matxich.web.firm_record.frame import show
from matxich.web.presenters.history import read_history
from matxich.web.presenters.pages import page_of


def history(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Show who did what, when, from what to what, and why."""
    require(may_see_history(request.person.who, enterprise))
    name = label(enterprise)
    entries = AuditEntry.objects.filter(
        Q(subject_type=name, subject_id=enterprise.pk) | Q(about_type=name, about_id=enterprise.pk)
    )
    page = page_of(request, entries)
    return show(request, enterprise, "history.html", {"page": page, "lines": read_history(page.rows)})
