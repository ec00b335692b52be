"""The directory's list as files to take away: CSV for programs, a workbook for people. Nothing in them can be executed."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from matxich.domain.shared.bilingual import Text
from matxich.files.book import Book, Cell, Column, Target, safe_text

#: heading, width in characters, kind
COLUMNS = (
    (Text("Tên doanh nghiệp", "Firm"), 42, "text"),
    (Text("Tên khác", "Other name"), 30, "text"),
    (Text("Mã số thuế", "Tax code"), 16, "text"),
    (Text("Công đoạn và vật liệu", "Processes and materials"), 50, "text"),
    (Text("Chứng nhận", "Certificates"), 40, "text"),
    (Text("Sản phẩm", "Products"), 36, "text"),
    (Text("Thị trường", "Markets"), 24, "text"),
    (Text("Quy mô", "Size"), 18, "text"),
    (Text("Sở hữu", "Ownership"), 18, "text"),
    (Text("Địa bàn", "Place"), 28, "text"),
    (Text("Cụm, khu công nghiệp", "Industrial cluster"), 26, "text"),
    (Text("Bằng chứng cao nhất", "Best evidence"), 22, "text"),
    (Text("Xác nhận lần cuối", "Last confirmed"), 15, "date"),
    (Text("Dữ liệu minh họa", "Illustrative data"), 14, "text"),
    (Text("Trang của doanh nghiệp", "Page"), 40, "text"),
)
#: a workbook is made in memory while the visitor waits
MOST_WORKBOOK_ROWS = 20_000
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
_TITLE = Text("Danh bạ doanh nghiệp công nghiệp hỗ trợ", "Directory of supporting industries")
_SHEET = Text("Danh bạ", "Directory")
_BYTE_ORDER_MARK = "\ufeff"  # Excel takes a CSV without it for the machine's old encoding


def directory_csv(rows: Iterable[Sequence[Cell]], language: str) -> Iterator[str]:
    """Yield the lines of a CSV with a header; a cell that a spreadsheet would execute begins with an apostrophe."""
    yield _BYTE_ORDER_MARK + _line([heading.in_language(language) for heading, _, _ in COLUMNS])
    for row in rows:
        yield _line([_inert(value) for value in row])


def write_directory_workbook(
    rows: Iterable[Sequence[Cell]],
    target: Target,
    language: str,
    *,
    purpose: str,
    on: dt.date,
    illustrative: bool,
) -> None:
    """Write a workbook of one sheet.

    Args:
        rows: in the order of `COLUMNS`.
        purpose: what the list was narrowed by, in the reader's language.
        illustrative: print the label on the sheet and on every page.
    """
    title = _TITLE.in_language(language)
    with Book(target, language, created=on, title=title, illustrative=illustrative) as book:
        sheet = book.sheet(_SHEET.in_language(language), title, purpose)
        columns = [Column(heading.in_language(language), width, kind) for heading, width, kind in COLUMNS]
        book.table(sheet, 4, columns, rows, frozen_columns=1)


def _line(values: Sequence[str]) -> str:
    target = io.StringIO()
    csv.writer(target).writerow(values)
    return target.getvalue()


def _inert(value: Cell) -> str:
    if value is None:
        return ""
    text = safe_text(value.isoformat() if isinstance(value, dt.date) else str(value))
    return f"'{text}" if text.startswith(_ACTIVE) else text
