"""What is said to people about the tables found in their files."""

from __future__ import annotations

from collections import Counter

from matxich.domain.shared.bilingual import Text, same
from matxich.domain.shared.findings import Finding
from matxich.domain.tables.headings import EXACT, Headings
from matxich.domain.tables.model import Column, Grid, Table

#: fields named when no header was found: what a header would have to hold
LOOKED_FOR = {
    "demand": ("name", "process", "material", "quantity", "requirements"),
    "suppliers": ("supplier_id", "name", "province", "process", "materials"),
}
_REASONS = {
    "blank": Text("dòng trống", "blank"),
    "subtotal": Text("dòng tổng", "subtotal"),
    "title": Text("tên nhóm", "section title"),
    "repeated header": Text("tiêu đề lặp lại", "repeated header"),
    "note": Text("ghi chú hoặc chữ ký", "note or signature"),
}
_NO_HEADER = Text(
    "Không tìm thấy dòng tiêu đề trong 60 dòng đầu (đã tìm các cột như {fields}), nên tệp này chưa dùng được. "
    "Hãy thêm một dòng tiêu đề, hoặc chỉ rõ ý nghĩa từng cột, hoặc dùng tệp mẫu.",
    "No header row was found in the first 60 rows (columns such as {fields} were looked for), so this file was not used. "
    "Add a header row, say what each column means, or use the template.",
)
_PASSED = Text(
    "Trang này không có bảng cần tìm nên được bỏ qua. Nếu có, hãy thêm dòng tiêu đề hoặc chỉ rõ ý nghĩa từng cột.",
    "This sheet holds no table that was looked for and was passed over. If it does, add a header row or say what each column means.",
)
_FREE_TEXT = Text(
    "Trang này không có dòng tiêu đề; mỗi dòng chữ được đọc như một nhu cầu. Nếu sai, hãy thêm dòng tiêu đề hoặc sửa ý nghĩa cột.",
    "This sheet has no header row; each line of text was read as one demand. If that is wrong, add a header or correct the column.",
)
_UNKNOWN = Text(
    "Không nhận ra cột này: dữ liệu được giữ nhưng không dùng để ghép. Hãy chọn ý nghĩa của cột nếu cần dùng.",
    "This column was not recognised: its data are kept but not used for matching. Choose its meaning if it matters.",
)
_READ_AS_NOTE = Text(
    "Không nhận ra cột này: nội dung được đọc như ghi chú tự do. Hãy chọn ý nghĩa của cột nếu hiểu chưa đúng.",
    "This column was not recognised: its cells are read as free notes. Choose its meaning if that is wrong.",
)
_GUESSED = Text(
    "Cột này được hiểu là “{label}” vì tiêu đề chỉ khớp một phần. Hãy sửa ý nghĩa của cột nếu không đúng.",
    "This column was taken to be “{label}” because its heading fits only in part. Correct its meaning if that is wrong.",
)
_SKIPPED = Text(
    "Đã bỏ qua {n} dòng không phải dữ liệu ({reasons}). Nếu một dòng trong đó là dữ liệu, hãy điền thêm các cột khác của nó.",
    "{n} rows that are not data were skipped ({reasons}). If one of them is data, fill more of its columns.",
)
_BAD_FIELD = Text(
    "Ý nghĩa “{field}” không dùng được cho bảng này; cột được giữ nhưng không dùng. Hãy chọn một ý nghĩa trong danh sách.",
    "The meaning “{field}” does not exist in this table; the column is kept but not used. Choose one from the list.",
)
_EMPTY = Text(
    "Bảng này có tiêu đề nhưng không có dòng dữ liệu nào; hãy kiểm tra lại trang.",
    "This table has a header but no rows of data; check the sheet.",
)


def no_header(grid: Grid, headings: Headings, wanted: str) -> Finding:
    """Report a file in which no table could be found."""
    kind = "demand" if wanted == "demand" else "suppliers"
    labels = [label for name in LOOKED_FOR[kind] if (label := headings.label(kind, name))]
    names = Text(", ".join(label.vi for label in labels), ", ".join(label.en for label in labels))
    return Finding("no_header", "error", _NO_HEADER.format(fields=names), grid.file, grid.sheet)


def passed_over(grid: Grid) -> Finding:
    """Report a sheet that holds nothing wanted."""
    return Finding("sheet_without_table", "info", _PASSED, grid.file, grid.sheet)


def read_as_text(grid: Grid) -> Finding:
    """Report a sheet read as lines of free text."""
    return Finding("free_text_column", "info", _FREE_TEXT, grid.file, grid.sheet)


def bad_field(grid: Grid, column: str, field: str) -> Finding:
    """Report a correction that names no field of the table."""
    return Finding(
        "unknown_field", "warning", _BAD_FIELD.format(field=field), grid.file, grid.sheet, None, column, field
    )


def about_table(table: Table, headings: Headings, corrected: frozenset[int]) -> list[Finding]:
    """Return the remarks on one table: unknown and guessed columns, skipped rows, no rows at all."""
    row = table.header_rows[-1] if table.header_rows else None
    columns = [column for column in table.columns if column.index not in corrected]
    found = [remark for column in columns if (remark := _about_column(table, column, headings, row))]
    reasons = Counter(reason for reason in table.skipped.values() if reason != "blank")
    if reasons:
        parts = [
            Text(f"{count} {_reason(name).vi}", f"{count} {_reason(name).en}")
            for name, count in sorted(reasons.items())
        ]
        listed = Text(", ".join(part.vi for part in parts), ", ".join(part.en for part in parts))
        first = min(number for number, reason in table.skipped.items() if reason != "blank")
        message = _SKIPPED.format(n=sum(reasons.values()), reasons=listed)
        found.append(Finding("rows_skipped", "info", message, table.file, table.sheet, first))
    if not table.rows:
        found.append(Finding("empty_table", "warning", _EMPTY, table.file, table.sheet, row))
    return found


def _about_column(table: Table, column: Column, headings: Headings, row: int | None) -> Finding | None:
    if not column.field:
        counts_rows = headings.match(column.heading, "demand").field == "line_no"
        if counts_rows or not any(column.index in line.cells for line in table.rows):
            return None
        told = _READ_AS_NOTE if table.kind == "demand" else _UNKNOWN
        return Finding(
            "unknown_column",
            "info",
            told,
            table.file,
            table.sheet,
            row,
            column.heading or f"#{column.index + 1}",
        )
    if column.confidence < EXACT and column.heading:
        label = headings.label(table.kind, column.field) or same(column.field)
        message = _GUESSED.format(label=label)
        return Finding(
            "guessed_column", "warning", message, table.file, table.sheet, row, column.heading, column.field
        )
    return None


def _reason(name: str) -> Text:
    return _REASONS.get(name, same(name))
