"""A list cut into pages by the address: `?page=2&size=50`. A number out of range gives the nearest page, never an error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

Row = TypeVar("Row")

#: rows on a page: the first is what holds without a choice
SIZES = (50, 100, 200)
#: pages shown beside the current one
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list, with the addresses of the others."""

    rows: Sequence[Row]
    #: rows of the whole list
    total: int
    number: int
    size: int
    #: what else the address says; it is kept by every link
    query: QueryDict
    #: put before the names of this list's own parameters, where a page has two lists
    prefix: str = ""

    @property
    def last(self) -> int:
        """The number of the last page; 1 of an empty list."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """Number of the first row shown, from 1; 0 of an empty list."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """Number of the last row shown."""
        return min(self.number * self.size, self.total)

    @property
    def before(self) -> str | None:
        """Address of the page before."""
        return self.address(self.number - 1) if self.number > 1 else None

    @property
    def after(self) -> str | None:
        """Address of the page after."""
        return self.address(self.number + 1) if self.number < self.last else None

    @property
    def links(self) -> list[tuple[int | None, str, bool]]:
        """(number, address, is current) of the pages to show; a number None stands for those left out."""
        shown = {1, self.last, *range(self.number - _NEAR, self.number + _NEAR + 1)}
        numbers = sorted(one for one in shown if 1 <= one <= self.last)
        found: list[tuple[int | None, str, bool]] = []
        for before, number in zip([0, *numbers], numbers, strict=False):
            if number - before > 1:
                found.append((None, "", False))
            found.append((number, self.address(number), number == self.number))
        return found

    @property
    def sizes(self) -> list[tuple[int, str, bool]]:
        """(rows on a page, address, is chosen); nothing when the smallest is enough."""
        if self.total <= SIZES[0]:
            return []
        return [
            (
                size,
                _address(self.query, {self._name("size"): str(size), self._name("page"): None}),
                size == self.size,
            )
            for size in SIZES
        ]

    def address(self, number: int) -> str:
        """Return the address of a page of the same list."""
        return _address(self.query, {self._name("page"): None if number == 1 else str(number)})

    def _name(self, name: str) -> str:
        return f"{self.prefix}{name}"


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Row], *, total: int | None = None, prefix: str = ""
) -> Page[Any]:
    """Cut the page that the address asks for out of a list.

    Args:
        rows: ordered; of a query only the page is read.
        total: how many there are, when that is known without counting.
    """
    size = _whole(request.GET.get(f"{prefix}size"))
    if size not in SIZES:
        size = SIZES[0]
    if total is None:
        total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    last = max(1, -(-total // size))
    number = min(max(_whole(request.GET.get(f"{prefix}page")), 1), last)
    start = (number - 1) * size
    return Page(list(rows[start : start + size]), total, number, size, request.GET, prefix)


def changed(query: QueryDict, **words: str | None) -> str:
    """Return the query of an address with some words set, or taken out by None: "?q=a&page=2".

    >>> changed(QueryDict("q=a&page=3"), page=None)
    '?q=a'
    """
    return _address(query, words)


def _address(query: QueryDict, words: dict[str, str | None]) -> str:
    kept = query.copy()
    for name, value in words.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = value
    return f"?{kept.urlencode()}"


def _whole(text: str | None) -> int:
    """Return a whole number of an address, 0 when it is none (or absurdly long)."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
