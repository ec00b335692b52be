"""What a visitor asks of the directory, as its address says it: every list has an address that can be passed on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from matxich.catalogue.directory_words import load_spelling
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.answering import SORTS, Search
from matxich.domain.directory.facets import FACETS
from matxich.domain.directory.plan import plan
from matxich.domain.directory.understanding import LONGEST, Question, understand

PAGE_ROWS = 20
#: a list is paged this far; who wants more narrows it, or takes it away as a file
LAST_PAGE = 500
_MOST_VALUES, _LONGEST_VALUE = 20, 150
_READING = re.compile(r"[a-z_]{1,20}:[\w.-]{1,60}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    text: str = ""
    #: keys of readings that the visitor does not want
    dropped: tuple[str, ...] = ()
    #: by facet the codes chosen
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        """Read an address; what it does not know is passed over."""
        chosen = {facet: values for facet in FACETS if (values := _values(query.getlist(facet)))}
        sort = query.get("sort", "")
        return cls(
            text=" ".join(query.get("q", "").split())[:LONGEST],
            dropped=tuple(key for key in query.getlist("drop")[:_MOST_VALUES] if _READING.fullmatch(key)),
            chosen=chosen,
            sort=sort if sort in SORTS else "relevance",
            page=_page(query.get("page", "")),
        )

    def question(self) -> Question:
        """Return the text, understood."""
        return understand(self.text, load_vocabulary(), load_spelling(), self.dropped)

    def search(self, question: Question, *, offset: int | None = None, limit: int = PAGE_ROWS) -> Search:
        """Return the search for the page asked for, or for another stretch."""
        start = (self.page - 1) * PAGE_ROWS if offset is None else offset
        return Search(plan(question, load_vocabulary()), self.chosen, self.sort, start, limit)

    def without(self, facet: str, code: str) -> Wanted:
        """Return the same without one chosen value."""
        left = tuple(one for one in self.chosen.get(facet, ()) if one != code)
        return replace(self, chosen={**self.chosen, facet: left}, page=1)

    def dropping(self, key: str) -> Wanted:
        """Return the same without one reading."""
        return replace(self, dropped=(*self.dropped, key), page=1)

    def query(self, **extra: str) -> str:
        """Return the query of its address, "" or beginning with a question mark."""
        parts: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        parts += [("drop", key) for key in self.dropped]
        parts += [(facet, code) for facet in FACETS for code in self.chosen.get(facet, ())]
        parts += [("sort", self.sort)] if self.sort != "relevance" else []
        parts += [("page", str(self.page))] if self.page > 1 else []
        parts += list(extra.items())
        return f"?{urlencode(parts)}" if parts else ""


def _values(values: list[str]) -> tuple[str, ...]:
    kept = (value.strip() for value in values[:_MOST_VALUES] if len(value) <= _LONGEST_VALUE)
    return tuple(dict.fromkeys(value for value in kept if value))


def _page(text: str) -> int:
    written = text[:6]
    return max(1, min(int(written), LAST_PAGE)) if written.isascii() and written.isdigit() else 1
