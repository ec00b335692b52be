"""What a reader of workbooks tells beside the grids: cells left out, errors, macros, hidden sheets."""

from __future__ import annotations

from dataclasses import replace

from matxich.domain.shared.bilingual import Text, same
from matxich.domain.shared.findings import Finding
from matxich.files import limits
from matxich.files.cell_text import column_letters
from matxich.files.extent import SheetScan


def cut(file: str, sheet: str, rows: int, columns: int) -> list[Finding]:
    """Return the remarks on a sheet of this size; none when it is within the limits."""
    found: list[Finding] = []
    if rows > limits.MAX_ROWS:
        found.append(_rows_cut(file, sheet, rows))
    if columns > limits.MAX_COLUMNS:
        found.append(_columns_cut(file, sheet, columns))
    return found


def _rows_cut(file: str, sheet: str, rows: int) -> Finding:
    text = Text(
        "Trang có {rows} dòng; chỉ đọc {limit} dòng đầu, từ dòng {next} trở đi bị bỏ. Hãy chia tệp nếu cần "
        "các dòng sau.",
        "The sheet has {rows} rows; the first {limit} were read, row {next} and below were left out. Split "
        "the file if they matter.",
    ).format(rows=rows, limit=limits.MAX_ROWS, next=limits.MAX_ROWS + 1)
    return Finding("rows_cut", "error", text, file, sheet, limits.MAX_ROWS + 1)


def _columns_cut(file: str, sheet: str, columns: int) -> Finding:
    text = Text(
        "Trang có {columns} cột; chỉ đọc {limit} cột đầu, từ cột {next} trở đi bị bỏ.",
        "The sheet has {columns} columns; the first {limit} were read, column {next} and beyond were left "
        "out.",
    ).format(columns=columns, limit=limits.MAX_COLUMNS, next=same(column_letters(limits.MAX_COLUMNS)))
    return Finding("columns_cut", "warning", text, file, sheet, None, column_letters(limits.MAX_COLUMNS))


def cells(file: str, scan: SheetScan) -> list[Finding]:
    """Return the remarks on a sheet's error cells and on its formulas without a result."""
    sentence = Text(
        "Ô {place} chứa lỗi {value} của Excel nên được coi là để trống. Hãy sửa công thức trong tệp gốc.",
        "Cell {place} holds Excel's error {value} and was taken as blank. Correct the formula in the "
        "original file.",
    )
    found: list[Finding] = []
    for row, column, value in scan.errors:
        place = f"{column_letters(column)}{row + 1}"
        text = sentence.format(place=place, value=value)
        where = (file, scan.name, row + 1, column_letters(column), value)
        found.append(Finding("error_cell", "warning", text, *where))
    if scan.error_count > len(scan.errors):
        more = Text("Còn {n} ô lỗi khác, cũng coi là để trống.", "{n} more error cells were taken as blank.")
        text = more.format(n=scan.error_count - len(scan.errors))
        found.append(replace(found[0], message=text, row=None, column="", value=""))
    if scan.bare_formulas:
        text = Text(
            "{n} ô công thức chưa được tính (tệp do phần mềm khác tạo ra) nên được coi là để trống. Hãy mở "
            "bằng Excel, lưu lại rồi gửi lại.",
            "{n} formula cells carry no result (another program wrote the file) and were taken as blank. "
            "Open the file in "
            "Excel, save it, then send it again.",
        )
        filled = text.format(n=scan.bare_formulas)
        found.append(Finding("formula_without_value", "warning", filled, file, scan.name))
    return found


def macros_ignored(file: str) -> Finding:
    """Return the remark that macros were not run."""
    text = Text(
        "Tệp có macro; macro không được chạy và bị bỏ qua, chỉ đọc giá trị các ô.",
        "The file holds macros; they were not run and are ignored, only the cells' values were read.",
    )
    return Finding("macros_ignored", "info", text, file)


def hidden_sheet(file: str, sheet: str) -> Finding:
    """Return the remark that a hidden sheet was left out."""
    text = Text(
        "Trang ẩn không được đọc. Nếu cần dữ liệu của trang này, hãy bỏ ẩn rồi gửi lại.",
        "The sheet is hidden and was not read. If its data matter, unhide it and send the file again.",
    )
    return Finding("hidden_sheet", "info", text, file, sheet)


def merges_not_filled(file: str, sheet: str) -> Finding:
    """Return the remark that the file claims more merged cells than are filled."""
    text = Text(
        "Trang có quá nhiều ô gộp; một phần ô gộp chỉ giữ giá trị ở ô đầu.",
        "The sheet has too many merged cells; some keep their value in the first cell only.",
    )
    return Finding("merges_not_filled", "warning", text, file, sheet)
