"""A firm as the directory looks through it: its words, its marks, the values it counts for, its place in every order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matxich.domain.directory.display import display
from matxich.domain.directory.entry import Entry, EntryCertificate, EntryLine
from matxich.domain.directory.facets import (
    SIZES,
    facet_values,
    is_valid,
    value_code,
    with_ancestors,
    with_contained,
)
from matxich.domain.directory.names import brand, exact_forms, joined_forms
from matxich.domain.shared.alphabet import leading_number, sort_key
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

#: by what a list may be sorted; each ends in the name and then the id, so no order ever leaves two firms undecided
ORDERS = ("standing", "name", "confirmed", "size")
#: carried by every invented firm
ILLUSTRATIVE = "illustrative=yes"
_DAY_BITS, _LAST_DAY = 22, (1 << 22) - 1


@dataclass(frozen=True, slots=True)
class Form:
    """One firm, ready to be looked through."""

    enterprise_id: str
    #: tax codes as digits
    codes: tuple[str, ...]
    #: folded names that count as this very firm's
    exact: tuple[str, ...]
    #: folded names
    names: tuple[str, ...]
    #: words of the names with the spaces between them left out
    joined: tuple[str, ...]
    #: folded products, description
    texts: tuple[str, ...]
    marks: frozenset[str]
    facets: Mapping[str, tuple[str, ...]]
    #: by order: a number below 2 ** 63; the lower comes first
    orders: Mapping[str, int]
    #: decides between equal numbers; no two firms have the same
    name_key: str
    #: what a list shows of it
    display: Mapping[str, Any]


def form(entry: Entry, vocabulary: Vocabulary, on: dt.date) -> Form:
    """Return a firm ready to be looked through.

    Args:
        on: the day on which certificates are judged.
    """
    written = tuple(
        dict.fromkeys(name for name in (entry.name, entry.name_en, *entry.aliases) if name.strip())
    )
    names = tuple(dict.fromkeys(folded for folded in map(fold, written) if folded))
    facets = facet_values(entry, vocabulary, on)
    # A register that begins every name with its legal form would put all firms under C.
    key = f"{sort_key(_without_legal_form(entry.name))}\t{entry.enterprise_id}"
    codes = (_digits(code) for code in (entry.tax_code, *entry.former_codes))
    return Form(
        enterprise_id=entry.enterprise_id,
        codes=tuple(dict.fromkeys(code for code in codes if code)),
        exact=tuple(dict.fromkeys(form for name in written for form in exact_forms(name))),
        names=names,
        joined=tuple(dict.fromkeys(form for name in names for form in joined_forms(name))),
        texts=tuple(folded for folded in map(fold, (*entry.products, entry.description)) if folded),
        marks=frozenset(_marks(entry, vocabulary, facets, on)),
        facets=facets,
        orders=_orders(entry, key),
        name_key=key,
        display=display(entry),
    )


def _digits(code: str) -> str:
    return "".join(sign for sign in code if sign.isdigit())


def _without_legal_form(name: str) -> str:
    """Return the written words of a name that its legal form leaves."""
    words = name.split()
    kept = brand(fold(name)).split()
    # The legal form stands in front almost always: what follows it is kept as written, for the sake of the accents.
    for place in range(len(words)):
        if fold(" ".join(words[place:])).split()[: len(kept)] == kept:
            return " ".join(words[place:])
    return name


def _orders(entry: Entry, key: str) -> dict[str, int]:
    grade = 4 - int(entry.grade or 0)
    age = _LAST_DAY - entry.confirmed_on.toordinal() if entry.confirmed_on else _LAST_DAY
    size = len(SIZES) - 1 - SIZES.index(entry.size_class) if entry.size_class in SIZES else len(SIZES)
    rest = 60 - _DAY_BITS
    return {
        "standing": (grade << _DAY_BITS | age) << (rest - 3) | leading_number(key, rest - 3),
        "name": leading_number(key, 60),
        "confirmed": age << rest | leading_number(key, rest),
        "size": size << 57 | leading_number(key, 54),
    }


def _marks(
    entry: Entry, vocabulary: Vocabulary, facets: Mapping[str, tuple[str, ...]], on: dt.date
) -> Iterator[str]:
    for facet, values in facets.items():
        yield from (f"{facet}={value_code(value)}" for value in values)
    yield from _graded(_line_marks(entry.lines, vocabulary))
    yield from _graded(_certificate_marks(entry.certificates, vocabulary, on))
    for kind, codes in (
        ("machine", entry.machines),
        ("part_family", entry.part_families),
        ("industry", entry.industries),
        ("place", entry.places),
        ("language", entry.languages),
    ):
        yield from (f"{kind}={code}" for code in with_ancestors(vocabulary, kind, codes))
    yield from (f"role={role}" for role in entry.roles)
    if entry.is_illustrative:
        yield ILLUSTRATIVE


def _graded(marks: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Give every mark once as it is and once with the best grade it has ("process=turning@3")."""
    best: dict[str, int] = {}
    for mark, grade in marks:
        best[mark] = max(best.get(mark, 0), grade)
    for mark, grade in best.items():
        yield mark
        yield f"{mark}@{grade}"


def _line_marks(lines: Iterable[EntryLine], vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    for line in lines:
        processes = with_ancestors(vocabulary, "process", line.processes)
        materials = with_ancestors(vocabulary, "material", line.materials)
        yield from ((f"process={code}", int(line.grade)) for code in processes)
        yield from ((f"material={code}", int(line.grade)) for code in materials)
        # "đúc nhôm" must not find who casts iron and turns aluminium
        yield from (
            (f"line={process}/{material}", int(line.grade)) for process in processes for material in materials
        )


def _certificate_marks(
    certificates: Iterable[EntryCertificate], vocabulary: Vocabulary, on: dt.date
) -> Iterator[tuple[str, int]]:
    for certificate in certificates:
        if is_valid(certificate, on):
            kind = "certificate"
        elif certificate.expires_on is None:
            kind = "certificate_undated"
        else:
            continue
        yield from (
            (f"{kind}={code}", int(certificate.grade))
            for code in with_contained(vocabulary, certificate.code)
        )
