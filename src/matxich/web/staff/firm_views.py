"""The record of one firm for staff: who it is, where it stands, what waits on it, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.enterprises import move_stage, set_status
from matxich.apps.registry.facts import record_state
from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.permissions import may_move, may_work_on_registry
from matxich.apps.registry.queries.firms_table import counts_of_kinds, roles_of, waits_on
from matxich.apps.registry.queries.verification import deadline_on
from matxich.domain.enterprises import registration
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.shared.decision import Decision, require
from matxich.web.access import PersonRequest, staff_page
from matxich.web.navigation import address_of
from matxich.web.public.directory_words import SIZE_NAMES
from matxich.web.staff.firms_forms import ORIGIN_NAMES, ReasonForm
from matxich.web.templatetags.mx_records import in_words

#: acts on a page of their own, in the order of the record's life; claiming is for the firm's own people
STAGE_ACTS = ("submit", "desk_check", "site_verify", "publish", "ask_supplement", "unpublish")
_STATUS_ACTS: dict[str, Promise] = {
    Status.ACTIVE: gettext_lazy("Resume"),
    Status.SUSPENDED: gettext_lazy("Suspend"),
    Status.CEASED: gettext_lazy("Mark as ceased"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One button of the page."""

    label: str
    address: str
    decision: Decision
    tone: str


@require_safe
@staff_page()
def firm(request: PersonRequest, enterprise_id: int) -> HttpResponse:
    """The record at a glance."""
    row = get_object_or_404(Enterprise.objects.select_related("merged_into", "head_office"), pk=enterprise_id)
    today, who = timezone.localdate(), request.person.who
    deadline = deadline_on(today)
    since = timezone.localdate(row.stage_since)
    counts, kinds = counts_of_kinds(row), claim_kinds()
    words = {
        "firm": row,
        "officer": may_work_on_registry(who),
        "tabs": tabs_of(request, row, "staff:firm"),
        "acts": _acts(request, row),
        "status_acts": _status_acts(request, row),
        "size": SIZE_NAMES.get(row.size_class, ""),
        "origin": ORIGIN_NAMES.get(row.origin, row.origin),
        "names": row.names.all(),
        "former_codes": row.former_tax_codes.all(),
        "roles": roles_of([row.pk], today).get(row.pk, []),
        "sites": row.sites.all(),
        "branches": row.branches.all(),
        "waits": waits_on(row),
        "waits_addresses": _waits_addresses(row),
        "waited": deadline.waited(since),
        "is_late": deadline.is_late(since),
        "kinds": [(kind, counts[code]) for code, kind in kinds.items() if code in counts],
        "merge_address": _merge_address(request, row),
        "merged_address": reverse("staff:firm", args=[row.merged_into_id]) if row.merged_into_id else "",
        "is_illustrative": row.is_illustrative,
    }
    return render(request, "staff/templates/firm.html", words)


def tabs_of(request: PersonRequest, row: Enterprise, current: str) -> list[dict[str, object]]:
    """Return the pages that belong to a firm, those that this person may open."""
    names: list[tuple[str | Promise, str]] = [(_("At a glance"), "staff:firm")]
    if may_work_on_registry(request.person.who):
        names += [
            (_("Lines"), "staff:firm_lines"),
            (_("Places"), "staff:firm_sites"),
            (_("People"), "staff:firm_people"),
            (_("Names, codes, roles"), "staff:firm_identity"),
            (_("History"), "staff:firm_history"),
        ]
    if row.is_public:
        names.append((_("As the public sees it"), "public:directory_firm"))
    found: list[dict[str, object]] = []
    for label, name in names:
        words = {"enterprise_id": row.pk} if name.startswith("staff:") else {}
        address = address_of(name, **words) if words else reverse(name, args=[row.pk])
        if address:
            found.append({"label": label, "address": address, "is_current": name == current, "count": None})
    return found


def _merge_address(request: PersonRequest, row: Enterprise) -> str:
    """Return where an officer looks for the other record of the firm; "" for who may not merge, or without such a page."""
    address = address_of("staff:duplicates_by_hand")
    if address is None or row.status == Status.MERGED or not may_work_on_registry(request.person.who):
        return ""
    return f"{address}?{urlencode({'one': row.tax_code or row.name})}"


