"""Every import, and sending a new file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.importing.beginning import begin_import
from matxich.apps.registry.queries.imports import batches, people_of
from matxich.files.attachment_kinds import RefusedFileError
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.tables import Column, Table
from matxich.web.staff.imports.forms import FileForm

COLUMNS = (
    Column("file", _("File")),
    Column("state", _("State")),
    Column("sent", _("Sent"), order=("created_at", "pk")),
    Column("rows", _("Firms"), order=("row_count", "pk"), is_number=True),
    Column("new", _("New"), order=("new_count", "pk"), is_number=True),
    Column("update", _("Updated"), order=("update_count", "pk"), is_number=True),
    Column("same", _("Unchanged"), order=("same_count", "pk"), is_number=True),
    Column("duplicate", _("Possible duplicates"), order=("duplicate_count", "pk"), is_number=True),
    Column("error", _("Errors"), order=("error_count", "pk"), is_number=True),
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def imports(request: PersonRequest) -> HttpResponse:
    """List the imports; a sent file begins one."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            batch = begin_import(sent.read(), sent.name or "", actor=request.person.actor, now=timezone.now())
        except RefusedFileError as refusal:
            form.add_error("file", refusal.text.in_language(request.LANGUAGE_CODE))
        else:
            return redirect("staff:import", batch.pk)
    table = Table(request, columns=COLUMNS, caption=_("Imports"), sort="-sent").show(batches())
    people = people_of(table.rows)
    rows = [(one, people.get(one.created_by_id, "")) for one in table.rows]
    values = {"form": form, "table": table, "rows": rows}
    status = 400 if form.is_bound else 200
    return render(request, "staff/imports/templates/list.html", values, status=status)
