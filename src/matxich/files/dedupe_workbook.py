"""The workbook of a search for duplicates: pairs with every reason, groups, and how the list was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matxich.catalogue.headings import load_headings
from matxich.domain.enterprises.duplicates.clusters import clusters
from matxich.domain.enterprises.duplicates.pairs import Pair
from matxich.domain.enterprises.duplicates.reasons import reasons
from matxich.domain.enterprises.duplicates.records import LABELS, Decision, Record
from matxich.domain.shared.bilingual import Text, number
from matxich.domain.tables.report import understood
from matxich.files.book import Book, Cell, Column, LevelCell, Target
from matxich.files.dedupe import Listing
from matxich.files.result_read import write_read

_TITLE = Text("Mắt Xích: doanh nghiệp trùng trong danh sách", "Mắt Xích: duplicate firms in a list")
_COLOURS = {Decision.SAME: "meets", Decision.POSSIBLE: "near", Decision.RELATED: "unknown"}
_HEADER_ROW = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A pair with how sure the engine is that the two are one firm, 0..1."""

    pair: Pair
    probability: float


def write_duplicates(
    target: Target, listing: Listing, found: Sequence[Found], *, engine: str, language: str, on: dt.date
) -> None:
    """Write the pairs, the groups they make and the reading of the list.

    Args:
        target: a path, or a binary file open for writing.
        engine: which engine found the pairs; printed.
        on: date in the file's properties.
    """
    title = _TITLE.in_language(language)
    with Book(target, language, created=on, title=title, illustrative=listing.illustrative) as book:
        _write_pairs(book, listing, found, engine)
        _write_groups(book, listing, found)
        tables = understood(listing.reading, load_headings())
        remarks = [finding.as_dict() for finding in listing.findings]
        read = {"suppliers": {"file": listing.reading.file, "tables": tables}, "findings": remarks}
        write_read(book, {"read": read})


def _write_pairs(book: Book, listing: Listing, found: Sequence[Found], engine: str) -> None:
    counts = {decision: sum(f.pair.decision is decision for f in found) for decision in LABELS}
    purpose = Text(
        "{rows} dòng, {same} cặp cùng mã số thuế, {possible} cặp cần người xem, {related} cặp trụ sở và chi nhánh. Bộ máy: {engine}. Hai mã số thuế khác nhau không bao giờ tự gộp.",
        "{rows} rows, {same} pairs with the same tax code, {possible} pairs for a person to judge, {related} head offices with branches. Engine: {engine}. Two different tax codes are never merged by themselves.",
    ).format(
        rows=len(listing.records),
        same=counts[Decision.SAME],
        possible=counts[Decision.POSSIBLE],
        related=counts[Decision.RELATED],
        engine=engine,
    )
    name = book.say(Text("Cặp trùng", "Pairs"))
    sheet = book.sheet(
        name, book.say(Text("Các cặp có thể trùng", "Pairs that may be one firm")), book.say(purpose)
    )
    columns = [
        Column(book.say(Text("Kết luận", "Decision")), 18, "level"),
        Column(book.say(Text("Độ chắc", "How sure")), 9, "share"),
        *_side(book, Text("A", "A")),
        *_side(book, Text("B", "B")),
        Column(
            book.say(
                Text("Vì sao (điểm: cứ 1 điểm là gấp đôi khả năng)", "Why (points: one doubles the odds)")
            ),
            70,
        ),
    ]
    rows = (_pair_row(book, listing, entry) for entry in found)
    book.table(sheet, _HEADER_ROW, columns, rows, frozen_columns=2)


def _side(book: Book, side: Text) -> list[Column]:
    headings = (
        (Text("Dòng {s}", "Row {s}"), 12),
        (Text("Tên {s}", "Name {s}"), 40),
        (Text("Mã số thuế {s}", "Tax code {s}"), 16),
        (Text("Địa chỉ {s}", "Address {s}"), 34),
    )
    return [Column(book.say(heading.format(s=side)), width) for heading, width in headings]


def _pair_row(book: Book, listing: Listing, entry: Found) -> list[Cell | LevelCell]:
    pair = entry.pair
    why = "\n".join(
        f"{'+' if reason.points > 0 else '−'}{number(abs(round(reason.points, 1)), book.language)}  {book.say(reason.text)}"
        for reason in reasons(pair)
    )
    return [
        LevelCell(book.say(LABELS[pair.decision]), _COLOURS.get(pair.decision, "unknown")),
        entry.probability,
        *_record_cells(listing, pair.first),
        *_record_cells(listing, pair.second),
        why,
    ]


def _record_cells(listing: Listing, record: Record) -> list[Cell | LevelCell]:
    sheet, row = listing.places[int(record.id)]
    names = " / ".join((record.name, *record.other_names))
    return [f"{sheet} {row}".strip(), names, record.tax_code, record.address]


def _write_groups(book: Book, listing: Listing, found: Sequence[Found]) -> None:
    joined = [
        (int(f.pair.first.id), int(f.pair.second.id))
        for f in found
        if f.pair.decision in {Decision.SAME, Decision.POSSIBLE}
    ]
    groups = clusters(joined)
    purpose = Text(
        "Các dòng nối với nhau qua các cặp ở trang trước. Người phụ trách xem từng nhóm rồi mới gộp.",
        "Rows that hang together over the pairs of the sheet before. A person looks at each group before anything is merged.",
    )
    name = book.say(Text("Nhóm", "Groups"))
    sheet = book.sheet(
        name,
        book.say(Text("Nhóm có thể là một doanh nghiệp", "Groups that may be one firm")),
        book.say(purpose),
    )
    columns = [
        Column(book.say(Text("Nhóm", "Group")), 8, "integer"),
        Column(book.say(Text("Dòng", "Row")), 14),
        Column(book.say(Text("Tên", "Name")), 50),
        Column(book.say(Text("Mã số thuế", "Tax code")), 18),
        Column(book.say(Text("Địa chỉ", "Address")), 50),
    ]
    book.table(sheet, _HEADER_ROW, columns, _group_rows(listing, groups), frozen_columns=1)


def _group_rows(listing: Listing, groups: Sequence[Sequence[int]]) -> Iterator[list[Cell | LevelCell]]:
    for at, members in enumerate(groups, start=1):
        for member in sorted(members):
            yield [at, *_record_cells(listing, listing.records[member])]
