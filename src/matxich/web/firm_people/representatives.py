"""Who acts for a firm: the list, inviting a colleague, ending it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from matxich.apps.accounts.models import Invitation
from matxich.apps.registry.actions.representation import end_representation, invite_colleague
from matxich.apps.registry.models import Contact, Enterprise, Representative
from matxich.apps.registry.permissions import may_keep_contacts, may_represent
from matxich.catalogue.personal_data import purpose_label
from matxich.web.access import PersonRequest
from matxich.web.firm_people.forms import ColleagueForm, ReasonForm
from matxich.web.firm_people.frame import address, confirmed, show


def people(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Who acts for the firm, who is invited to, and its contact persons."""
    now, today = timezone.now(), timezone.localdate()
    acting = Representative.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=today), enterprise=enterprise
    ).select_related("user")
    waiting = Invitation.objects.filter(
        enterprise_id=enterprise.pk, accepted_at=None, revoked_at=None, expires_at__gt=now
    )
    contacts = Contact.objects.filter(enterprise=enterprise, erased_at=None)
    words = {
        "representatives": [
            (one, address(request, "firm_people_end", enterprise, representative_id=one.pk)) for one in acting
        ],
        "invitations": waiting,
        "contacts": [
            (
                one,
                purpose_label(one.purpose, today),
                address(request, "firm_contact", enterprise, contact_id=one.pk),
            )
            for one in contacts
        ],
        "may_represent": may_represent(request.person.who, enterprise),
        "may_keep": may_keep_contacts(request.person.who, enterprise),
        "invite_address": address(request, "firm_people_invite", enterprise),
        "new_address": address(request, "firm_contact_new", enterprise),
    }
    return show(request, enterprise, "people.html", words)


def invite(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Invite a colleague to act for the firm."""
    form = ColleagueForm(request.POST or None, initial={"language": "vi"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        _invitation, link = invite_colleague(
            enterprise,
            given["email"],
            full_name=given["full_name"],
            language=given["language"],
            who=request.person.who,
            actor=request.person.actor,
            now=timezone.now(),
            address=lambda token: request.build_absolute_uri(reverse("invitations:open", args=[token])),
        )
        sent = _("The invitation to %(email)s is in the outbox.") % {"email": given["email"]}
        messages.success(request, sent)
        if settings.IS_LOCAL and not settings.SEND_MAIL:
            by_hand = _("This site sends no mail. Hand this link over yourself: %(link)s") % {"link": link}
            messages.info(request, by_hand)
        return redirect(address(request, "firm_people", enterprise))
    return show(request, enterprise, "invite.html", {"form": form})


def end(request: PersonRequest, enterprise: Enterprise, representative_id: int) -> HttpResponse:
    """End that somebody acts for the firm."""
    row = get_object_or_404(
        Representative.objects.select_related("user", "enterprise"),
        pk=representative_id,
        enterprise=enterprise,
        valid_until=None,
    )

    def act(reason: str) -> None:
        end_representation(
            row,
            who=request.person.who,
            actor=request.person.actor,
            now=timezone.now(),
            on=timezone.localdate(),
            reason=reason,
        )

    names = {"name": row.user, "firm": enterprise}
    return confirmed(
        request,
        enterprise,
        ReasonForm(request.POST or None),
        act,
        title=_("End acting for the firm"),
        label=_("End it"),
        consequences=[_("%(name)s no longer sees or changes the record of %(firm)s. At once.") % names],
        done=_("The person no longer acts for the firm."),
        decision=may_represent(request.person.who, enterprise),
    )
