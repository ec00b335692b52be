"""The list of the directory: what was understood, who answers, by what it can be narrowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from matxich.apps.registry.indexing import fresh_index
from matxich.apps.registry.queries.directory_scan import scan_store
from matxich.domain.directory.answering import Answer, Store, answer
from matxich.domain.directory.conditions import Mark
from matxich.domain.directory.form import ILLUSTRATIVE
from matxich.domain.directory.understanding import KIND_LABELS, Question
from matxich.files.directory_index_folder import NoDirectoryIndexError
from matxich.web.components.firm_list.drawing import firm_row
from matxich.web.public.directory_asking import LAST_PAGE, PAGE_ROWS, Wanted
from matxich.web.public.directory_facets import Chip, FacetGroup, chosen_chips, facet_groups
from matxich.web.public.directory_rows import Row, row_of
from matxich.web.public.directory_words import SORT_NAMES, said


@dataclass(frozen=True, slots=True)
class Source:
    """Where a list comes from."""

    store: Store
    #: False: from the database, while the index is being built
    is_index: bool
    #: False: of a large registry only a part is looked through meanwhile
    is_whole: bool


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """Everything the list shows."""

    wanted: Wanted
    question: Question
    source: Source
    total: int
    rows: tuple[Row, ...]
    facets: tuple[FacetGroup, ...]
    #: what was understood, each to be dropped
    readings: tuple[Chip, ...]
    #: readings that were dropped, each to be taken up again
    dropped: tuple[Chip, ...]
    chosen: tuple[Chip, ...]
    #: why firms are here that do not quite answer
    widened: tuple[str, ...]
    sorts: tuple[tuple[str, str, bool], ...]
    page_count: int
    page_before: str
    page_after: str
    #: firms by ward or commune of today, for the map
    communes: Mapping[str, int]

    @property
    def first(self) -> int:
        """The number of the first firm shown."""
        return (self.wanted.page - 1) * PAGE_ROWS + 1

    @property
    def last(self) -> int:
        """The number of the last firm shown."""
        return self.first + len(self.rows) - 1

    @property
    def drawn_rows(self) -> Iterator[SafeString]:
        """The firms shown, as markup."""
        language = get_language() or "vi"
        return (firm_row(row, language) for row in self.rows)

    @property
    def unnarrowed(self) -> str:
        """The query of the list with the words alone."""
        return replace(self.wanted, chosen={}, page=1).query()

    @property
    def is_illustrative(self) -> bool:
        """Whether any firm shown is invented."""
        return any(row.is_illustrative for row in self.rows)

    @property
    def is_asked(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.wanted.text or self.chosen)


def source_of(question: Question, today: dt.date) -> Source:
    """Return the index, or the database while there is none."""
    try:
        return Source(fresh_index(today).snapshot(), is_index=True, is_whole=True)
    except NoDirectoryIndexError:
        store, is_whole = scan_store(question, today)
        return Source(store, is_index=False, is_whole=is_whole)


def directory_page(wanted: Wanted, today: dt.date) -> DirectoryPage:
    """Return the list that was asked for; a page behind the last one is the last one."""
    question, language = wanted.question(), get_language() or "vi"
    source = source_of(question, today)
    found = answer(source.store, wanted.search(question))
    page_count = max(1, min(LAST_PAGE, -(-found.total // PAGE_ROWS)))
    if wanted.page > page_count:
        wanted = replace(wanted, page=page_count)
        found = answer(source.store, wanted.search(question))
    return DirectoryPage(
        wanted=wanted,
        question=question,
        source=source,
        total=found.total,
        rows=tuple(row_of(hit, today, language) for hit in found.hits),
        facets=tuple(facet_groups(found.facets)),
        readings=tuple(_reading(wanted, question)),
        dropped=tuple(_dropped(wanted, question)),
        chosen=tuple(chosen_chips(wanted, found.facets)),
        widened=_widened(found),
        sorts=tuple((code, str(name), code == wanted.sort) for code, name in SORT_NAMES.items()),
        page_count=page_count,
        page_before=replace(wanted, page=wanted.page - 1).query() if wanted.page > 1 else "",
        page_after=replace(wanted, page=wanted.page + 1).query() if wanted.page < page_count else "",
        communes={value.code: value.count for value in found.facets["commune"]},
    )


def _reading(wanted: Wanted, question: Question) -> list[Chip]:
    return [
        Chip(said(KIND_LABELS[reading.kind]), said(reading.label), wanted.dropping(reading.key).query())
        for reading in question.readings
    ]


def _dropped(wanted: Wanted, question: Question) -> list[Chip]:
    taken_up = []
    for key in question.dropped:
        kind = key.partition(":")[0]
        again = replace(wanted, dropped=tuple(one for one in wanted.dropped if one != key), page=1)
        whole = replace(wanted, dropped=()).question()
        label = next((reading.label for reading in whole.readings if reading.key == key), None)
        if label is not None:
            taken_up.append(Chip(said(KIND_LABELS[kind]), said(label), again.query()))
    return taken_up


def _widened(found: Answer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said(tier.reason) for tier in found.widened if tier.reason.vi))


def exists_illustrative(store: Store) -> bool:
    """Say whether the directory holds any invented firm."""
    return store.count(Mark(ILLUSTRATIVE)) > 0
