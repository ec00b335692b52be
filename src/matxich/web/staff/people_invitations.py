"""Inviting staff by link: sending, sending again, calling back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matxich.apps.accounts.actions.invitations import invite, resend, revoke
from matxich.apps.accounts.models import Invitation, Role, User
from matxich.apps.accounts.permissions import may_manage_people
from matxich.apps.accounts.queries.names import names_of
from matxich.apps.accounts.queries.people import open_invitations
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.tables import Column, Table
from matxich.web.staff.people_forms import InvitationForm
from matxich.web.staff.people_views import READERS


@require_safe
@staff_page(*READERS)
def invitations(request: PersonRequest) -> HttpResponse:
    """Invitations of staff that nobody has accepted yet."""
    table = Table(
        request,
        columns=(
            Column("email", gettext_lazy("E-mail"), order=("email", "pk")),
            Column("role", gettext_lazy("Role"), order=("role", "pk")),
            Column("by", gettext_lazy("Invited by")),
            Column("sent", gettext_lazy("Sent"), order=("created_at", "pk")),
            Column("until", gettext_lazy("Holds until"), order=("expires_at", "pk")),
            Column("acts", gettext_lazy("Actions")),
        ),
        caption=_("Invitations that wait"),
        sort="-sent",
    ).show(open_invitations())
    names = names_of(one.invited_by_id for one in table.rows)
    now = timezone.now()
    words = {
        "table": table,
        "rows": [
            (one, names.get(one.invited_by_id, ""), Role(one.role).label, one.expires_at <= now)
            for one in table.rows
        ],
        "manage": may_manage_people(request.person.who),
    }
    return render(request, "staff/templates/people_invitations.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.ADMINISTRATOR)
def invite_somebody(request: PersonRequest) -> HttpResponse:
    """Invite a new member of staff; who has an account already is given the role on their page."""
    form = InvitationForm(request.POST or None, initial={"language": "vi"})
    known = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = User.objects.filter(email=given["email"].lower()).first()
        if known is None:
            _invitation, link = invite(
                given["email"],
                full_name=given["full_name"],
                role=Role(given["role"]),
                language=given["language"],
                actor=request.person.actor,
                now=timezone.now(),
                address=lambda token: _address(request, token),
            )
            _say_sent(request, given["email"], link)
            return redirect("staff:people_invitations")
    return render(request, "staff/templates/people_invite.html", {"form": form, "known": known})


@require_POST
@staff_page(Role.ADMINISTRATOR)
def send_again(request: PersonRequest, invitation_id: int) -> HttpResponse:
    """Send a new link in place of the former one."""
    invitation = get_object_or_404(open_invitations(), pk=invitation_id)
    link = resend(
        invitation,
        actor=request.person.actor,
        now=timezone.now(),
        address=lambda token: _address(request, token),
    )
    _say_sent(request, invitation.email, link)
    return redirect("staff:people_invitations")


@require_POST
@staff_page(Role.ADMINISTRATOR)
def call_back(request: PersonRequest, invitation_id: int) -> HttpResponse:
    """Call an invitation back."""
    invitation: Invitation = get_object_or_404(open_invitations(), pk=invitation_id)
    revoke(invitation, actor=request.person.actor, now=timezone.now())
    messages.success(request, _("The invitation is called back; its link opens nothing any more."))
    return redirect("staff:people_invitations")


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("invitations:open", args=[token]))


def _say_sent(request: HttpRequest, email: str, link: str) -> None:
    messages.success(request, _("The invitation to %(email)s is in the outbox.") % {"email": email})
    if not settings.SEND_MAIL:
        messages.info(
            request, _("This site sends no mail. Hand this link over yourself: %(link)s") % {"link": link}
        )
