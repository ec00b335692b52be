"""Every address of the site and everybody who may ask for it, for the test that tries them all."""

from __future__ import annotations

import contextlib
import itertools
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from django.utils import timezone

from matxich.apps.accounts.actions.invitations import invite
from matxich.apps.accounts.actions.people import create_person
from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from matxich.apps.registry.models import Enterprise
from matxich.web.access import Access
from tests.web.people import LONG_AGO, firm, represents


@dataclass(frozen=True)
class Somebody:
    """One of those who try every address."""

    who: str
    user: User | None
    roles: frozenset[Role] = frozenset()
    #: acts for the firm that the addresses name
    is_own: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the site lets them in at all."""
        return self.user is not None and self.user.is_active


@dataclass(frozen=True)
class Address:
    """One pattern of the site."""

    #: "staff:person"; the route itself of one without a name
    name: str
    path: str
    access: Access | None


def everybody(enterprise: Enterprise) -> dict[str, Somebody]:
    """Make one person of each kind; `enterprise` is the firm that the addresses name."""
    now = timezone.now()

    def user(name: str, *roles: Role) -> User:
        made = create_person(f"{name}@example.vn", actor=COMMAND, now=now, full_name=name)
        for role in roles:
            RoleGrant.objects.create(user=made, role=role, valid_from=LONG_AGO)
        return made

    closed = user("closed", Role.ADMINISTRATOR, Role.OFFICER)
    represents(closed, enterprise)
    closed.is_active = False
    closed.save()
    found = [
        Somebody("anonymous", None),
        Somebody("own firm", represents(user("own"), enterprise), is_own=True),
        Somebody("other firm", represents(user("other"), firm("Công ty TNHH Khuôn mẫu Khác"))),
        Somebody("inactive", closed),
    ]
    found += [Somebody(str(role), user(str(role), role), frozenset({role})) for role in Role]
    return {one.who: one for one in found}


class World:
    """One of each thing that an address may name."""

    def __init__(self) -> None:
        now = timezone.now()
        self.enterprise = firm("Công ty TNHH Cơ khí Lá Sen", "0100109106")
        self.bystander = create_person(
            "bystander@example.vn", actor=COMMAND, now=now, full_name="Người Ngoài"
        )
        RoleGrant.objects.create(user=self.bystander, role=Role.LEADER, valid_from=LONG_AGO)
        self.contact = add_contact(
            self.enterprise, ContactFields("Phạm Văn An", email="an@example.vn"), actor=COMMAND, now=now
        )
        self.invitation, link = invite(
            "moi@example.vn",
            actor=COMMAND,
            now=now,
            role=Role.OFFICER,
            address=lambda token: token,
        )
        self.token = link

    def arguments(self) -> dict[str, Any]:
        """Values by "<address>.<word>", or by the word alone for all addresses."""
        grant = RoleGrant.objects.get(user=self.bystander)
        return {
            "enterprise_id": self.enterprise.pk,
            "user_id": self.bystander.pk,
            "grant_id": grant.pk,
            "invitations:open.token": self.token,
            "token": "0" * 32,
            "kind": "suppliers",
            "language": "vi",
            "number": 1,
            "provider_id": "office",
            "uidb36": "a",
            "tax_code": "0100109106",
        }


#: values for words in regular expressions: a number, a code of a place, a token, a language
_ANY: list[Any] = ["1", "01", "0" * 32, "vi", "abc-def", "a"]
#: samples by converter, for words that nothing else is known of
_SAMPLES: dict[str, Any] = {
    "IntConverter": 1,
    "StringConverter": "x",
    "SlugConverter": "x",
    "PathConverter": "x",
    "UUIDConverter": uuid.UUID(int=1),
}


def addresses(world: World) -> Iterator[Address]:
    """Yield every pattern of the site with a path made of the world's things.

    Raises:
        AssertionError: no known value fits a word of an address; says what to add.
    """
    known = world.arguments()
    for route, name, pattern in _walk(get_resolver(), "", ""):
        words = [
            (word, _values(known.get(f"{name}.{word}", known.get(word)), word, converter))
            for word, converter in _words(pattern, route)
        ]
        yield Address(name or route, _path(route, name, words), getattr(pattern.callback, "access", None))


def _path(route: str, name: str, words: list[tuple[str, list[Any]]]) -> str:
    """Return the first path that the site takes, of those that the values make."""
    if not name:
        assert not words, f"address {route!r} has words and no name: give it a name"
        return f"/{route}"
    for chosen in itertools.product(*(values for _word, values in words)):
        with contextlib.suppress(NoReverseMatch):
            return reverse(name, kwargs=dict(zip((word for word, _values in words), chosen, strict=True)))
    raise AssertionError(
        f"no value fits the words {[word for word, _values in words]} of the address {name} ({route}): "
        f"add one to World.arguments in {__name__}, as {name + '.<word>'!r}"
    )


def _values(given: Any, word: str, converter: Any) -> list[Any]:
    """Return what may stand for a word: what the world says, the first row of the model it names, samples."""
    if given is not None:
        return [given, *_ANY]
    row = [_first(word.removesuffix("_id"))] if word.endswith("_id") else []
    sample = [_SAMPLES[type(converter).__name__]] if type(converter).__name__ in _SAMPLES else []
    return [*row, *sample, *_ANY]


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[tuple[str, str, URLPattern]]:
    for one in resolver.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _walk(one, here, inner)
        else:
            yield here, f"{namespace}{one.name}" if one.name else "", one


def _words(pattern: URLPattern, route: str) -> list[tuple[str, Any]]:
    """Return the words of a whole route, those of the prefixes it stands under too."""
    found = dict(pattern.pattern.converters)
    if isinstance(pattern.pattern, RegexPattern):
        found |= dict.fromkeys(pattern.pattern.regex.groupindex)
    for word in re.findall(r"<(?:\w+:)?(\w+)>", route.replace("(?P", "")):
        found.setdefault(word, None)
    return list(found.items())


def _first(noun: str) -> int:
    """Return the number of the first row of the model that a word names ("claim_id"); 1 while there is none."""
    wanted = noun.replace("_", "")
    for model in apps.get_models():
        if model._meta.model_name == wanted and model.__module__.startswith("matxich."):
            first = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
            return first if isinstance(first, int) else 1
    return 1
