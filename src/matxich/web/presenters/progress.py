"""The answer that the component `progress` asks for while a job goes on."""

from __future__ import annotations

from django.http import JsonResponse

from matxich.apps.foundation.models import Job


def progress_answer(job: Job) -> JsonResponse:
    """Return state, steps done and their number; 0 of 0 while that is not known yet."""
    answer = JsonResponse({"state": job.state, "done": job.done_count, "total": job.total_count})
    answer["Cache-Control"] = "no-store"
    return answer
