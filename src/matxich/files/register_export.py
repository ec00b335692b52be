"""Lists of the registry for officers, as workbooks: firms, figures by group, the firms of a round of asking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from matxich.domain.shared.bilingual import Text
from matxich.files.book import Book, Cell, Column, Target

Heading = tuple[Text, float, str]

#: heading, width in characters, kind
FIRM_COLUMNS: tuple[Heading, ...] = (
    (Text("Tên doanh nghiệp", "Firm"), 44, "text"),
    (Text("Mã số thuế", "Tax code"), 16, "text"),
    (Text("Giai đoạn hồ sơ", "Stage"), 20, "text"),
    (Text("Quy mô", "Size"), 18, "text"),
    (Text("Bằng chứng cao nhất", "Best evidence"), 22, "text"),
    (Text("Độ đầy đủ", "Completeness"), 12, "share"),
    (Text("Xác nhận lần cuối", "Last confirmed"), 16, "date"),
)
_GROUP_COLUMNS: tuple[Heading, ...] = (
    (Text("Nhóm", "Group"), 40, "text"),
    (Text("Doanh nghiệp", "Firms"), 14, "integer"),
    (Text("Xác nhận trong kỳ", "Confirmed within the period"), 18, "integer"),
    (Text("Tỷ lệ xác nhận", "Share confirmed"), 14, "share"),
    (Text("Có dòng đã kiểm tra", "With a verified line"), 18, "integer"),
    (Text("Tỷ lệ đã kiểm tra", "Share verified"), 14, "share"),
)
MEMBER_COLUMNS: tuple[Heading, ...] = (
    (Text("Tên doanh nghiệp", "Firm"), 44, "text"),
    (Text("Mã số thuế", "Tax code"), 16, "text"),
    (Text("Tình trạng", "Standing"), 24, "text"),
    (Text("Số lần nhắc", "Reminders"), 12, "integer"),
    (Text("Mở liên kết", "Opened"), 14, "date"),
    (Text("Trả lời", "Answered"), 14, "date"),
    (Text("Dòng vẫn đúng", "Lines still true"), 14, "integer"),
    (Text("Dòng đã đổi", "Lines changed"), 14, "integer"),
    (Text("Dòng không còn", "Lines no longer true"), 14, "integer"),
    (Text("Xác nhận lần cuối", "Last confirmed"), 16, "date"),
)
_FIRMS = Text("Doanh nghiệp", "Firms")
_FRESHNESS = Text("Độ mới của danh bạ", "Freshness of the registry")
_ROUND = Text("Đợt xác nhận", "Round of confirmation")
_BY = Text("Theo: {by}, ngày {on}", "By: {by}, on {on}")


def write_firms(
    rows: Iterable[Sequence[Cell]],
    target: Target,
    language: str,
    *,
    purpose: str,
    on: dt.date,
    illustrative: bool,
) -> None:
    """Write firms, in the order of `FIRM_COLUMNS`; `purpose` says what the list was narrowed by."""
    _write(
        rows, FIRM_COLUMNS, target, language, _FIRMS, _FIRMS.in_language(language), purpose, on, illustrative
    )


def write_groups(
    rows: Iterable[Sequence[Cell]], target: Target, language: str, *, by: str, on: dt.date, illustrative: bool
) -> None:
    """Write figures by group: label, firms, confirmed, share, verified, share."""
    purpose = _BY.format(by=by, on=on.isoformat()).in_language(language)
    title = _FRESHNESS.in_language(language)
    _write(rows, _GROUP_COLUMNS, target, language, _FRESHNESS, title, purpose, on, illustrative)


def write_members(
    rows: Iterable[Sequence[Cell]],
    target: Target,
    language: str,
    *,
    name: str,
    purpose: str,
    on: dt.date,
    illustrative: bool,
) -> None:
    """Write the firms of a round, in the order of `MEMBER_COLUMNS`."""
    _write(rows, MEMBER_COLUMNS, target, language, _ROUND, name, purpose, on, illustrative)


def _write(
    rows: Iterable[Sequence[Cell]],
    headings: Sequence[Heading],
    target: Target,
    language: str,
    sheet_name: Text,
    title: str,
    purpose: str,
    on: dt.date,
    illustrative: bool,
) -> None:
    with Book(target, language, created=on, title=title, illustrative=illustrative) as book:
        sheet = book.sheet(sheet_name.in_language(language), title, purpose)
        columns = [Column(heading.in_language(language), width, kind) for heading, width, kind in headings]
        book.table(sheet, 4, columns, rows, frozen_columns=1)
