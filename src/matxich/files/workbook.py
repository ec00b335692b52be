"""Workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods) → grids of text: merges filled, hidden sheets left out."""

from __future__ import annotations

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.tables.model import Grid
from matxich.files import limits, remarks
from matxich.files.archive import Archive
from matxich.files.errors import (
    WORKBOOK,
    DamagedFileError,
    EncryptedFileError,
    NotASpreadsheetError,
    TooManyCellsError,
)
from matxich.files.extent import SheetScan, scan_xlsx
from matxich.files.extent_binary import scan_xls, scan_xlsb, xls_is_encrypted
from matxich.files.extent_ods import scan_ods
from matxich.files.isolated import load_sheets_isolated
from matxich.files.merges import fill_merges
from matxich.files.ole import OleContainer
from matxich.files.sheets import SheetsError

_ZIP_OTHERS = (
    ("word/document.xml", Text("văn bản Word (.docx)", "a Word document (.docx)")),
    ("ppt/presentation.xml", Text("bài trình chiếu PowerPoint (.pptx)", "a PowerPoint presentation (.pptx)")),
    ("visio/document.xml", Text("bản vẽ Visio", "a Visio drawing")),
    ("classes.dex", Text("ứng dụng Android", "an Android application")),
    (
        "Index/Document.iwa",
        Text("tệp Apple Numbers (hãy xuất sang Excel)", "an Apple Numbers file (export it to Excel)"),
    ),
)
_OLE_OTHERS = (
    ("WordDocument", Text("văn bản Word (.doc)", "a Word document (.doc)")),
    ("PowerPoint Document", Text("bài trình chiếu PowerPoint (.ppt)", "a PowerPoint presentation (.ppt)")),
    ("__properties_version1.0", Text("thư Outlook (.msg)", "an Outlook message (.msg)")),
)
_ODF = {
    b"application/vnd.oasis.opendocument.text": Text(
        "văn bản OpenDocument (.odt)", "an OpenDocument text (.odt)"
    ),
    b"application/vnd.oasis.opendocument.presentation": Text(
        "bài trình chiếu OpenDocument", "an OpenDocument presentation"
    ),
}
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_zip_workbook(data: bytes, file: str) -> tuple[list[Grid], list[Finding]]:
    """Read an .xlsx, .xlsm, .xlsb or .ods.

    Raises:
        UnreadableFileError: encrypted, damaged, a bomb, too many cells, or no workbook inside.
    """
    archive = Archive(data, file)
    names = set(archive.names)
    mime = archive.read("mimetype").strip()
    if archive.encrypted_members() or b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise EncryptedFileError(file)
    if "xl/workbook.bin" in names:
        scans = scan_xlsb(archive)
    elif mime.startswith(_ODS):
        scans = scan_ods(archive)
    elif any(name.lower() == "xl/workbook.xml" for name in names):
        scans = scan_xlsx(archive)
    else:
        raise NotASpreadsheetError(file, _other_zip(names, mime))
    macros = any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names)
    return _read(data, file, scans, macros=macros)


def read_ole_workbook(data: bytes, file: str) -> tuple[list[Grid], list[Finding]]:
    """Read an .xls.

    Raises:
        UnreadableFileError: encrypted, damaged, too many cells, or no workbook inside.
    """
    container = OleContainer(data)
    if "EncryptedPackage" in container.entries or xls_is_encrypted(container):
        raise EncryptedFileError(file)
    if not {"Workbook", "Book"} & set(container.entries):
        other = next((words for name, words in _OLE_OTHERS if name in container.entries), None)
        if other is None and not container.entries:
            raise DamagedFileError(file, WORKBOOK, "no directory")
        unknown = Text("tài liệu Office đời cũ không phải Excel", "an old Office file other than Excel")
        raise NotASpreadsheetError(file, other or unknown)
    macros = "_VBA_PROJECT_CUR" in container.entries
    return _read(data, file, scan_xls(container), macros=macros)


def _other_zip(names: set[str], mime: bytes) -> Text:
    found = next((words for name, words in _ZIP_OTHERS if name in names), None)
    return (
        found or _ODF.get(mime) or Text("tệp nén ZIP (hãy giải nén trước)", "a ZIP archive (unpack it first)")
    )


def _read(
    data: bytes, file: str, scans: list[SheetScan], *, macros: bool
) -> tuple[list[Grid], list[Finding]]:
    _refuse_far_cells(file, scans)
    try:
        sheets = load_sheets_isolated(data)
    except SheetsError as error:
        if error.encrypted:
            raise EncryptedFileError(file) from error
        raise DamagedFileError(file, WORKBOOK, error.detail) from error
    findings: list[Finding] = [remarks.macros_ignored(file)] if macros else []
    grids: list[Grid] = []
    for sheet in sheets:
        if sheet.hidden:
            findings.append(remarks.hidden_sheet(file, sheet.name))
            continue
        findings.extend(remarks.cut(file, sheet.name, sheet.height, sheet.width))
        if not fill_merges(sheet.rows, sheet.merges, limits.MAX_CELLS):
            findings.append(remarks.merges_not_filled(file, sheet.name))
        grids.append(Grid(file, sheet.name, tuple(sheet.rows)))
    read = {grid.sheet for grid in grids}
    findings.extend(finding for scan in scans if scan.name in read for finding in remarks.cells(file, scan))
    return grids, findings


def _refuse_far_cells(file: str, scans: list[SheetScan]) -> None:
    total = sum(scan.rows * scan.columns for scan in scans)
    if total > limits.MAX_CELLS:
        worst = max(scans, key=lambda scan: scan.rows * scan.columns)
        raise TooManyCellsError(file, worst.name, worst.rows, worst.columns, limits.MAX_CELLS)