def _waits_addresses(row: Enterprise) -> dict[str, str]:
    return {
        "claims": f"{reverse('staff:verification')}?{urlencode({'firm': row.tax_code or row.name})}",
        "claiming": f"{reverse('staff:claiming_requests')}?enterprise={row.pk}",
        "duplicates": address_of("staff:duplicates") or "",
    }


def _acts(request: PersonRequest, row: Enterprise) -> list[Act]:
    state, who = record_state(row), request.person.who
    found = [
        Act(
            in_words(registration.ACTS[code].label),
            reverse("staff:firm_act", args=[row.pk, code]),
            registration.may_move(code, state) & may_move(who, row, code),
            "",
        )
        for code in STAGE_ACTS
    ]
    first = next(
        (
            number
            for number, act in enumerate(found)
            if act.decision and not registration.ACTS[STAGE_ACTS[number]].needs_reason
        ),
        None,
    )
    if first is not None:
        found[first] = Act(found[first].label, found[first].address, found[first].decision, "primary")
    return found


def _status_acts(request: PersonRequest, row: Enterprise) -> list[Act]:
    state, who = record_state(row), request.person.who
    return [
        Act(
            str(label),
            reverse("staff:firm_status", args=[row.pk, code]),
            registration.may_set_status(code, state) & may_work_on_registry(who),
            "",
        )
        for code, label in _STATUS_ACTS.items()
        if code != row.status
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def act(request: PersonRequest, enterprise_id: int, act: str) -> HttpResponse:
    """Move the record from stage to stage, after asking."""
    row = get_object_or_404(Enterprise, pk=enterprise_id)
    if act not in STAGE_ACTS:
        raise Http404(act)
    rule = registration.ACTS[act]
    decision = registration.may_move(act, record_state(row)) & may_move(request.person.who, row, act)
    form = ReasonForm(request.POST or None, needs_reason=rule.needs_reason, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        require(decision)
        move_stage(
            row,
            act,
            actor=request.person.actor,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["version"],
        )
        messages.success(request, _("Done: %(act)s.") % {"act": in_words(rule.label)})
        return redirect("staff:firm", row.pk)
    consequences = [in_words(rule.effect), _("The firm is told in its bell.")]
    return _ask(request, row, form, in_words(rule.label), consequences, decision, is_grave=rule.needs_reason)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def status(request: PersonRequest, enterprise_id: int, status: str) -> HttpResponse:
    """Mark a firm as in business, suspended or ceased, after asking."""
    row = get_object_or_404(Enterprise, pk=enterprise_id)
    if status not in _STATUS_ACTS:
        raise Http404(status)
    who = request.person.who
    decision = registration.may_set_status(status, record_state(row)) & may_work_on_registry(who)
    form = ReasonForm(request.POST or None, initial={"version": row.version})
    label = str(_STATUS_ACTS[status])
    if request.method == "POST" and form.is_valid():
        require(decision)
        set_status(
            row,
            status,
            actor=request.person.actor,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["version"],
        )
        messages.success(request, _("Done: %(act)s.") % {"act": label})
        return redirect("staff:firm", row.pk)
    effects = {
        Status.ACTIVE: _("It counts as in business again, and shows in the directory if it is published."),
        Status.SUSPENDED: _("It disappears from directory and matching until it is resumed."),
        Status.CEASED: _("It disappears from directory and matching; lines can no longer be changed."),
    }
    consequences = [effects[Status(status)]]
    return _ask(request, row, form, label, consequences, decision, is_grave=status != Status.ACTIVE)


def _ask(
    request: PersonRequest,
    row: Enterprise,
    form: ReasonForm,
    label: str,
    consequences: list[str],
    decision: Decision,
    *,
    is_grave: bool,
) -> HttpResponse:
    words = {
        "firm": row,
        "form": form,
        "title": label,
        "label": label,
        "consequences": consequences,
        "decision": decision,
        "tone": "danger" if is_grave else "primary",
        "cancel": reverse("staff:firm", args=[row.pk]),
        "is_illustrative": row.is_illustrative,
    }
    return render(request, "staff/templates/firm_act.html", words, status=400 if form.errors else 200)
