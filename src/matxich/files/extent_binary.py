"""The extent of sheets in the binary formats .xls (BIFF) and .xlsb (BIFF12): a walk over their records."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterator

from matxich.files.archive import Archive
from matxich.files.extent import SheetScan
from matxich.files.ole import OleContainer

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOF = {0x0809, 0x0409, 0x0209, 0x0009}
_FILE_PASS = 0x002F
_SHEET = 0x0085
_FORMULA = {0x0006, 0x0206, 0x0406}
_BOOL_OR_ERROR = 0x0205
#: records of one cell with a value: LABEL, NUMBER, RK, LABELSST, RSTRING, formulas, BOOLERR, and the old ones
_ONE_CELL = {0x0204, 0x0203, 0x027E, 0x00FD, 0x00D6, 0x0002, 0x0003, 0x0004, _BOOL_OR_ERROR, *_FORMULA}
_MANY_CELLS = 0x00BD  # MULRK: several numbers of one row
#: BIFF12 cell records with a value; 3 and 11 are errors
_XLSB_CELLS = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62}
_XLSB_SHEET = 156


def xls_is_encrypted(container: OleContainer) -> bool:
    """Say whether the workbook stream of an .xls asks for a password."""
    return any(kind == _FILE_PASS for _, kind, _ in itertools.islice(_biff_records(_workbook(container)), 20))


def scan_xls(container: OleContainer) -> list[SheetScan]:
    """Measure the sheets of an .xls in the order in which they are stored."""
    titles: dict[int, str] = {}
    scan = SheetScan("")
    scans = [scan]
    for at, kind, body in _biff_records(_workbook(container)):
        if kind == _SHEET and len(body) >= 8:
            titles[struct.unpack_from("<I", body)[0]] = _sheet_title(body)
        elif kind in _BOF and at in titles:  # a chart inside a sheet opens a part too, but holds no cells
            scan = SheetScan(titles[at])
            scans.append(scan)
        elif kind in _ONE_CELL and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            scan.reach(row + 1, column + 1)
            _note_xls_error(kind, body, scan)
        elif kind == _MANY_CELLS and len(body) >= 6:
            row, last = struct.unpack("<HH", body[:2] + body[-2:])
            scan.reach(row + 1, last + 1)
    return scans


def _sheet_title(body: bytes) -> str:
    """Return the name in a BOUNDSHEET record: in two-byte or one-byte letters, or (before 1997) unflagged."""
    length, flag = body[6], body[7]
    if flag == 1:
        return body[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return (body[8 : 8 + length] if flag == 0 else body[7 : 7 + length]).decode("cp1252", "replace")


def _note_xls_error(kind: int, body: bytes, scan: SheetScan) -> None:
    row, column = struct.unpack_from("<HH", body)
    if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7] == 1:
        scan.add_error(row, column, _ERRORS.get(body[6], "#?"))
    elif kind in _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        scan.add_error(row, column, _ERRORS.get(body[8], "#?"))


def _workbook(container: OleContainer) -> bytes:
    return container.stream("Workbook") or container.stream("Book")


def _biff_records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield offset, kind and body of every record."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def scan_xlsb(archive: Archive) -> list[SheetScan]:
    """Measure the sheets of an .xlsb; every member of the archive is unpacked once under guard."""
    titles = _xlsb_names(archive)
    scans: list[SheetScan] = []
    for name in archive.names:
        data = archive.read(name)
        if name.lower().endswith(".bin") and "sheet" in name.lower():
            scan = SheetScan(titles.get(name, name))
            _scan_xlsb_sheet(data, scan)
            scans.append(scan)
    return scans


def _scan_xlsb_sheet(data: bytes, scan: SheetScan) -> None:
    row = 0
    for kind, start, length in _biff12_records(data):
        if kind == 0 and length >= 4:
            row = struct.unpack_from("<I", data, start)[0]
        elif kind in _XLSB_CELLS and length >= 8:
            column = struct.unpack_from("<I", data, start)[0]
            scan.reach(row + 1, column + 1)
            if kind in {3, 11} and length >= 9:
                scan.add_error(row, column, _ERRORS.get(data[start + 8], "#?"))


def _xlsb_names(archive: Archive) -> dict[str, str]:
    links = archive.read("xl/_rels/workbook.bin.rels")
    tags = re.findall(rb"<Relationship\b[^>]*>", links)
    targets = {_attribute(tag, b"Id"): _attribute(tag, b"Target") for tag in tags}
    book = archive.read("xl/workbook.bin")
    found: dict[str, str] = {}
    for kind, start, length in _biff12_records(book):
        if kind == _XLSB_SHEET:
            link, after = _wide_text(book[start : start + length], 8)
            title, _ = _wide_text(book[start : start + length], after)
            found["xl/" + targets.get(link, "")] = title
    return found


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb'="([^"]*)"', tag)
    return found.group(1).decode("utf-8", "replace") if found else ""


def _wide_text(body: bytes, at: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", body, at)[0] if at + 4 <= len(body) else 0
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _biff12_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start of the body and its length of every record."""
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80 and at < len(data):
            kind = (kind & 0x7F) | ((data[at] & 0x7F) << 7)
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            if at >= len(data):
                return
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, at, length
        at += length
