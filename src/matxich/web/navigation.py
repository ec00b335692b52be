"""Where a person can go: the one list of entries, and what the shell of every page shows of who is asking.

To add an entry: one line in ENTRIES. An entry is shown to those it is for, once its url name resolves; nothing is ever
shown as "coming soon". Everything is asked for lazily, so that a page for the public touches neither session nor
database.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.queries.notifications import unread_count
from matxich.apps.registry.models import Enterprise
from matxich.web.access import Person


class Audience(enum.Enum):
    """Whose pages a page is among."""

    PUBLIC = "public"
    DESK = "desk"
    STAFF = "staff"


class Step(enum.Enum):
    """The steps of the loop (design §1), in their order, and what stands before and after it."""

    OVERVIEW = ""
    CLAIM = pgettext_lazy("step", "Claim")
    DEMAND = pgettext_lazy("step", "Demand")
    MATCH = pgettext_lazy("step", "Match")
    LINK = pgettext_lazy("step", "Link")
    LIFT = pgettext_lazy("step", "Lift")
    COUNT = pgettext_lazy("step", "Count")
    PUBLISH = pgettext_lazy("step", "Publish")
    HOUSE = pgettext_lazy("step", "The house")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go."""

    label: Promise
    #: a name that `reverse` knows; on a desk its address takes `enterprise_id`
    url_name: str
    #: of web/icons.txt
    icon: str
    audience: Audience
    step: Step = Step.OVERVIEW
    #: staff who see it; empty = all staff
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is drawn."""

    label: Promise
    address: str
    icon: str
    step: Step
    #: "page" on the page itself, "true" on one below it, "" elsewhere
    current: str


_OFFICER = frozenset({Role.OFFICER})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

# Per audience in the order in which they stand; on staff and desk pages grouped by step.
ENTRIES = (
    # public: the top bar
    Entry(_("Directory"), "public:directory", "building-factory-2", Audience.PUBLIC),
    Entry(_("Match a part list"), "public:home", "list-search", Audience.PUBLIC),
    Entry(_("Places"), "public:places", "map-pin", Audience.PUBLIC),
    # desk: the side bar of a firm's people
    Entry(_("My firm"), "desk:firm", "home", Audience.DESK),
    Entry(_("People of the firm"), "desk:firm_people", "users", Audience.DESK),
    # staff: the side bar
    Entry(_("What waits"), "staff:home", "inbox", Audience.STAFF),
    Entry(_("Search"), "staff:search", "search", Audience.STAFF),
    Entry(_("Registry"), "staff:firms", "building-factory-2", Audience.STAFF, Step.CLAIM),
    Entry(_("Lines to verify"), "staff:verification", "check", Audience.STAFF, Step.CLAIM, _OFFICER),
    Entry(_("Records sent in"), "staff:submitted_firms", "file", Audience.STAFF, Step.CLAIM, _OFFICER),
    Entry(_("Who claims a firm"), "staff:claiming_requests", "user-plus", Audience.STAFF, Step.CLAIM, _OFFICER),
    Entry(_("Freshness"), "staff:freshness", "checks", Audience.STAFF, Step.CLAIM),
    Entry(
        _("Campaigns"),
        "staff:campaigns",
        "message-question",
        Audience.STAFF,
        Step.CLAIM,
        frozenset({Role.OFFICER, Role.LEADER, Role.AUDITOR}),
    ),
    Entry(
        _("Outbox"),
        "staff:outbox",
        "send",
        Audience.STAFF,
        Step.HOUSE,
        frozenset({Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}),
    ),
    Entry(_("Definitions and counts"), "staff:definitions", "list-search", Audience.STAFF, Step.COUNT),
    Entry(_("Imports"), "staff:imports", "file-import", Audience.STAFF, Step.CLAIM, _OFFICER),
    Entry(_("Duplicates"), "staff:duplicates", "copy", Audience.STAFF, Step.CLAIM, _OFFICER),
    Entry(_("Authorities"), "staff:authorities", "scale", Audience.STAFF, Step.HOUSE),
    Entry(
        _("People and roles"),
        "staff:people",
        "users",
        Audience.STAFF,
        Step.HOUSE,
        frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    ),
    Entry(
        _("History"),
        "staff:audit",
        "history",
        Audience.STAFF,
        Step.HOUSE,
        frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    ),
    Entry(_("Components"), "staff:components", "layout-grid", Audience.STAFF, Step.HOUSE),
)


class Shell:
    """What the frame of a page shows; every part is read when a template asks for it."""

    def __init__(self, request: HttpRequest, *, is_bare: bool = False) -> None:
        self._request = request
        #: asks for nobody: the frame of a page that says that the database fails
        self._is_bare = is_bare

    @cached_property
    def person(self) -> Person | None:
        """The signed-in person; None for the public, which is known without a look at the session."""
        if self._is_bare or settings.SESSION_COOKIE_NAME not in self._request.COOKIES:
            return None
        person: Person | None = getattr(self._request, "person", None)
        return person if person is not None and person.user is not None else None

    @cached_property
    def unread_count(self) -> int:
        """Unread lines in the person's bell."""
        return unread_count(self.person.user.pk) if self.person and self.person.user else 0

    @cached_property
    def enterprise(self) -> Enterprise | None:
        """The firm whose desk the page belongs to; None on other pages."""
        match = self._request.resolver_match
        number = match.kwargs.get("enterprise_id") if match else None
        firms = self.person.enterprises if self.person else []
        return next((firm for firm in firms if firm.pk == number), None)

    @property
    def enterprise_address(self) -> str:
        """The first page of that firm's desk; "" where no firm is meant."""
        return (address_of("desk:firm", enterprise_id=self.enterprise.pk) or "") if self.enterprise else ""

    @property
    def public_links(self) -> list[Link]:
        """The top bar."""
        return self._links(Audience.PUBLIC)

    @property
    def staff_steps(self) -> list[tuple[Step, list[Link]]]:
        """The side bar of staff, step by step."""
        return _by_step(self._links(Audience.STAFF))

    @property
    def desk_steps(self) -> list[tuple[Step, list[Link]]]:
        """The side bar of the firm's desk, step by step; nothing where no firm is meant."""
        return _by_step(self._links(Audience.DESK)) if self.enterprise else []

    @property
    def search_address(self) -> str:
        """Where the search box leads: staff to every record, the public to the directory; "" without one."""
        if self.person and self.person.is_staff:
            return address_of("staff:search") or ""
        return address_of("public:directory") or ""

    @property
    def account_address(self) -> str:
        """The person's own account; "" while there is no such page."""
        return address_of("accounts:home") or ""

    def _links(self, audience: Audience) -> list[Link]:
        words = {"enterprise_id": self.enterprise.pk} if audience is Audience.DESK and self.enterprise else {}
        found = [
            (entry, address)
            for entry in ENTRIES
            if entry.audience is audience
            and self._is_for(entry)
            and (address := address_of(entry.url_name, **words))
        ]
        here = _nearest(self._request.path, [address for _entry, address in found])
        return [
            Link(entry.label, address, entry.icon, entry.step, _current(self._request.path, address, here))
            for entry, address in found
        ]

    def _is_for(self, entry: Entry) -> bool:
        if entry.audience is Audience.STAFF:
            roles = self.person.roles if self.person else frozenset()
            return not entry.roles or bool(roles & entry.roles)
        return True


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates `shell`, and `person` as views know it."""
    frame = Shell(request)
    return {"shell": frame, "person": getattr(request, "person", None)}


def address_of(url_name: str, **words: Any) -> str | None:
    """Return the address of a page; None when the site has no such page."""
    try:
        return reverse(url_name, kwargs=words or None)
    except NoReverseMatch:
        return None


def _nearest(path: str, addresses: Iterable[str]) -> str:
    """Return the longest of the addresses that the path lies below; a first page has nothing below it."""
    homes = {"/", "/staff/", "/desk/"}
    below = [one for one in addresses if path == one or (one not in homes and path.startswith(one))]
    return max(below, key=len, default="")


def _current(path: str, address: str, here: str) -> str:
    if address != here:
        return ""
    return "page" if path == address else "true"


def _by_step(links: list[Link]) -> list[tuple[Step, list[Link]]]:
    order = list(Step)

    def rank(link: Link) -> int:
        return order.index(link.step)

    ordered: Iterator[Link] = iter(sorted(links, key=rank))
    return [(order[number], list(group)) for number, group in groupby(ordered, key=rank)]
