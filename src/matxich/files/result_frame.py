"""What the sheets of the result workbook share: their frame, the columns of a part and of a supplier, empty tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlsxwriter.worksheet import Worksheet

from matxich.domain.shared.bilingual import Text
from matxich.files import result_words as words
from matxich.files.book import Book, Cell, Column, LevelCell
from matxich.files.result_document import Document, said

_HEADER_ROW = 4
Row = list[Cell | LevelCell]
PART_COLUMNS = ((words.LINE, 7.0, "integer"), (words.PART_NO, 14.0, "text"), (words.PART, 28.0, "text"))
SUPPLIER_COLUMNS = ((words.SUPPLIER_ID, 10.0, "text"), (words.SUPPLIER, 28.0, "text"))


def question_sheet(book: Book, code: str) -> Worksheet:
    """Add the sheet of one question, with its name and purpose."""
    name, purpose = words.SHEETS[code]
    return book.sheet(book.say(name), book.say(name), book.say(purpose))


def columns_in(book: Book, *columns: tuple[Text, float, str]) -> list[Column]:
    """Return columns headed in the workbook's language."""
    return [Column(book.say(text), width, kind) for text, width, kind in columns]


def part_cells(line: Document, language: str) -> Row:
    """Return the cells that name a line."""
    return [line.get("line"), said(line.get("part_no"), language), said(line.get("name"), language)]


def supplier_cells(entry: Document, language: str) -> Row:
    """Return the cells that name a supplier."""
    return [said(entry.get("supplier_id"), language), said(entry.get("name"), language)]


def table_or_note(
    book: Book,
    sheet: Worksheet,
    columns: list[Column],
    rows: Callable[[], Iterator[Row]],
    *,
    frozen_columns: int = 0,
) -> int:
    """Write a main table; below an empty one a line says so. Returns the row below."""
    below = book.table(sheet, _HEADER_ROW, columns, rows(), frozen_columns=frozen_columns)
    if below == _HEADER_ROW + 1:
        book.write(sheet, below, 0, book.say(Text("Không có dòng nào.", "Nothing to list.")))
        return below + 1
    return below
