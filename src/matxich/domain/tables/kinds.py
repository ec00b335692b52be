"""Which kind of table a sheet of a supplier workbook holds: by its columns, and by its name where they leave a choice."""

from __future__ import annotations

from collections.abc import Sequence

from matxich.domain.tables.header import SCANNED_ROWS, Header, find_header, header_at
from matxich.domain.tables.headings import EXACT, SUPPLIER_KINDS, Headings

_KEYS = {
    "suppliers": {"name", "name_en", "supplier_id", "tax_code"},
    "processes": {"process"},
    "certificates": {"standard"},
    "machines": {"machine_type"},
}
#: columns that any of the tables may have; they do not speak for one kind
_COMMON = {
    "supplier_id",
    "name",
    "name_en",
    "tax_code",
    "description",
    "notes",
    "certificate",
    "machines",
    "products",
    "kind",
    "contact",
}


def kinds_of(wanted: str) -> tuple[str, ...]:
    """Return the kinds of table that a file may hold."""
    return SUPPLIER_KINDS if wanted == "suppliers" else ("demand",)


def first_header(
    rows: Sequence[Sequence[str]],
    headings: Headings,
    kinds: Sequence[str],
    sheet: str,
    *,
    start: int = 0,
    limit: int = SCANNED_ROWS,
) -> tuple[Header, str] | None:
    """Return the first header at or below a row and its table's kind, or None."""
    found = {
        kind: header
        for kind in kinds
        if (header := find_header(rows, headings, kind, start=start, limit=limit))
    }
    if not found:
        return None
    # Kinds may see different rows as the header; the one explaining most says where the table is.
    place = max(found.values(), key=lambda header: header.score).start
    here = {kind: header for kind in kinds if (header := _near(rows, place, headings, kind, found.get(kind)))}
    kind = _choose(here, headings, headings.sheet_kind(sheet)) if len(kinds) > 1 else kinds[0]
    return (here[kind], kind) if kind else None


def header_below(
    rows: Sequence[Sequence[str]],
    at: int,
    headings: Headings,
    kinds: Sequence[str],
    sheet: str,
    *,
    after_gap: bool,
) -> tuple[Header, str] | None:
    """Return the header of another table that begins at exactly this row, or None; stricter than the first one.

    Args:
        after_gap: the row above is no data, as over a new table; a narrow one must begin like that.
    """
    found: dict[str, Header] = {}
    for kind in kinds:
        header = header_at(rows, at, headings, kind)
        if header is None or len(header.fields) < 2:
            continue
        exact = sum(match.confidence >= EXACT for match in header.matches.values())
        if exact >= max(2, 0.7 * len(header.texts)) and (after_gap or len(header.texts) > 3):
            found[kind] = header
    if not found:
        return None
    kind = _choose(found, headings, headings.sheet_kind(sheet)) if len(kinds) > 1 else kinds[0]
    return (found[kind], kind) if kind else None


def _near(
    rows: Sequence[Sequence[str]], place: int, headings: Headings, kind: str, found: Header | None
) -> Header | None:
    return found if found and found.start == place else header_at(rows, place, headings, kind)


def _choose(here: dict[str, Header], headings: Headings, promised: str) -> str:
    """Return the kind whose own columns are there, "" when no kind has its key column."""
    possible = {kind: header for kind, header in here.items() if header.fields & _KEYS.get(kind, set())}
    if not possible:
        return ""
    own = {kind: _own(header, headings, kind) for kind, header in possible.items()}
    has_name = "suppliers" in possible and bool(possible["suppliers"].fields & {"name", "name_en"})
    others = {kind: count for kind, count in own.items() if kind != "suppliers"}
    best = max(others, key=lambda kind: (others[kind], kind == promised), default="")
    if promised in possible and (
        promised == best or not best or own[promised] > 0 or (promised == "suppliers" and has_name)
    ):
        return promised
    if "suppliers" not in possible:
        return best
    firm = own["suppliers"]
    # A flat sheet holds the firm and what it does; a list of machines with the firm's name is a list of machines.
    if has_name and firm >= 1 and (best in {"", "processes"} or firm >= others[best]):
        return "suppliers"
    return best if best and others[best] > 0 else "suppliers"


def _own(header: Header, headings: Headings, kind: str) -> float:
    names = set(headings.own_fields(kind)) - _COMMON
    sure = {match.field for match in header.matches.values() if match.confidence >= EXACT}
    guessed = {match.field for match in header.matches.values() if match.field} - sure
    return len(sure & names) + 0.5 * len(guessed & names)
