"""Empty workbooks to hand out: headings with comments, drop-downs from the vocabulary, and how to fill them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.shared.bilingual import Text
from matxich.files.book import TEAL, Book, Target
from matxich.files.template_fields import CHOICES, DATE, NUMBER, SHEETS, TEXT, Field

#: rows that are formatted and have drop-downs
ROWS = 500
_LISTS = "Danh mục"
_GUIDE = "Hướng dẫn"
#: in the file's properties: a template must not depend on the clock
_CREATED = dt.date(2026, 1, 1)
_TITLES = {
    "suppliers": Text("Mẫu khai năng lực nhà cung cấp", "Supplier capability template"),
    "demand": Text("Mẫu danh sách nhu cầu", "Part list template"),
}
_STEPS = {
    "suppliers": (
        Text(
            "Trang suppliers: mỗi doanh nghiệp một dòng. Ba trang còn lại nối với trang này bằng mã doanh "
            "nghiệp.",
            "Sheet suppliers: one firm a row. The other three sheets refer to it by the supplier's id.",
        ),
        Text(
            "Trang processes quyết định việc ghép nối: mỗi công đoạn một dòng, càng đủ thông số càng dễ "
            "được chọn.",
            "Sheet processes decides the matching: one process a row; the more is stated, the better it "
            "matches.",
        ),
        Text(
            "Ô để trống nghĩa là chưa khai, không bị coi là không có; người mua sẽ được gợi ý hỏi lại.",
            "A blank cell means not stated, never no; the buyer is told to ask.",
        ),
    ),
    "demand": (
        Text(
            "Mỗi chi tiết một dòng. Chỉ cần tên, những ô khác ghi được gì thì ghi.",
            "One part a row. The name is enough; fill what you know.",
        ),
        Text(
            "Điều đã ghi là bắt buộc, trừ khi có chữ “ưu tiên”, “nếu có”, “mong muốn”.",
            "What is written is a must, unless it says “preferred”, “if possible”, “nice to have”.",
        ),
    ),
}
_COMMON_STEPS = (
    Text(
        "Ghi như vẫn quen ghi: 1.100,5 hay 1,100.5; “50.000 sp/tháng”; “0,5–32 mm”; tiếng Việt hay tiếng "
        "Anh.",
        "Write as you are used to: 1.100,5 or 1,100.5; “50,000 pcs/month”; “0.5–32 mm”; Vietnamese or "
        "English.",
    ),
    Text(
        "Danh sách chọn chỉ để gợi ý; vẫn có thể tự ghi giá trị khác. Rê chuột lên tiêu đề để xem giải "
        "thích và ví dụ.",
        "Drop-downs are suggestions; other values may be written. Hover over a heading for its meaning and "
        "example.",
    ),
    Text(
        "Có thể thêm cột riêng: cột lạ được giữ lại và báo trong kết quả.",
        "Own columns may be added: they are kept and reported.",
    ),
)


def write_template(kind: str, target: Target) -> None:
    """Write an empty workbook to be filled.

    Args:
        kind: "suppliers" or "demand".
        target: a path, or a binary file open for writing.

    Raises:
        ValueError: another kind.
    """
    if kind not in SHEETS:
        raise ValueError(f"no template {kind!r}: choose one of {', '.join(SHEETS)}")
    with Book(target, "vi", created=_CREATED, title=_TITLES[kind].vi) as book:
        _write_guide(book, kind)
        first: Worksheet | None = None
        sheets = {name: book.raw.add_worksheet(name) for name in SHEETS[kind]}
        ranges = _write_lists(book, kind)
        for name, sheet in sheets.items():
            first = first or sheet
            _write_sheet(book, sheet, name, SHEETS[kind][name], ranges)
        if first is not None:
            first.activate()


def heading(sheet: str, field: Field) -> str:
    """Return a field's Vietnamese heading with its unit ("Dung sai (mm)")."""
    label = load_headings().label(sheet, field.name)
    text = label.vi if label else field.name
    return f"{text} ({field.unit})" if field.unit else text


def _write_guide(book: Book, kind: str) -> None:
    title = _TITLES[kind]
    sheet = book.sheet(_GUIDE, title.vi, title.en)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 2, 70)
    for at, step in enumerate((*_STEPS[kind], *_COMMON_STEPS), start=1):
        book.write(sheet, at + 2, 0, at, align="center", bold=True, font_color=TEAL)
        book.write(sheet, at + 2, 1, step.vi, text_wrap=True)
        book.write(sheet, at + 2, 2, step.en, text_wrap=True, font_color="#475569")


def _write_lists(book: Book, kind: str) -> dict[str, str]:
    """Write the hidden sheet of values to choose from; returns choice → its range."""
    fields = [field for listed in SHEETS[kind].values() for field in listed if field.choice]
    sheet = book.raw.add_worksheet(_LISTS)
    sheet.hide()
    ranges: dict[str, str] = {}
    for field in fields:
        values = _values(field.choice)
        if field.choice in ranges or not values:
            continue
        column = len(ranges)
        book.write(sheet, 0, column, field.choice.lstrip(":"), bold=True)
        for row, value in enumerate(values, start=1):
            book.write(sheet, row, column, value)
        letters = xl_col_to_name(column)
        ranges[field.choice] = f"='{_LISTS}'!${letters}$2:${letters}${len(values) + 1}"
    return ranges


def _values(choice: str) -> tuple[str, ...]:
    if not choice.startswith(":"):
        return CHOICES[choice]
    concepts = load_vocabulary().tree(choice[1:]).concepts.values()
    return tuple(dict.fromkeys(concept.label.vi for concept in concepts))


def _write_sheet(
    book: Book, sheet: Worksheet, name: str, fields: tuple[Field, ...], ranges: dict[str, str]
) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 32)
    look = {"bold": True, "bg_color": TEAL, "font_color": "#FFFFFF", "text_wrap": True, "border": 1}
    notation = {TEXT: "@", NUMBER: "0", DATE: "dd/mm/yyyy"}
    for column, field in enumerate(fields):
        book.write(sheet, 0, column, heading(name, field), valign="vcenter", **look)
        sheet.write_comment(
            0, column, _comment(name, field), {"x_scale": 2.2, "y_scale": 1.6, "font_size": 9}
        )
        cell = book.format(border=1, border_color="#CBD5E1", num_format=notation[field.kind], text_wrap=True)
        sheet.set_column(column, column, field.width)
        for row in range(1, ROWS + 1):
            sheet.write_blank(row, column, None, cell)
        _add_choice(sheet, column, field, ranges)


def _add_choice(sheet: Worksheet, column: int, field: Field, ranges: dict[str, str]) -> None:
    """Offer the list; a value outside it is accepted, with a warning only where the list is complete."""
    if field.choice not in ranges:
        return
    rule: dict[str, Any] = {"validate": "list", "source": ranges[field.choice], "error_type": "warning"}
    if field.choice.startswith(":"):
        rule["show_error"] = False
    else:
        rule["error_title"] = "Giá trị ngoài danh sách"
        rule["error_message"] = "Nên chọn trong danh sách. Vẫn giữ giá trị này? / Not in the list. Keep it?"
    sheet.data_validation(1, column, ROWS, column, rule)


def _comment(sheet: str, field: Field) -> str:
    label = load_headings().label(sheet, field.name)
    lines = [f"{label.en if label else field.name} ({field.name})", field.note.vi, field.note.en]
    if field.unit:
        lines.append(f"Đơn vị / Unit: {field.unit}")
    if field.example:
        lines.append(f"Ví dụ / Example: {field.example}")
    return "\n".join(lines)
