"""The history of everything, for auditors and administrators: narrowed, page after page, taken away."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from django import forms
from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matxich.apps.accounts.models import Role, User
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.foundation.queries.audit import Wanted, actions, entries, kinds_of_records, page_after
from matxich.files.book import Book, Column, safe_text
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.history import Line, read_history
from matxich.web.presenters.history_words import act_in_words
from matxich.web.presenters.pages import changed
from matxich.web.staff.audit_words import record_kind

READERS = (Role.AUDITOR, Role.ADMINISTRATOR)
SIZE = 50
#: a workbook is made in memory while its reader waits; beyond that the CSV is sent
MOST_WORKBOOK_ROWS = 20_000
_AT_ONCE = 1_000
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AuditFilter(forms.Form):
    """What of the history is wanted."""

    q = forms.CharField(label=gettext_lazy("Person (name or e-mail)"), required=False, max_length=100)
    action = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    number = forms.IntegerField(
        label=gettext_lazy("Number of the record"), required=False, min_value=1, max_value=2**62
    )
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: object, **words: object) -> None:
        super().__init__(*args, **words)  # type: ignore[arg-type]
        every = ("", _("All"))
        known = sorted(((code, act_in_words(code)) for code in actions()), key=lambda one: one[1])
        kinds = sorted(((code, record_kind(code)) for code in kinds_of_records()), key=lambda one: one[1])
        self.fields["action"].choices = [every, *known]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [every, *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """A number needs its kind of record."""
        given = super().clean() or {}
        if given.get("number") and not given.get("kind"):
            self.add_error("kind", _("Choose the kind of record that the number belongs to."))
        return given

    def wanted(self) -> Wanted:
        """Return the question that a valid form asks."""
        given = self.cleaned_data
        named = given.get("q")
        people = None
        if named:
            found = User.objects.filter(Q(full_name__icontains=named) | Q(email__icontains=named))
            people = frozenset(found.values_list("pk", flat=True))
        until = given.get("until")
        return Wanted(
            actor_ids=people,
            action=given.get("action") or "",
            subject_type=given.get("kind") or "",
            subject_id=given.get("number"),
            since=_midnight(given.get("since")),
            until=_midnight(until + dt.timedelta(days=1)) if until else None,
        )


@require_safe
@staff_page(*READERS)
def audit(request: PersonRequest) -> HttpResponse:
    """One page of the history."""
    form = AuditFilter(request.GET)
    wanted = form.wanted() if form.is_valid() else Wanted()
    cursor = request.GET.get("before", "")
    rows, following = page_after(
        entries(wanted),
        int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 19 else None,
        SIZE,
    )
    words = {
        "form": form,
        "lines": list(zip(read_history(rows), [_record(row) for row in rows], strict=True)),
        "following": changed(request.GET, before=str(following)) if following else "",
        "is_first": not cursor,
        "first": changed(request.GET, before=None),
        "query": changed(request.GET, before=None),
        "is_filtered": wanted != Wanted(),
    }
    return render(request, "staff/templates/audit.html", words)


@require_safe
@staff_page(*READERS)
def export_csv(request: PersonRequest) -> HttpResponse:
    """What is wanted as CSV, sent while it is read."""
    form = AuditFilter(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('staff:audit')}{changed(request.GET)}")
    wanted, language = form.wanted(), get_language() or "vi"

    def lines() -> Iterator[str]:
        with override(language):  # the answer is read after the request's language is gone
            yield "\ufeff" + _csv_line([heading for heading, _width in _columns()])
            for row in _cells(_walk(wanted)):
                yield _csv_line([_inert(cell) for cell in row])

    name = f"lich-su-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(  # type: ignore[return-value]
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@staff_page(*READERS)
def export_xlsx(request: PersonRequest) -> HttpResponse:
    """What is wanted as a workbook; as CSV where it would be too large."""
    form = AuditFilter(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('staff:audit')}{changed(request.GET)}")
    wanted = form.wanted()
    if entries(wanted)[MOST_WORKBOOK_ROWS : MOST_WORKBOOK_ROWS + 1].exists():
        return redirect(f"{reverse('staff:audit_csv')}{changed(request.GET)}")
    target, title, today = io.BytesIO(), _("History"), timezone.localdate()
    with Book(target, get_language() or "vi", created=today, title=title) as book:
        sheet = book.sheet(title, title, _("Who did what to which record, when and why."))
        columns = [Column(heading, width) for heading, width in _columns()]
        book.table(sheet, 4, columns, _cells(_walk(wanted)))
    name = f"lich-su-{today:%Y-%m-%d}.xlsx"
    return HttpResponse(
        target.getvalue(),
        content_type=_XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _columns() -> list[tuple[str, float]]:
    return [
        (_("When"), 20),
        (_("Who"), 28),
        (_("What was done"), 30),
        (_("Record"), 28),
        (_("Changes"), 60),
        (_("Reason"), 40),
    ]


def _walk(wanted: Wanted) -> Iterator[AuditEntry]:
    cursor: int | None = None
    while True:
        rows, cursor = page_after(entries(wanted), cursor, _AT_ONCE)
        yield from rows
        if cursor is None:
            return


def _cells(rows: Iterable[AuditEntry]) -> Iterator[list[str]]:
    batch: list[AuditEntry] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            yield from map(_cell_row, batch, read_history(batch))
            batch = []
    yield from map(_cell_row, batch, read_history(batch))


def _cell_row(row: AuditEntry, line: Line) -> list[str]:
    changes = "; ".join(f"{one.field}: {one.before or '–'} → {one.after or '–'}" for one in line.changes)
    return [
        f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}",
        line.who,
        line.what,
        _record(row),
        changes,
        row.reason,
    ]


def _record(row: AuditEntry) -> str:
    subject = f"{record_kind(row.subject_type)} {row.subject_id}"
    if not row.about_type:
        return subject
    return f"{subject} ({record_kind(row.about_type)} {row.about_id})"


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return timezone.make_aware(dt.datetime.combine(day, dt.time())) if day else None


def _csv_line(values: list[str]) -> str:
    target = io.StringIO()
    csv.writer(target).writerow(values)
    return target.getvalue()


def _inert(text: str) -> str:
    text = safe_text(text)
    return f"'{text}" if text.startswith(_ACTIVE) else text
