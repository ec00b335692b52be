"""Who is asking, and which pages they may open. Every view of a signed-in page is wrapped by one function of here.

A view says its audience once (`staff_page(Role.OFFICER)`, `desk_page`, …); the wrapped view carries it as `access`, and
a test walks every address of the site and every role to see that it is kept.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from matxich.apps.accounts.models import Role, User
from matxich.apps.accounts.queries.roles import STAFF, roles_of
from matxich.apps.accounts.who import Who
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.queries.representation import represented, represents

Rest = ParamSpec("Rest")
View = Callable[..., HttpResponse]


class Person:
    """Whoever sends a request: a signed-in user with roles and firms, or nobody. Asks the database only when asked."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def user(self) -> User | None:
        """The signed-in user; None for the public."""
        user = self._request.user
        return user if isinstance(user, User) else None

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held today."""
        return roles_of(self.user.pk, timezone.localdate()) if self.user else frozenset()

    @cached_property
    def enterprises(self) -> list[Enterprise]:
        """The firms this person acts for today, by name."""
        return represented(self.user.pk, timezone.localdate()) if self.user else []

    @property
    def is_staff(self) -> bool:
        """Whether the person works on pages below /staff/."""
        return bool(self.roles & STAFF)

    @property
    def who(self) -> Who:
        """The person as permissions see them."""
        if self.user is None:
            return Who()
        return Who(self.user.pk, self.roles, frozenset(one.pk for one in self.enterprises))

    @property
    def actor(self) -> Actor:
        """The person as the history writes them down."""
        return Actor(user_id=self.user.pk if self.user else None, via="web")


class PersonRequest(HttpRequest):
    """A request after the middleware `person_of`."""

    person: Person


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a page: kept on the view for the test that tries everybody."""

    #: "signed_in", "desk", "staff" or "jury"
    audience: str
    #: roles of which one is needed; empty = any of the audience
    roles: frozenset[Role] = frozenset()


def person_of(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put `request.person` at hand; nothing is read until somebody asks."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.person = Person(request)  # type: ignore[attr-defined]
        response = get_response(request)
        if vars(person).get("user") is not None:  # somebody's own page: not for the next one at this machine
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def signed_in_page(view: Callable[Concatenate[PersonRequest, Rest], HttpResponse]) -> View:
    """Open a page to whoever is signed in."""

    @functools.wraps(view)
    def wrapped(request: PersonRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.person.user is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    wrapped.access = Access("signed_in")  # type: ignore[attr-defined]
    return wrapped


def staff_page(
    *roles: Role,
) -> Callable[[Callable[Concatenate[PersonRequest, Rest], HttpResponse]], View]:
    """Open a page to staff who hold one of these roles (any staff role without one), with their second factor."""
    allowed = frozenset(roles) or STAFF

    def decorate(view: Callable[Concatenate[PersonRequest, Rest], HttpResponse]) -> View:
        @functools.wraps(view)
        def wrapped(request: PersonRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            if request.person.user is None:
                return redirect_to_login(request.get_full_path())
            if not request.person.roles & allowed:
                raise PermissionDenied(_needs(allowed))
            if lacks_second_factor(request.person):
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        wrapped.access = Access("staff", allowed)  # type: ignore[attr-defined]
        return wrapped

    return decorate


def jury_page(view: Callable[Concatenate[PersonRequest, Rest], HttpResponse]) -> View:
    """Open a page to council members."""
    wrapped = staff_page(Role.COUNCIL_MEMBER)(view)
    wrapped.access = Access("jury", frozenset({Role.COUNCIL_MEMBER}))  # type: ignore[attr-defined]
    return wrapped


def desk_page(view: Callable[Concatenate[PersonRequest, Enterprise, Rest], HttpResponse]) -> View:
    """Open a page of a firm's desk to its representatives; the address names the firm by `enterprise_id`."""

    @functools.wraps(view)
    def wrapped(request: PersonRequest, enterprise_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person.user is None:
            return redirect_to_login(request.get_full_path())
        enterprise = get_object_or_404(Enterprise, pk=enterprise_id)
        if not represents(request.person.user.pk, enterprise.pk, timezone.localdate()):
            raise PermissionDenied(_("Only people who act for this firm may open its desk."))
        return view(request, enterprise, *args, **kwargs)

    wrapped.access = Access("desk")  # type: ignore[attr-defined]
    return wrapped


def lacks_second_factor(person: Person) -> bool:
    """Say whether a member of staff still has to set up a second factor before working."""
    if not settings.STAFF_SECOND_FACTOR or person.user is None:
        return False
    from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415 -- needs the apps to be ready

    return not is_mfa_enabled(person.user)


def _needs(roles: frozenset[Role]) -> str:
    """Say to whom a page is open; shown on the error page."""
    names = ", ".join(str(role.label) for role in Role if role in roles)
    return _("It is open to these roles: %(roles)s.") % {"roles": names}
