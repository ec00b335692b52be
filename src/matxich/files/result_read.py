"""The sheet of the result workbook that tells how the files were understood, column by column, and every remark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from matxich.domain.shared.bilingual import Text
from matxich.files import result_words as words
from matxich.files.book import TEAL, Book, LevelCell
from matxich.files.result_document import (
    Document,
    findings_read,
    said,
    tables_read,
)
from matxich.files.result_frame import (
    Row,
    columns_in,
    question_sheet,
    table_or_note,
)


def write_read(book: Book, document: Document) -> None:
    """Write how every column was understood, then every remark with its place."""
    sheet = question_sheet(book, "read")
    language = book.language
    columns = columns_in(
        book,
        (Text("Tệp", "File"), 24, "text"),
        (Text("Trang", "Sheet"), 18, "text"),
        (Text("Bảng", "Table"), 16, "text"),
        (Text("Tiêu đề trong tệp", "Heading in the file"), 28, "text"),
        (Text("Được hiểu là", "Taken as"), 34, "text"),
        (Text("Đơn vị", "Unit"), 14, "text"),
        (Text("Độ chắc chắn", "Confidence"), 60, "text"),
    )
    below = table_or_note(book, sheet, columns, lambda: _columns_read(document.get("read"), language))
    title = Text("Lưu ý khi đọc", "Remarks while reading")
    book.write(sheet, below + 1, 0, book.say(title), bold=True, font_size=13, font_color=TEAL)
    remarks = columns_in(
        book,
        (Text("Tệp", "File"), 24, "text"),
        (Text("Trang", "Sheet"), 18, "text"),
        (Text("Dòng", "Row"), 16, "text"),
        (Text("Cột", "Column"), 28, "text"),
        (Text("Giá trị", "Value"), 34, "text"),
        (words.LEVEL, 14, "level"),
        (Text("Nội dung", "What happened"), 60, "text"),
    )
    found = list(_findings(document.get("read"), language))
    if found:
        book.table(sheet, below + 2, remarks, found, main=False)
    else:
        book.write(sheet, below + 2, 0, book.say(Text("Không có lưu ý nào.", "No remarks.")))


def _columns_read(read: Any, language: str) -> Iterator[Row]:
    for table in tables_read(read):
        kind = str(table.get("kind", ""))
        label = words.KINDS[kind].in_language(language) if kind in words.KINDS else kind
        place = [said(table.get("file"), language), said(table.get("sheet"), language), label]
        for column in table["columns"]:
            if not isinstance(column, Mapping):
                yield [*place, said(column, language), "", "", ""]
                continue
            field = said(column.get("label") or column.get("field"), language)
            unused = Text("không dùng (vẫn giữ)", "not used (kept)").in_language(language)
            sure = column.get("confidence")
            share = f"{round(sure * 100)} %" if isinstance(sure, int | float) and field else ""
            heading = said(column.get("heading"), language)
            yield [*place, heading, field or unused, said(column.get("unit"), language), share]


def _findings(read: Any, language: str) -> Iterator[Row]:
    for finding in findings_read(read):
        word, level = words.SEVERITIES.get(str(finding["severity"]), words.SEVERITIES["info"])
        place = [said(finding.get(key), language) for key in ("file", "sheet")]
        row = finding.get("row")
        yield [
            *place,
            "" if row is None else str(row),
            *(said(finding.get(key), language) for key in ("column", "value")),
            LevelCell(word.in_language(language), level),
            said(finding["message"], language),
        ]
