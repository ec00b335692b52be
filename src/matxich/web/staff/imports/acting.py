"""What the acts on an import share: saying what is wrong, and going back to where one was."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from matxich.apps.registry.models import ImportBatch
from matxich.web.access import PersonRequest


def refuse(request: PersonRequest, batch: ImportBatch, why: str) -> HttpResponse:
    """Go back to the import and say there why nothing was done."""
    messages.error(request, why)
    return redirect("staff:import", batch.pk)


def back(request: PersonRequest, batch: ImportBatch) -> HttpResponse:
    """Go back to the page that the form names, if it is one of ours, else to the import."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/staff/imports/"):
        return redirect(wanted)
    return redirect("staff:import", batch.pk)
