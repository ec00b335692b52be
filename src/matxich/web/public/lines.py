"""The list of lines beside the chosen one: searched, filtered, sorted and paged on the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from matxich.domain.shared.text import fold

PAGE_LINES = 50
#: state → its word and the level whose sign and colour it takes
STATES = {
    "matched": (_("Matched"), "meets"),
    "near": (_("Near misses only"), "near"),
    "gap": (_("Gap"), "fails"),
    "incomplete": (_("Incomplete"), "unknown"),
}
SORTS = {"order": _("Order of the file"), "completeness": _("Least complete first"), "state": _("By state")}
_STATE_ORDER = {state: place for place, state in enumerate(("gap", "near", "incomplete", "matched"))}

Head = dict[str, Any]
_KEYS: dict[str, Callable[[Head], tuple[Any, ...]]] = {
    "order": lambda head: (head["line"],),
    "completeness": lambda head: (head["completeness"], head["line"]),
    "state": lambda head: (_STATE_ORDER[head["state"]], head["line"]),
}


@dataclass(frozen=True)
class Wanted:
    """What the reader asks the list for."""

    text: str = ""
    state: str = ""
    sort: str = "order"
    page: int | None = None

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        """Read an address; what it does not know falls back to showing everything."""
        state, sort, page = query.get("state", ""), query.get("sort", ""), query.get("page", "")
        return cls(
            query.get("q", "").strip()[:200],
            state if state in STATES else "",
            sort if sort in SORTS else "order",
            int(page) if page.isdecimal() and len(page) < 7 else None,
        )

    def query(self, page: int | None = None) -> str:
        """Return the address's query, "" when everything is as usual."""
        parts = {"q": self.text, "state": self.state, "sort": self.sort if self.sort != "order" else ""}
        parts["page"] = str(page) if page and page > 1 else ""
        written = urlencode({name: value for name, value in parts.items() if value})
        return f"?{written}" if written else ""


@dataclass(frozen=True)
class LineList:
    """One page of the list."""

    wanted: Wanted
    #: the lines of this page
    heads: list[Head]
    #: lines that fit, on all pages
    found: int
    total: int
    page: int
    pages: int
    chosen: Head | None
    #: the lines before and after the chosen one, as the list is sorted
    before: Head | None
    after: Head | None

    @property
    def query(self) -> str:
        """The query that keeps search, state and sort; the page follows from the line."""
        return self.wanted.query()

    @property
    def page_before(self) -> str | None:
        """The query of the page before; None on the first."""
        return (self.wanted.query(self.page - 1) or "?page=1") if self.page > 1 else None

    @property
    def page_after(self) -> str | None:
        """The query of the page after; None on the last."""
        return self.wanted.query(self.page + 1) if self.page < self.pages else None


def line_list(heads: list[Head], wanted: Wanted, chosen: int | None = None) -> LineList:
    """Return a page of the list: the one asked for, else the one with the chosen line.

    Args:
        chosen: number of the line that is open; None opens the first one of the page.
    """
    text = fold(wanted.text)
    fitting = [
        head
        for head in heads
        if (not wanted.state or head["state"] == wanted.state) and (not text or _holds(head, text))
    ]
    fitting.sort(key=_KEYS[wanted.sort])
    place = next((at for at, head in enumerate(fitting) if head["line"] == chosen), None)
    pages = max(1, -(-len(fitting) // PAGE_LINES))
    asked = wanted.page or (place // PAGE_LINES + 1 if place is not None else 1)
    page = min(max(asked, 1), pages)
    shown = fitting[(page - 1) * PAGE_LINES : page * PAGE_LINES]
    if chosen is None and shown:
        place = (page - 1) * PAGE_LINES
    head = (
        fitting[place]
        if place is not None
        else next((head for head in heads if head["line"] == chosen), None)
    )
    return LineList(
        wanted,
        [shown_head(head) for head in shown],
        len(fitting),
        len(heads),
        page,
        pages,
        shown_head(head) if head else None,
        fitting[place - 1] if place else None,
        fitting[place + 1] if place is not None and place + 1 < len(fitting) else None,
    )


def _holds(head: Head, text: str) -> bool:
    """Say whether a line's number or its folded name and part number hold all the words."""
    return text == str(head["line"]) or all(word in head["key"] for word in text.split())


def shown_head(head: Head) -> Head:
    """Return an entry of the list with the word and the level of its state."""
    word, level = STATES[head["state"]]
    return {**head, "word": word, "level": level}


def counts(heads: list[Head]) -> list[dict[str, Any]]:
    """Return how many lines there are in each state, with its word and level."""
    found = Counter(head["state"] for head in heads)
    return [
        {"state": state, "word": word, "level": level, "count": found[state]}
        for state, (word, level) in STATES.items()
    ]
