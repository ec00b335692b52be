"""Rounds of asking firms whether their record is still true: the list, a draft, a round with its firms, one firm of it."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.models import AuditEntry, Message
from matxich.apps.registry.actions import campaigns as actions
from matxich.apps.registry.models import Campaign, CampaignMember
from matxich.apps.registry.permissions import may_work_on_registry
from matxich.apps.registry.queries.audience import audience
from matxich.apps.registry.queries.campaigns import (
    STANDINGS,
    last_asked_on,
    running_job,
    silent,
    standing,
    standing_of,
    standings,
)
from matxich.apps.registry.queries.contacts import writable
from matxich.domain.enterprises.campaigns import may_change, may_close, may_remind, may_start
from matxich.files.register_export import write_members
from matxich.web.access import PersonRequest, staff_page
from matxich.web.navigation import address_of
from matxich.web.presenters.downloads import workbook
from matxich.web.presenters.history import read_history
from matxich.web.presenters.tables import Column, Table
from matxich.web.staff.audience_form import in_words, read_filters
from matxich.web.staff.campaigns_forms import CampaignForm
from matxich.web.staff.campaigns_page import (
    OBSTACLES,
    STANDING_NAMES,
    CampaignRow,
    answered_lines,
    counts,
    member_cells,
    tabs,
)

READERS = (Role.OFFICER, Role.LEADER, Role.AUDITOR)
_SHOWN_FIRMS = 8
LIST_COLUMNS = (
    Column("name", gettext_lazy("Round"), order=("name", "pk")),
    Column("state", gettext_lazy("State"), order=("state", "pk")),
    Column("due", gettext_lazy("Answer by"), order=("due_on", "pk")),
    Column("firms", gettext_lazy("Firms"), is_number=True),
    Column("answered", gettext_lazy("Answered")),
)
MEMBER_COLUMNS = (
    Column("name", gettext_lazy("Firm"), order=("enterprise__name_order", "pk")),
    Column("standing", gettext_lazy("Standing")),
    Column("reminded", gettext_lazy("Reminders"), order=("reminded_count", "pk"), is_number=True),
    Column("answered", gettext_lazy("Answered"), order=("answered_at", "pk")),
    Column("lines", gettext_lazy("Lines")),
    Column("confirmed", gettext_lazy("Last confirmed"), order=("enterprise__confirmed_on", "pk")),
)


@require_safe
@staff_page(*READERS)
def campaigns(request: PersonRequest) -> HttpResponse:
    """The rounds, newest first."""
    table = Table(request, columns=LIST_COLUMNS, caption=_("Rounds")).show(Campaign.objects.all())
    found = standings([row.pk for row in table.rows])
    context = {
        "table": table,
        "rows": [CampaignRow(row, found.get(row.pk)) for row in table.rows],
        "may_create": may_work_on_registry(request.person.who),
    }
    return render(request, "staff/templates/campaigns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def campaign_new(request: PersonRequest) -> HttpResponse:
    """Draft a round; "preview" counts whom it would ask and keeps nothing."""
    return _draft(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def campaign_edit(request: PersonRequest, number: int) -> HttpResponse:
    """Change a draft."""
    row = get_object_or_404(Campaign, pk=number)
    if not may_change(row.state):
        messages.warning(request, _("A round that has begun is not changed any more."))
        return redirect("staff:campaign", row.pk)
    return _draft(request, row)


def _draft(request: PersonRequest, row: Campaign | None) -> HttpResponse:
    today = timezone.localdate()
    given = (
        {**row.audience, "name": row.name, "due_on": row.due_on} if row else read_filters(request.GET.dict())
    )
    form = (
        CampaignForm(request.POST, today=today)
        if request.method == "POST"
        else CampaignForm(today=today, initial=given)
    )
    is_good = form.is_bound and form.is_valid()
    if is_good and "preview" not in request.POST:
        values = (form.cleaned_data["name"], form.filters, form.cleaned_data["due_on"])
        if row is None:
            row = actions.create(*values, actor=request.person.actor, now=timezone.now())
        else:
            row = actions.change(row, *values, actor=request.person.actor, now=timezone.now())
        messages.success(request, _("The draft was saved. Nobody has been asked yet."))
        return redirect("staff:campaign", row.pk)
    filters = form.filters if is_good else read_filters(request.POST.dict() if form.is_bound else given)
    context = {"form": form, "row": row, **_preview(filters)}
    status = 400 if form.is_bound and not is_good else 200
    return render(request, "staff/templates/campaign_form.html", context, status=status)


def _preview(filters: dict[str, str]) -> dict[str, object]:
    firms = audience(filters, timezone.localdate())
    reachable = firms.filter(pk__in=writable().values("enterprise_id")).count()
    total = firms.count()
    return {
        "firm_count": total,
        "unreachable_count": total - reachable,
        "some_firms": list(firms[:_SHOWN_FIRMS]),
        "more_count": max(0, total - _SHOWN_FIRMS),
        "is_illustrative": firms.filter(is_illustrative=True).exists(),
    }


@require_safe
@staff_page(*READERS)
def campaign(request: PersonRequest, number: int) -> HttpResponse:
    """One round: how it stands, and its firms."""
    row = get_object_or_404(Campaign, pk=number)
    today = timezone.localdate()
    shown = request.GET.get("standing", "")
    members = row.members.select_related("enterprise")
    if shown in STANDINGS:
        members = members.filter(STANDINGS[shown])
    table = Table(request, columns=MEMBER_COLUMNS, caption=_("Firms of the round"), sort="name").show(members)
    found, officer = standing(row), may_work_on_registry(request.person.who)
    job = running_job(row)
    firm_count = (
        audience(row.audience, today).count() if row.state == Campaign.State.DRAFT else found.firm_count
    )
    context = {
        "row": row,
        "words": in_words(row.audience),
        "standing": found,
        "answered_percent": CampaignRow(row, found).answered_percent,
        "firm_count": firm_count,
        "tabs": tabs(request.path, found, shown if shown in STANDINGS else ""),
        "table": table,
        "rows": [_member(member) for member in table.rows],
        "job": job,
        "may_start": officer & may_start(row.state, firm_count, row.due_on, today),
        "may_change": officer & may_change(row.state),
        "may_remind": officer & may_remind(row.state, silent(row).count(), last_asked_on(row), today),
        "may_close": officer & may_close(row.state),
        "is_late": row.state == Campaign.State.RUNNING and row.due_on < today,
        "history": read_history(
            AuditEntry.objects.filter(subject_type="registry.campaign", subject_id=row.pk)
        ),
        "is_illustrative": row.members.filter(enterprise__is_illustrative=True).exists(),
    }
    return render(request, "staff/templates/campaign.html", context)


def _member(member: CampaignMember) -> dict[str, object]:
    name = standing_of(member)
    return {
        "member": member,
        "standing": STANDING_NAMES[name],
        "code": name,
        "obstacle": OBSTACLES.get(member.obstacle, member.obstacle) if name == "obstacle" else "",
        "counts": counts(member) if member.answered_at else None,
    }


@require_safe
@staff_page(*READERS)
def campaign_firm(request: PersonRequest, number: int, member_id: int) -> HttpResponse:
    """One firm of a round: its mails, when it opened and answered, what it answered."""
    rows = CampaignMember.objects.select_related("campaign", "enterprise", "link")
    member = get_object_or_404(rows, pk=member_id, campaign_id=number)
    mails = Message.objects.filter(
        about_type="registry.enterprise", about_id=member.enterprise_id, kind="reconfirmation"
    )
    context = {
        **_member(member),
        "row": member.campaign,
        "firm_address": address_of("staff:firm", enterprise_id=member.enterprise_id),
        "lines": answered_lines(member),
        "mails": mails.filter(created_at__gte=member.campaign.created_at),
        "link": member.link,
        "now": timezone.now(),
        "may_revoke": may_work_on_registry(request.person.who),
        "is_illustrative": member.enterprise.is_illustrative,
    }
    return render(request, "staff/templates/campaign_firm.html", context)


@require_safe
@staff_page(*READERS)
def campaign_xlsx(request: PersonRequest, number: int) -> HttpResponse:
    """The firms of a round as a workbook."""
    row = get_object_or_404(Campaign, pk=number)
    today = timezone.localdate()
    target = io.BytesIO()
    write_members(
        member_cells(row.members.order_by("pk")),
        target,
        get_language() or "vi",
        name=row.name,
        purpose="; ".join(f"{name}: {value}" for name, value in in_words(row.audience))
        or _("All firms in business"),
        on=today,
        illustrative=row.members.filter(enterprise__is_illustrative=True).exists(),
    )
    return workbook(target, f"round-{row.pk}-{today.isoformat()}.xlsx")
