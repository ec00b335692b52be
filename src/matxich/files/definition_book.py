"""The firms that a version of a definition counts, as a workbook: every firm with the claims that made it count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from matxich.domain.enterprises.definition import Definition
from matxich.domain.shared.bilingual import Text
from matxich.files.book import Book, Cell, Column, LevelCell, Target

_COLUMNS = (
    (Text("Doanh nghiệp", "Firm"), 44, "text"),
    (Text("Mã số thuế", "Tax code"), 16, "text"),
    (Text("Kết luận", "Verdict"), 12, "text"),
    (Text("Vì sao", "Why"), 56, "text"),
    (Text("Dòng khai làm căn cứ", "Claims that decided"), 60, "text"),
    (Text("Số dòng khai", "Numbers of the claims"), 18, "text"),
    (Text("Dữ liệu minh họa", "Illustrative data"), 14, "text"),
)
_RULE = Text("Quy tắc: {rule} Nguồn: {source}", "Rule: {rule} Source: {source}")


def write_definition_book(
    target: Target,
    language: str,
    definition: Definition,
    rows: Iterable[tuple[Cell | LevelCell, ...]],
    *,
    on: dt.date,
    reading: str,
    illustrative: bool,
) -> None:
    """Write one sheet.

    Args:
        rows: in the order of the columns: firm, tax code, verdict, why, claims, their numbers, illustrative.
        on: the day that the list is of.
        reading: how it was read, in the reader's language.
        illustrative: print the label on the sheet and on every page.
    """
    name = definition.label.in_language(language)
    day = f"{on:%d/%m/%Y}" if language == "vi" else on.isoformat()
    purpose = _RULE.format(rule=definition.rule, source=definition.source).in_language(language)
    with Book(target, language, created=on, title=name, illustrative=illustrative) as book:
        sheet = book.sheet(definition.code[:31], f"{name} – {day} – {reading}", purpose)
        columns = [Column(heading.in_language(language), width, kind) for heading, width, kind in _COLUMNS]
        book.table(sheet, 4, columns, rows, frozen_columns=1)
