"""One act for several firms of the table: asked first, done firm by firm, each refusal with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from matxich.apps.accounts.models import Role
from matxich.apps.accounts.who import Who
from matxich.apps.registry.actions.enterprises import move_stage, set_status
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.facts import record_state
from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.permissions import may_move, may_work_on_registry
from matxich.domain.enterprises import registration
from matxich.domain.shared.decision import Decision, NotAllowedError, require
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.tables import BulkAction
from matxich.web.staff.firms_forms import ReasonForm
from matxich.web.templatetags.mx_records import in_words

#: acts of `registration.ACTS` that are offered for several firms
_STAGE_ACTS = ("submit", "desk_check", "publish", "unpublish")
_STATUS_LABELS: dict[str, Promise] = {
    Status.ACTIVE: gettext_lazy("Set: in business"),
    Status.SUSPENDED: gettext_lazy("Set: suspended"),
    Status.CEASED: gettext_lazy("Set: ceased"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one firm."""

    firm: Enterprise
    #: why it was not done; "" when it was
    refusal: str


def bulk_actions(officer: Decision) -> tuple[BulkAction, ...]:
    """Return what can be done to the chosen rows."""
    stages = [BulkAction(code, in_words(registration.ACTS[code].label), officer) for code in _STAGE_ACTS]
    statuses = [BulkAction(f"status_{code}", label, officer) for code, label in _STATUS_LABELS.items()]
    return (*stages, *statuses)


@require_POST
@staff_page(Role.OFFICER)
def bulk(request: PersonRequest) -> HttpResponse:
    """Say for every chosen firm whether it can be done, ask, do it, and report."""
    act, back = request.POST.get("act", ""), _back(request)
    firms = _chosen(request.POST.getlist("row"))
    if not firms or (act not in _STAGE_ACTS and act.removeprefix("status_") not in _STATUS_LABELS):
        return redirect(back)
    status = act.removeprefix("status_") if act.startswith("status_") else ""
    needs_reason = bool(status) or registration.ACTS[act].needs_reason
    is_sent = "confirmed" in request.POST
    form = ReasonForm(request.POST if is_sent else None, needs_reason=needs_reason)
    label = _STATUS_LABELS[status] if status else in_words(registration.ACTS[act].label)
    words: dict[str, Any] = {
        "label": label,
        "back": back,
        "is_illustrative": any(firm.is_illustrative for firm in firms),
    }
    if is_sent and form.is_valid():
        outcomes = [_do(request, firm, act, status, form.cleaned_data["reason"]) for firm in firms]
        done = [one for one in outcomes if not one.refusal]
        words |= {"done": done, "refused": [one for one in outcomes if one.refusal]}
        return render(request, "staff/templates/firms_bulk_report.html", words)
    outlook = [Outcome(firm, _refusal(_decision(request.person.who, firm, act, status))) for firm in firms]
    possible = [one.firm for one in outlook if not one.refusal]
    words |= {
        "form": form,
        "possible": possible,
        "refused": [one for one in outlook if one.refusal],
        "consequences": _consequences(act, status, len(possible)),
        "carried": [("act", [act]), ("row", [str(firm.pk) for firm in firms]), ("next", back)],
        "cancel": back,
        "tone": "danger" if needs_reason else "primary",
        "decision": None,
    }
    return render(request, "staff/templates/firms_bulk.html", words)


def _chosen(rows: Sequence[str]) -> list[Enterprise]:
    ids = [int(row) for row in rows if row.isascii() and row.isdigit() and len(row) < 19]
    return list(Enterprise.objects.filter(pk__in=ids))


def _decision(who: Who, firm: Enterprise, act: str, status: str) -> Decision:
    if status:
        return registration.may_set_status(status, record_state(firm)) & may_work_on_registry(who)
    return registration.may_move(act, record_state(firm)) & may_move(who, firm, act)


def _refusal(decision: Decision) -> str:
    return in_words(decision.refusal) if decision.refusal else ""


def _do(request: PersonRequest, firm: Enterprise, act: str, status: str, reason: str) -> Outcome:
    actor, now = request.person.actor, timezone.now()
    try:
        require(_decision(request.person.who, firm, act, status))
        if status:
            set_status(firm, status, actor=actor, now=now, reason=reason)
        else:
            move_stage(firm, act, actor=actor, now=now, reason=reason)
    except NotAllowedError as refusal:
        return Outcome(firm, in_words(refusal.text))
    except EditConflictError:
        return Outcome(firm, _("Somebody changed the record at the same moment. Open it and try again."))
    return Outcome(firm, "")


def _consequences(act: str, status: str, count: int) -> list[str]:
    told = ngettext("It is done for %(n)d firm.", "It is done for %(n)d firms.", count) % {"n": count}
    if status:
        effects = {
            Status.ACTIVE: _("They count as in business again, and show in the directory once published."),
            Status.SUSPENDED: _("They disappear from directory and matching until they are resumed."),
            Status.CEASED: _("They disappear from directory and matching; the record is kept."),
        }
        return [told, effects[Status(status)]]
    return [told, in_words(registration.ACTS[act].effect)]


def _back(request: PersonRequest) -> str:
    asked = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if known else reverse("staff:firms")
