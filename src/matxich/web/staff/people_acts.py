"""What an administrator does to somebody's account: each is asked once more, with its reason, and stands in the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matxich.apps.accounts.actions import people
from matxich.apps.accounts.actions.roles import end_role, grant_role
from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.accounts.permissions import may_manage
from matxich.apps.registry.actions.erasure import contacts_of_address, erase_account
from matxich.domain.shared.decision import ALLOWED, Decision, require
from matxich.web.access import PersonRequest, staff_page
from matxich.web.staff.people_forms import ReasonForm, RoleForm

_asked = require_http_methods(["GET", "HEAD", "POST"])
_administrators = staff_page(Role.ADMINISTRATOR)


@_asked
@_administrators
def give_role(request: PersonRequest, user_id: int) -> HttpResponse:
    """Give a role."""
    user = get_object_or_404(User, pk=user_id, erased_at=None)
    form = RoleForm(request.POST or None)

    def act(reason: str) -> None:
        grant_role(
            user,
            Role(form.cleaned_data["role"]),
            actor=request.person.actor,
            now=timezone.now(),
            on=timezone.localdate(),
            reason=reason,
            until=form.cleaned_data["until"],
        )

    return _confirmed(
        request,
        user,
        form,
        act,
        title=_("Give a role"),
        label=_("Give the role"),
        consequences=[_("%(name)s may do from today what the role allows.") % {"name": user}],
        done=_("The role is given."),
    )


@_asked
@_administrators
def take_role(request: PersonRequest, user_id: int, grant_id: int) -> HttpResponse:
    """End a role."""
    grant = get_object_or_404(RoleGrant.objects.select_related("user"), pk=grant_id, user_id=user_id)
    role = Role(grant.role).label

    def act(reason: str) -> None:
        end_role(
            grant,
            actor=request.person.actor,
            now=timezone.now(),
            on=timezone.localdate(),
            reason=reason,
        )

    return _confirmed(
        request,
        grant.user,
        ReasonForm(request.POST or None),
        act,
        title=_("End a role"),
        label=_("End the role"),
        consequences=[
            _("%(name)s no longer works as: %(role)s. At once.") % {"name": grant.user, "role": role}
        ],
        done=_("The role has ended."),
        tone="danger",
    )


@_asked
@_administrators
def close(request: PersonRequest, user_id: int) -> HttpResponse:
    """Close an account."""
    user = get_object_or_404(User, pk=user_id, is_active=True)

    def act(reason: str) -> None:
        people.deactivate(
            user,
            actor=request.person.actor,
            now=timezone.now(),
            on=timezone.localdate(),
            reason=reason,
        )

    return _confirmed(
        request,
        user,
        ReasonForm(request.POST or None),
        act,
        title=_("Close the account"),
        label=_("Close the account"),
        consequences=[
            _("%(name)s is signed out everywhere and cannot sign in any more.") % {"name": user},
            _("Roles and firms stay, for the day when the account is opened again."),
        ],
        done=_("The account is closed."),
        tone="danger",
        decision=people.leaving(user, timezone.localdate()),
    )


@_asked
@_administrators
def open_again(request: PersonRequest, user_id: int) -> HttpResponse:
    """Open a closed account again."""
    user = get_object_or_404(User, pk=user_id, is_active=False, erased_at=None)

    def act(reason: str) -> None:
        people.reactivate(user, actor=request.person.actor, now=timezone.now(), reason=reason)

    return _confirmed(
        request,
        user,
        ReasonForm(request.POST or None),
        act,
        title=_("Open the account again"),
        label=_("Open the account again"),
        consequences=[
            _("%(name)s can sign in again, with the roles and firms held before.") % {"name": user}
        ],
        done=_("The account is open again."),
    )


@_asked
@_administrators
def sign_out(request: PersonRequest, user_id: int) -> HttpResponse:
    """Sign a person out everywhere."""
    user = get_object_or_404(User, pk=user_id, erased_at=None)

    def act(reason: str) -> None:
        people.end_sessions(user, actor=request.person.actor, now=timezone.now(), reason=reason)

    return _confirmed(
        request,
        user,
        ReasonForm(request.POST or None),
        act,
        title=_("Sign out everywhere"),
        label=_("Sign out everywhere"),
        consequences=[_("%(name)s has to sign in again; what was not saved is lost there.") % {"name": user}],
        done=_("The person is signed out everywhere."),
    )


@_asked
@_administrators
def reset_factor(request: PersonRequest, user_id: int) -> HttpResponse:
    """Take lost second factors away."""
    user = get_object_or_404(User, pk=user_id, erased_at=None)

    def act(reason: str) -> None:
        people.reset_second_factor(user, actor=request.person.actor, now=timezone.now(), reason=reason)

    return _confirmed(
        request,
        user,
        ReasonForm(request.POST or None),
        act,
        title=_("Reset the second factor"),
        label=_("Reset the second factor"),
        consequences=[
            _("Authenticator app, security keys and recovery codes of %(name)s stop working.")
            % {"name": user},
            _(
                "The password alone then opens the account until a new second factor is set up: make sure who asks."
            ),
        ],
        done=_("The second factor is reset."),
        tone="danger",
    )


@_asked
@_administrators
def erase(request: PersonRequest, user_id: int) -> HttpResponse:
    """Erase somebody's account at their request, with the contacts of the same e-mail."""
    user = get_object_or_404(User, pk=user_id, erased_at=None)
    contacts = contacts_of_address(user.email)

    def act(reason: str) -> None:
        erase_account(
            user,
            actor=request.person.actor,
            now=timezone.now(),
            on=timezone.localdate(),
            contact_ids=frozenset(one.pk for one in contacts),
            reason=reason,
        )

    consequences = [
        _("Name, e-mail, keys and sessions of %(name)s are erased; roles end. This cannot be undone.")
        % {"name": user},
        _("What the person did stays in the history of firms, under a number without a name."),
    ]
    consequences += [
        _("The contact person of %(firm)s with the same e-mail is erased too.") % {"firm": one.enterprise}
        for one in contacts
    ]
    return _confirmed(
        request,
        user,
        ReasonForm(request.POST or None),
        act,
        title=_("Erase the account"),
        label=_("Erase the account"),
        consequences=consequences,
        done=_("The account is erased."),
        tone="danger",
        decision=people.leaving(user, timezone.localdate()),
    )


def _confirmed(
    request: PersonRequest,
    user: User,
    form: forms.Form,
    act: Callable[[str], None],
    *,
    title: str,
    label: str,
    consequences: Sequence[str],
    done: str,
    tone: str = "primary",
    decision: Decision = ALLOWED,
) -> HttpResponse:
    """Ask on GET; act on POST with a reason, then show the person again."""
    decision = decision & may_manage(request.person.who, user.pk)
    back = reverse("staff:person", args=[user.pk])
    if request.method == "POST" and form.is_valid():
        require(decision)
        act(form.cleaned_data["reason"])
        messages.success(request, done)
        return redirect(back)
    words = {
        "user": user,
        "form": form,
        "title": title,
        "label": label,
        "consequences": consequences,
        "tone": tone,
        "decision": decision,
        "cancel": back,
    }
    return render(request, "staff/templates/person_act.html", words)
