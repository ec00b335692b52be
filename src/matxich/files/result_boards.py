"""The sheets of the result workbook beside the suppliers: upgrades and gaps, and questions to ask."""

from __future__ import annotations

from collections.abc import Iterator

from matxich.domain.shared.bilingual import Text
from matxich.files import result_words as words
from matxich.files.book import TEAL, Book
from matxich.files.result_document import (
    Document,
    said,
    state,
    type_label,
)
from matxich.files.result_frame import (
    PART_COLUMNS,
    SUPPLIER_COLUMNS,
    Row,
    columns_in,
    part_cells,
    question_sheet,
    supplier_cells,
    table_or_note,
)


def write_gaps(book: Book, document: Document) -> None:
    """Write the upgrade board, then the lines that nobody can make."""
    sheet = question_sheet(book, "gaps")
    language = book.language
    upgrades = columns_in(
        book,
        (words.TYPE, 20, "text"),
        (Text("Nâng cấp", "Upgrade"), 34, "text"),
        (Text("Số dòng mở ra", "Lines unlocked"), 12, "integer"),
        (Text("Các dòng", "Lines"), 26, "text"),
        (Text("Số doanh nghiệp", "Suppliers"), 12, "integer"),
        (Text("Doanh nghiệp có thể nâng cấp", "Who could upgrade"), 60, "text"),
        (Text("Nghĩa là", "In words"), 50, "text"),
    )

    def board() -> Iterator[Row]:
        for item in document.get("upgrades", ()):
            lines, firms = list(item.get("lines", ())), list(item.get("suppliers", ()))
            names = list(item.get("supplier_names") or [""] * len(firms))
            yield [
                type_label(str(item.get("type", ""))).in_language(language),
                said(item.get("value_text") or item.get("value"), language),
                len(lines),
                ", ".join(str(line) for line in lines),
                item.get("supplier_count", len(firms)),
                ", ".join(
                    f"{name} ({firm})" if name else str(firm) for firm, name in zip(firms, names, strict=True)
                ),
                said(item.get("sentence"), language),
            ]

    below = table_or_note(book, sheet, upgrades, board, frozen_columns=0)
    heading = Text("Dòng chưa có nhà cung cấp nào", "Lines without any supplier")
    book.write(sheet, below + 1, 0, book.say(heading), bold=True, font_size=13, font_color=TEAL)
    gaps = columns_in(
        book,
        (words.LINE, 20, "text"),
        (words.PART, 34, "text"),
        (words.PART_NO, 12, "text"),
        (words.ASKED, 60, "text"),
    )

    def lines() -> Iterator[Row]:
        for line in document.get("lines", ()):
            if state(line) == "gap":
                texts = "; ".join(said(item.get("text"), language) for item in line.get("requirements", ()))
                yield [
                    str(line.get("line", "")),
                    said(line.get("name"), language),
                    said(line.get("part_no"), language),
                    texts,
                ]

    found = list(lines())
    if not found:
        none = Text("Không có: dòng nào cũng có ít nhất một doanh nghiệp gần đáp ứng.", "None.")
        book.write(sheet, below + 2, 0, book.say(none))
        return
    book.table(sheet, below + 2, gaps, found, main=False)


def write_questions(book: Book, document: Document) -> None:
    """Write what to ask: the buyer about a line, a supplier about an unknown."""
    sheet = question_sheet(book, "questions")
    language = book.language
    columns = columns_in(
        book,
        (Text("Hỏi ai", "Whom"), 16, "text"),
        *PART_COLUMNS,
        *SUPPLIER_COLUMNS,
        (Text("Câu hỏi", "Question"), 80, "text"),
        (Text("Trả lời", "Answer"), 30, "text"),
    )
    buyer, supplier = Text("Bên mua", "Buyer"), words.SUPPLIER

    def rows() -> Iterator[Row]:
        for line in document.get("lines", ()):
            for question in line.get("questions", ()):
                yield [book.say(buyer), *part_cells(line, language), "", "", said(question, language), ""]
            for entry in line.get("shortlist", ()):
                for question in entry.get("ask", ()):
                    firm = supplier_cells(entry, language)
                    yield [
                        book.say(supplier),
                        *part_cells(line, language),
                        *firm,
                        said(question, language),
                        "",
                    ]

    table_or_note(book, sheet, columns, rows, frozen_columns=4)
