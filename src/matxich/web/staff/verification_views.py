"""The queue of lines to verify, and the page on which one of them is decided."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import Claim, Verification
from matxich.apps.registry.permissions import may_decide
from matxich.apps.registry.queries.verification import (
    Deadline,
    beside,
    counts_by_kind,
    deadline_on,
    narrowed_queue,
)
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import ALLOWED, Decision, NotAllowedError, refused, require
from matxich.web.access import PersonRequest, staff_page
from matxich.web.errors.conflict import edit_conflict
from matxich.web.presenters.tables import Bulk, BulkAction, Column, Table
from matxich.web.staff.verification_forms import SOURCES, DecisionForm, QueueFilter, read_filters
from matxich.web.staff.verification_page import sheet_of, summary_of, waited_since
from matxich.web.templatetags.mx_records import in_words

COLUMNS = (
    Column("waited", gettext_lazy("Waiting"), order=("submitted_at", "pk")),
    Column("firm", gettext_lazy("Firm"), order=("enterprise__name_order", "submitted_at", "pk")),
    Column("line", gettext_lazy("Line")),
    Column("change", gettext_lazy("What it is")),
    Column("evidence", gettext_lazy("Files"), order=("file_count", "submitted_at", "pk"), is_number=True),
    Column("source", gettext_lazy("Comes from")),
)
_DECIDED = refused(
    "Dòng này không còn chờ kiểm tra: đã được quyết định, rút lại hoặc có phiên bản mới hơn.",
    "This line no longer waits: it was decided, taken back, or there is a newer version.",
)
_NO_DECISION = Text("Hãy bấm Chấp nhận, Từ chối hoặc Hỏi lại.", "Press Accept, Refuse or Ask.")
_TOLD = {
    Verification.Decision.ACCEPTED: gettext_lazy("Accepted: %(line)s"),
    Verification.Decision.REFUSED: gettext_lazy("Refused: %(line)s"),
    Verification.Decision.ASKED: gettext_lazy("Asked the firm about: %(line)s"),
}


@require_safe
@staff_page(Role.OFFICER)
def queue(request: PersonRequest) -> HttpResponse:
    """The lines that wait, the oldest first."""
    today = timezone.localdate()
    filters, deadline = read_filters(request.GET.dict()), deadline_on(today)
    rows = narrowed_queue(filters, _number(request), today)
    bulk = Bulk(
        reverse("staff:verification_together"),
        (BulkAction("accept", _("Accept together"), icon="checks"),),
    )
    table = Table(request, columns=COLUMNS, caption=_("Lines that wait"), sort="waited", bulk=bulk)
    total = rows.count()
    table.show(rows.select_related("enterprise").annotate(file_count=Count("evidence")), total=total)
    query = urlencode(filters)
    words = {
        "form": QueueFilter(request.GET),
        "is_filtered": bool(filters),
        "kept_query": [(name, request.GET[name]) for name in ("kind", "sort") if request.GET.get(name)],
        "kinds": _kinds(filters, _number(request), today),
        "table": table,
        "rows": [_row(claim, deadline, query) for claim in table.rows],
        "within": deadline.within,
        "late_count": rows.filter(submitted_at__lt=_end_of(deadline.late_until)).count() if total else 0,
        "first_address": _address(rows.values_list("pk", flat=True).first(), query),
        "is_illustrative": any(claim.enterprise.is_illustrative for claim in table.rows),
    }
    return render(request, "staff/templates/verification.html", words)


def _row(claim: Claim, deadline: Deadline, query: str) -> dict[str, object]:
    since = waited_since(claim)
    return {
        "claim": claim,
        "summary": summary_of(claim),
        "kind": claim_kinds()[claim.kind].label,
        "address": _address(claim.pk, query),
        "waited": deadline.waited(since),
        "is_late": deadline.is_late(since),
        "source": SOURCES.get(claim.source, claim.source),
    }


def _kinds(filters: dict[str, str], user_id: int | None, today: dt.date) -> list[dict[str, object]]:
    """Return the tabs: every kind with how many wait under the other filters."""
    others = {name: value for name, value in filters.items() if name != "kind"}
    counts = counts_by_kind(narrowed_queue(others, user_id, today))
    chosen, plain = filters.get("kind", ""), reverse("staff:verification")

    def tab(code: str, label: str, count: int) -> dict[str, object]:
        query = urlencode({**others, **({"kind": code} if code else {})})
        address = f"{plain}?{query}" if query else plain
        return {"label": label, "address": address, "is_current": code == chosen, "count": count}

    every = tab("", _("All kinds"), sum(counts.values()))
    return [
        every,
        *(tab(code, in_words(kind.plural), counts.get(code, 0)) for code, kind in claim_kinds().items()),
    ]


def _end_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(1), dt.time()))


def _number(request: PersonRequest) -> int | None:
    return request.person.user.pk if request.person.user else None


def _address(claim_id: int | None, query: str) -> str:
    """Return the page of a claim within the queue as it is narrowed; "" without a claim."""
    if claim_id is None:
        return ""
    address = reverse("staff:verification_claim", args=[claim_id])
    return f"{address}?{query}" if query else address


@csp_update({"frame-src": [SELF]})  # a PDF is shown beside the line
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def verify(request: PersonRequest, claim_id: int) -> HttpResponse:
    """One line: what changed, its evidence beside it, and the decision."""
    claim = get_object_or_404(Claim.objects.select_related("enterprise"), pk=claim_id)
    filters, today = read_filters(request.GET.dict()), timezone.localdate()
    rows = narrowed_queue(filters, _number(request), today)
    form = DecisionForm(request.POST or None, initial={"version": claim.version})
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, claim, form, rows, filters)
        except NotAllowedError as refusal:
            form.add_error(None, in_words(refusal.text))
        except EditConflictError as conflict:
            names = {"grade": _("Grade of evidence"), "reason": _("Reason"), "decision": _("Decision")}
            return edit_conflict(request, conflict, names)
    return _show(request, claim, form, rows, filters)


def _decide(
    request: PersonRequest, claim: Claim, form: DecisionForm, rows: QuerySet[Claim], filters: dict[str, str]
) -> HttpResponse:
    """Decide, and go on to the next line of the queue.

    Raises:
        NotAllowedError: a rule or a permission refuses.
        EditConflictError: somebody was faster.
    """
    require(may_decide(request.person.who, claim))
    decision = form.decision
    if not decision:
        raise NotAllowedError(_NO_DECISION)
    _before, after = beside(rows, claim)
    decide(
        claim,
        decision,
        actor=request.person.actor,
        now=timezone.now(),
        grade=form.cleaned_data["grade"] if decision == Verification.Decision.ACCEPTED else None,
        reason=form.cleaned_data["reason"],
        expected_version=form.cleaned_data["version"],
    )
    messages.success(request, _TOLD[Verification.Decision(decision)] % {"line": summary_of(claim)})
    if after is None:
        messages.info(request, _("That was the last line of this queue."))
    query = urlencode(filters)
    plain = reverse("staff:verification")
    return redirect(_address(after, query) or (f"{plain}?{query}" if query else plain))


def _show(
    request: PersonRequest, claim: Claim, form: DecisionForm, rows: QuerySet[Claim], filters: dict[str, str]
) -> HttpResponse:
    before, after = beside(rows, claim)
    query = urlencode(filters)
    waits: Decision = ALLOWED if claim.check_state == Claim.Check.WAITING else _DECIDED
    words = {
        "sheet": sheet_of(claim, deadline_on(timezone.localdate())),
        "firm": claim.enterprise,
        "summary": summary_of(claim),
        "form": form,
        "decision": waits & may_decide(request.person.who, claim),
        "source": SOURCES.get(claim.source, claim.source),
        "before_address": _address(before, query),
        "after_address": _address(after, query),
        "queue_address": f"{reverse('staff:verification')}?{query}",
        "waiting_count": rows.count(),
        "firm_address": reverse("staff:firm", args=[claim.enterprise_id]),
        "is_illustrative": claim.enterprise.is_illustrative,
    }
    return render(
        request, "staff/templates/verification_claim.html", words, status=400 if form.errors else 200
    )
