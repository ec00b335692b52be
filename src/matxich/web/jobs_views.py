"""How far the work behind a page is, for the component `progress`: told to who asked for it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from matxich.apps.foundation.queries.jobs import job_of
from matxich.web.access import PersonRequest, signed_in_page
from matxich.web.presenters.progress import progress_answer


@require_safe
@signed_in_page
def progress(request: PersonRequest, number: int) -> HttpResponse:
    """State, steps done and their number, as JSON; nothing to anybody else."""
    user = request.person.user
    job = job_of(user.pk, number) if user is not None else None
    if job is None:
        raise Http404
    return progress_answer(job)
