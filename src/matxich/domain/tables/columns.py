"""The columns of a table: what each means once its neighbours and the user's corrections are taken into account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matxich.domain.shared.numbers import detect_style
from matxich.domain.shared.text import tokens
from matxich.domain.tables.header import Header, is_number
from matxich.domain.tables.headings import EXACT, Headings, Match
from matxich.domain.tables.model import Column, Row

#: one value a row: a second column of these would spoil it
_SINGLE = {"supplier_id", "tax_code", "line_no", "part_no"}
#: several columns may add to these, also when the heading was only guessed
_MANY = {"description", "requirements", "notes", "contact", "address", "products"}
_STYLE_CELLS = 4000
_WORDS_ROWS = 200


def meanings(header: Header, headings: Headings, kind: str, overrides: Mapping[int, str]) -> dict[int, Match]:
    """Return what each column means; a correction of the user is certain and settles every conflict.

    A guessed column gives way to one recognised as written, and identifiers have one column only.
    """
    result = {column: match for column, match in header.matches.items() if column not in overrides}
    known = set(headings.fields(kind))
    taken = {name for name in overrides.values() if name in known}
    by_field: dict[str, list[int]] = {}
    for column in sorted(result):
        by_field.setdefault(result[column].field, []).append(column)
    for name, columns in by_field.items():
        if not name:
            continue
        kept = (
            _kept(name, columns, result, header, headings, kind)
            if not (name in taken and name in _SINGLE)
            else []
        )
        for column in columns:
            if column not in kept:
                result[column] = Match("", result[column].unit, 0.0)
    if kind == "suppliers":
        _second_name(result)
    for column, name in overrides.items():
        unit = header.matches[column].unit if column in header.matches else ""
        result[column] = Match(name if name in known else "", unit, 1.0)
    return result


def _kept(
    name: str,
    columns: Sequence[int],
    matches: Mapping[int, Match],
    header: Header,
    headings: Headings,
    kind: str,
) -> list[int]:
    if name in _MANY or len(columns) == 1:
        return list(columns)
    if name in _SINGLE:
        # Beside "Mã NCC", a column "Công ty" in the sheet of processes is not the identifier.
        proper = [
            c
            for c in columns
            if kind == "suppliers" or headings.match(header.texts[c], "suppliers").field != "name"
        ]
        return [max(proper or list(columns), key=lambda c: (matches[c].confidence, -c))]
    sure = [column for column in columns if matches[column].confidence >= EXACT]
    return sure or list(columns)


def _second_name(matches: dict[int, Match]) -> None:
    """Take the second of two name columns as the English name, where no column is that."""
    names = [column for column, match in sorted(matches.items()) if match.field == "name"]
    if len(names) < 2:
        return
    has_english = any(match.field == "name_en" for match in matches.values())
    for at, column in enumerate(names[1:]):
        match = matches[column]
        matches[column] = Match(
            "name_en" if at == 0 and not has_english else "", match.unit, match.confidence
        )


def with_description(
    matches: Mapping[int, Match], rows: Sequence[Row], overrides: Mapping[int, str]
) -> Mapping[int, Match]:
    """Take the wordiest unknown column of a part list as its description when no column says what is wanted."""
    if any(match.field in {"name", "description", "requirements", "process"} for match in matches.values()):
        return matches
    words: dict[int, int] = {}
    for row in rows[:_WORDS_ROWS]:
        for column, text in row.cells.items():
            if (
                not (column in matches and matches[column].field)
                and column not in overrides
                and not is_number(text)
            ):
                words[column] = words.get(column, 0) + len(tokens(text))
    best = max(words, key=lambda column: (words[column], -column), default=-1)
    if best < 0 or words[best] < 3 * min(len(rows), _WORDS_ROWS):
        return matches
    return {**matches, best: Match("description", "", 0.5)}


def columns_of(header: Header, matches: Mapping[int, Match], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns in order, those that have values but no heading included."""
    held = set(header.texts) | set(matches)
    for row in rows:
        held.update(row.cells)
    return tuple(_column(index, header, matches.get(index), rows) for index in sorted(held))


def _column(index: int, header: Header, match: Match | None, rows: Sequence[Row]) -> Column:
    # Only a number with a separator between digits can show a notation.
    telling = [text for row in rows if (text := row.cells.get(index)) and ("." in text or "," in text)]
    style = detect_style(telling[:_STYLE_CELLS]) if telling else None
    heading = header.texts.get(index, "")
    if match is None or not match.field:
        return Column(
            index, heading, "", match.unit if match else "", match.confidence if match else 0.0, style
        )
    return Column(index, heading, match.field, match.unit, match.confidence, style)
