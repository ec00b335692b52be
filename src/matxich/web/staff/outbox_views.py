"""The outbox: every message that was written, readable; what failed is tried again, what waits is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages as told
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actions import outbox as actions
from matxich.apps.foundation.mail import readable_body
from matxich.apps.foundation.models import Message
from matxich.apps.foundation.permissions import may_hold, may_retry
from matxich.apps.foundation.queries.outbox import counts_by_state, kinds, messages
from matxich.apps.registry.models import Enterprise
from matxich.domain.shared.decision import NotAllowedError
from matxich.web.access import PersonRequest, staff_page
from matxich.web.navigation import address_of
from matxich.web.presenters.statuses import status_of
from matxich.web.presenters.tables import Bulk, BulkAction, Column, Table

READERS = (Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)
KIND_NAMES = {
    "account": gettext_lazy("Account"),
    "invitation": gettext_lazy("Invitation"),
    "reconfirmation": gettext_lazy("Yearly confirmation"),
    "certificate_reminder": gettext_lazy("Certificate reminder"),
    "contact_moved": gettext_lazy("Contact address changed"),
    "claiming_code": gettext_lazy("Code to claim a firm"),
}
COLUMNS = (
    Column("created", gettext_lazy("Written"), order=("created_at", "pk")),
    Column("kind", gettext_lazy("Kind"), order=("kind", "pk")),
    Column("to", gettext_lazy("To"), order=("to_address", "pk")),
    Column("subject", gettext_lazy("Subject")),
    Column("state", gettext_lazy("State"), order=("state", "pk")),
)


class FilterForm(forms.Form):
    """What the list is narrowed by."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    q = forms.CharField(label=gettext_lazy("Address or subject"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("All"))]
        counts = counts_by_state()
        self.fields["state"].choices = everything + [  # type: ignore[attr-defined]
            (state, f"{status_of('message', state)[0]} ({counts.get(state, 0)})") for state in Message.State
        ]
        self.fields["kind"].choices = everything + [(one, kind_name(one)) for one in kinds()]  # type: ignore[attr-defined]


def kind_name(kind: str) -> str:
    """Return how a kind of message is called; the kind itself when nobody has named it."""
    return str(KIND_NAMES.get(kind, kind))


@require_safe
@staff_page(*READERS)
def outbox(request: PersonRequest) -> HttpResponse:
    """The list, newest first."""
    form = FilterForm(request.GET)
    values = form.cleaned_data if form.is_valid() else {}
    about = _about(request.GET.get("about", ""))
    rows = messages(
        kind=values.get("kind", ""),
        state=values.get("state", ""),
        words=values.get("q", ""),
        about_type="registry.enterprise",
        about_id=about.pk if about else None,
    )
    table = Table(request, columns=COLUMNS, caption=_("Messages"), sort="-created", bulk=_bulk(request))
    table.show(rows)
    context = {
        "table": table,
        "rows": [(row, kind_name(row.kind)) for row in table.rows],
        "form": form,
        "about": about,
        "kept_query": [("about", str(about.pk))] if about else [],
        "is_filtered": any(values.values()) or about is not None,
        "sends": settings.SEND_MAIL,
        "is_illustrative": _is_illustrative(table.rows),
    }
    return render(request, "staff/templates/outbox.html", context)


@require_safe
@staff_page(*READERS)
def message(request: PersonRequest, number: int) -> HttpResponse:
    """One message, as it is or will be sent."""
    row = get_object_or_404(Message, pk=number)
    firm = _about(str(row.about_id)) if row.about_type == "registry.enterprise" else None
    context = {
        "row": row,
        "kind": kind_name(row.kind),
        "body": readable_body(row),
        "about": firm,
        "firm_address": address_of("staff:firm", enterprise_id=firm.pk) if firm else None,
        "has_secrets": bool(row.secrets) and readable_body(row) != row.body,
        "may_retry": may_retry(row, sends=settings.SEND_MAIL),
        "may_hold": may_hold(row),
        "is_illustrative": _is_illustrative([row]),
        "is_officer": Role.OFFICER in request.person.roles,
    }
    return render(request, "staff/templates/message.html", context)


@require_POST
@staff_page(Role.OFFICER)
def acts(request: PersonRequest) -> HttpResponse:
    """Try the chosen messages again, or hold them."""
    act = {"retry": actions.retry, "hold": actions.hold}.get(request.POST.get("act", ""))
    numbers = [int(one) for one in request.POST.getlist("row") if one.isdecimal()][:500]
    done, refusals = 0, []
    for row in Message.objects.filter(pk__in=numbers) if act else ():
        try:
            act(row, actor=request.person.actor, now=timezone.now())  # type: ignore[misc]
        except NotAllowedError as refusal:
            refusals.append(refusal.text.in_language(request.LANGUAGE_CODE))
        else:
            done += 1
    if done:
        told.success(
            request,
            ngettext("%(n)d message was changed.", "%(n)d messages were changed.", done) % {"n": done},
        )
    for reason in dict.fromkeys(refusals):
        told.warning(request, reason)
    if not done and not refusals:
        told.warning(request, _("No message was chosen."))
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else reverse("staff:outbox"))


def _bulk(request: PersonRequest) -> Bulk | None:
    if Role.OFFICER not in request.person.roles:
        return None
    return Bulk(
        reverse("staff:outbox_acts"),
        (
            BulkAction("retry", _("Send again"), icon="refresh"),
            BulkAction("hold", _("Hold back"), icon="hourglass"),
        ),
    )


def _about(text: str) -> Enterprise | None:
    return Enterprise.objects.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 12 else None


def _is_illustrative(rows: Sequence[Message]) -> bool:
    """Say whether any of these messages is about an invented firm."""
    firms = [row.about_id for row in rows if row.about_type == "registry.enterprise" and row.about_id]
    return Enterprise.objects.filter(pk__in=firms, is_illustrative=True).exists()
