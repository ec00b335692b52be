"""People who say that a firm is theirs: the queue for officers, and the page on which one request is decided."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.accounts.queries.names import names_of
from matxich.apps.registry.actions.claiming import decide_request
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import ClaimingRequest, Contact, Representative
from matxich.apps.registry.permissions import may_decide_claiming
from matxich.apps.registry.queries.claiming import claiming_requests
from matxich.apps.registry.queries.representation import representatives_of
from matxich.apps.registry.queries.verification import deadline_on
from matxich.domain.enterprises.claiming import may_decide
from matxich.domain.shared.decision import NotAllowedError
from matxich.web.access import PersonRequest, staff_page
from matxich.web.errors.conflict import edit_conflict
from matxich.web.presenters.files import shown_files
from matxich.web.presenters.tables import Column, Table
from matxich.web.templatetags.mx_records import in_words

COLUMNS = (
    Column("asked", gettext_lazy("Waiting")),
    Column("person", gettext_lazy("Person")),
    Column("firm", gettext_lazy("Firm")),
    Column("what", gettext_lazy("What it is")),
    Column("state", gettext_lazy("State")),
)
#: lists of the page: what stands in the address → its name
_LISTS = {
    "waiting": gettext_lazy("Waiting"),
    "decided": gettext_lazy("Decided"),
    "": gettext_lazy("All, codes too"),
}


class AnswerForm(forms.Form):
    """What an officer writes to the person."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, or a remark"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed to refuse; the person reads it."),
    )


@require_safe
@staff_page(Role.OFFICER)
def requests(request: PersonRequest) -> HttpResponse:
    """The requests, the one that has waited longest first."""
    listed = request.GET.get("list", "waiting")
    chosen = listed if listed in _LISTS else "waiting"
    number = request.GET.get("enterprise", "")
    firm_id = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None
    plain = reverse("staff:claiming_requests")
    table = Table(request, columns=COLUMNS, caption=_("Requests")).show(claiming_requests(chosen, firm_id))
    deadline = deadline_on(timezone.localdate())
    tabs = [
        {
            "label": name,
            "address": f"{plain}?list={code}",
            "is_current": code == chosen,
            "count": claiming_requests(code, firm_id).count(),
        }
        for code, name in _LISTS.items()
    ]
    rows = [(one, deadline.waited(timezone.localdate(one.created_at))) for one in table.rows]
    words = {
        "tabs": tabs,
        "table": table,
        "rows": rows,
        "is_illustrative": any(one.enterprise.is_illustrative for one in table.rows),
    }
    return render(request, "staff/templates/claiming.html", words)


@csp_update({"frame-src": [SELF]})  # a PDF is shown beside the request
@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def claiming_request(request: PersonRequest, claiming_request_id: int) -> HttpResponse:
    """One request: who asks, what they show, who acts for the firm, and the decision."""
    rows = ClaimingRequest.objects.select_related("enterprise", "user", "contact")
    row = get_object_or_404(rows, pk=claiming_request_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, row, form)
        except NotAllowedError as refusal:
            form.add_error("reason", in_words(refusal.text))
        except EditConflictError as conflict:
            return edit_conflict(request, conflict, {"decision": _("Decision"), "reason": _("Reason")})
    return _show(request, row, form)


def _decide(request: PersonRequest, row: ClaimingRequest, form: AnswerForm) -> HttpResponse:
    """Decide, and go on to the next request that waits.

    Raises:
        NotAllowedError: a rule or a permission refuses.
        EditConflictError: another officer was faster.
    """
    approves = request.POST.get("decision") == "approved"
    decide_request(
        row,
        approves=approves,
        reason=form.cleaned_data["reason"],
        who=request.person.who,
        actor=request.person.actor,
        now=timezone.now(),
        on=timezone.localdate(),
    )
    names = {"person": row.user, "firm": row.enterprise}
    if approves:
        messages.success(request, _("%(person)s now acts for %(firm)s, and was told.") % names)
    else:
        messages.success(request, _("Refused; %(person)s was told why.") % names)
    following = claiming_requests("waiting").first()
    return (
        redirect("staff:claiming_request", following.pk) if following else redirect("staff:claiming_requests")
    )


def _show(request: PersonRequest, row: ClaimingRequest, form: AnswerForm) -> HttpResponse:
    today = timezone.localdate()
    acting = representatives_of(row.enterprise_id, today)
    names = names_of([*acting, row.decided_by_id])
    deadline = deadline_on(today)
    since = timezone.localdate(row.created_at)
    words = {
        "row": row,
        "firm": row.enterprise,
        "form": form,
        "decision": may_decide(row.state, approves=True, reason="")
        & may_decide_claiming(request.person.who, row),
        "files": shown_files(row.files.all()),
        "acting": [names.get(number, "") for number in acting],
        "contacts": Contact.objects.filter(enterprise=row.enterprise, erased_at=None),
        "sites": row.enterprise.sites.all(),
        "decided_by": names.get(row.decided_by_id or 0, ""),
        "others": claiming_requests(enterprise_id=row.enterprise_id).exclude(pk=row.pk)[:20],
        "of_person": Representative.objects.filter(user=row.user).select_related("enterprise")[:20],
        "waited": deadline.waited(since),
        "is_late": row.state == ClaimingRequest.State.WAITING and deadline.is_late(since),
        "is_illustrative": row.enterprise.is_illustrative,
    }
    return render(request, "staff/templates/claiming_request.html", words, status=400 if form.errors else 200)
