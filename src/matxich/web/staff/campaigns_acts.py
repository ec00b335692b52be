"""What is done to a round: each act asks first, says what follows, and then is done once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions import campaigns as actions
from matxich.apps.registry.models import Campaign, CampaignMember
from matxich.apps.registry.permissions import may_work_on_registry
from matxich.apps.registry.queries.audience import audience
from matxich.apps.registry.queries.campaigns import last_asked_on, silent, standing
from matxich.domain.enterprises.campaigns import may_close, may_remind, may_start
from matxich.domain.shared.decision import Decision, NotAllowedError
from matxich.web.access import PersonRequest, staff_page
from matxich.web.staff.campaigns_forms import ReasonForm


@dataclass(frozen=True, slots=True)
class _Act:
    label: Promise
    done: Promise
    decide: Callable[[Campaign], Decision]
    follows: Callable[[Campaign], list[str]]
    do: Callable[[PersonRequest, Campaign], object]


def _start_follows(row: Campaign) -> list[str]:
    count = audience(row.audience, timezone.localdate()).count()
    return [
        ngettext("%(n)d firm is asked by mail.", "%(n)d firms are asked by mail.", count) % {"n": count},
        _("Firms without a registered contact are listed as not asked."),
        _("Name, filters and due day are fixed from then on."),
    ]


def _remind_follows(row: Campaign) -> list[str]:
    count = silent(row).count()
    text = ngettext(
        "%(n)d firm that has not answered is written to again.",
        "%(n)d firms that have not answered are written to again.",
        count,
    )
    return [
        text % {"n": count},
        _("Firms that had no contact and have one now are asked for the first time."),
    ]


def _close_follows(row: Campaign) -> list[str]:
    open_count = standing(row).firm_count - standing(row).answered_count
    text = ngettext("%(n)d firm has not answered.", "%(n)d firms have not answered.", open_count)
    return [
        text % {"n": open_count},
        _("No more reminders are sent. Links go on working until they run out: a late answer is as true."),
    ]


ACTS = {
    "start": _Act(
        gettext_lazy("Start the round"),
        gettext_lazy("The round has begun; the mails are being written."),
        lambda row: may_start(
            row.state,
            audience(row.audience, timezone.localdate()).count(),
            row.due_on,
            timezone.localdate(),
        ),
        _start_follows,
        lambda request, row: actions.start(
            row, actor=request.person.actor, on=timezone.localdate(), now=timezone.now()
        ),
    ),
    "reminder": _Act(
        gettext_lazy("Remind the silent"),
        gettext_lazy("The reminders are being written."),
        lambda row: may_remind(row.state, silent(row).count(), last_asked_on(row), timezone.localdate()),
        _remind_follows,
        lambda request, row: actions.remind(
            row, actor=request.person.actor, on=timezone.localdate(), now=timezone.now()
        ),
    ),
    "closure": _Act(
        gettext_lazy("Close the round"),
        gettext_lazy("The round was closed."),
        lambda row: may_close(row.state),
        _close_follows,
        lambda request, row: actions.close(row, actor=request.person.actor, now=timezone.now()),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def campaign_act(request: PersonRequest, number: int, act: str) -> HttpResponse:
    """Ask, then do."""
    row = get_object_or_404(Campaign, pk=number)
    one = ACTS.get(act)
    if one is None:
        raise Http404
    decision = may_work_on_registry(request.person.who) & one.decide(row)
    if request.method == "POST" and request.POST.get("confirmed"):
        try:
            one.do(request, row)
        except NotAllowedError as refusal:
            messages.warning(request, refusal.text.in_language(request.LANGUAGE_CODE))
        else:
            messages.success(request, str(one.done))
        return redirect("staff:campaign", row.pk)
    context = {
        "row": row,
        "label": one.label,
        "consequences": one.follows(row),
        "decision": decision,
        "form": None,
    }
    return render(request, "staff/templates/campaign_act.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def campaign_revocation(request: PersonRequest, number: int, member_id: int) -> HttpResponse:
    """Make the link of one firm worthless, with a reason."""
    rows = CampaignMember.objects.select_related("campaign", "enterprise", "link")
    member = get_object_or_404(rows, pk=member_id, campaign_id=number)
    form = ReasonForm(request.POST) if request.method == "POST" else ReasonForm()
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.revoke(member, actor=request.person.actor, now=timezone.now(), reason=reason)
        messages.success(request, _("The link no longer works."))
        return redirect("staff:campaign_firm", number, member.pk)
    context = {
        "row": member.campaign,
        "member": member,
        "form": form,
        "decision": may_work_on_registry(request.person.who),
        "label": _("Make the link worthless"),
        "consequences": [
            _("Whoever holds the link can no longer see or change anything with it."),
            _(
                "What was answered with it stays. Its page offers to send a new one to the registered contact."
            ),
        ],
    }
    return render(request, "staff/templates/campaign_act.html", context)
