"""The sheets of the result workbook about suppliers: who can, and who nearly can."""

from __future__ import annotations

from collections.abc import Iterator

from matxich.domain.shared.bilingual import Text
from matxich.files import result_words as words
from matxich.files.book import Book, Column
from matxich.files.result_document import (
    Document,
    level_cell,
    making,
    reasons,
    said,
    trading,
    type_label,
    types_asked,
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


def write_shortlist(book: Book, document: Document) -> None:
    """Write one row for each line and supplier: score, marks, one cell for each requirement type, and why."""
    sheet = question_sheet(book, "shortlist")
    types = types_asked(document)
    language = book.language
    columns = columns_in(
        book,
        *PART_COLUMNS,
        (words.RANK, 7, "integer"),
        *SUPPLIER_COLUMNS,
        (words.SCORE, 9, "share"),
        (words.PROCESS, 22, "text"),
        (Text("Tự làm hay thuê ngoài", "In-house or outsourced"), 14, "level"),
        (Text("Sản xuất hay thương mại", "Maker or trader"), 14, "level"),
    )
    columns += [Column(heading, 13, "level") for heading in _type_headings(types, language)]
    columns += columns_in(book, (words.REASONS, 70, "text"), (words.ASK, 45, "text"))

    def rows() -> Iterator[Row]:
        for line in document.get("lines", ()):
            for rank, entry in enumerate(line.get("shortlist", ()), start=1):
                listed = entry.get("comparisons", ())
                by_type = [
                    level_cell([item for item in listed if item.get("type") == code], language)
                    for code in types
                ]
                asked = "\n".join(said(question, language) for question in entry.get("ask", ()))
                yield [
                    *part_cells(line, language),
                    rank,
                    *supplier_cells(entry, language),
                    entry.get("score"),
                    said(entry.get("process"), language),
                    making(entry, language),
                    trading(entry, language),
                    *by_type,
                    reasons(listed, language),
                    asked,
                ]

    table_or_note(book, sheet, columns, rows, frozen_columns=3)


def _type_headings(types: list[str], language: str) -> list[str]:
    labels = [type_label(code).in_language(language) for code in types]
    return [
        f"{label} ({code})" if labels.count(label) > 1 else label
        for label, code in zip(labels, types, strict=True)
    ]


def write_near_misses(book: Book, document: Document) -> None:
    """Write one row for each thing that a nearly fitting firm would have to mend."""
    sheet = question_sheet(book, "near")
    language = book.language
    columns = columns_in(
        book,
        *PART_COLUMNS,
        *SUPPLIER_COLUMNS,
        (words.TYPE, 20, "text"),
        (words.LEVEL, 14, "level"),
        (words.ASKED, 26, "text"),
        (words.HELD, 26, "text"),
        (words.SENTENCE, 60, "text"),
    )

    def rows() -> Iterator[Row]:
        for line in document.get("lines", ()):
            for entry in line.get("near_misses", ()):
                for item in entry.get("mend", ()):
                    yield [
                        *part_cells(line, language),
                        *supplier_cells(entry, language),
                        type_label(str(item.get("type", ""))).in_language(language),
                        level_cell([item], language),
                        said(item.get("asked_text") or item.get("asked"), language),
                        said(item.get("held_text") or item.get("held"), language),
                        said(item.get("reason"), language),
                    ]

    table_or_note(book, sheet, columns, rows, frozen_columns=3)
