"""Makes the files that the tests read: workbooks by XlsxWriter, and by hand what it cannot write (.xls, .xlsb, .ods, OLE)."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xlsx(fill: Callable[[Any], None]) -> bytes:
    """An .xlsx as `fill` writes it into a fresh workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    fill(book)
    book.close()
    return buffer.getvalue()


def xlsx_of(rows: Sequence[Sequence[Any]], name: str = "Sheet1") -> bytes:
    """An .xlsx of one sheet with these values."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)

    return xlsx(fill)


def members(data: bytes) -> dict[str, bytes]:
    """The members of an archive, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_sheet_xml(old: bytes, new: bytes) -> bytes:
    """A one-cell .xlsx with a piece of its sheet's XML replaced."""
    parts = members(xlsx_of([["x"]]))
    name = "xl/worksheets/sheet1.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    return packed(parts)


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container with these streams, each padded to at least 4,096 bytes."""
    bodies = {
        name: data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
        for name, data in streams.items()
    }
    sectors: list[bytes] = []
    chains: list[int] = []
    entries = [_entry("Root Entry", 5, 1, _END, 0)]
    for number, (name, body) in enumerate(bodies.items(), start=1):
        start, count = len(sectors), len(body) // _SECTOR
        sectors += [body[at : at + _SECTOR] for at in range(0, len(body), _SECTOR)]
        chains += [*range(start + 1, start + count), _END]
        follows = number + 1 if number < len(bodies) else _FREE
        entries.append(_entry(name, 2, _FREE, start, len(body), right=follows))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    first_directory, count = len(sectors), len(directory) // _SECTOR
    sectors += [directory[at : at + _SECTOR] for at in range(0, len(directory), _SECTOR)]
    chains += [*range(first_directory + 1, first_directory + count), _END]
    tables = 1
    while (len(sectors) + tables) * 4 > tables * _SECTOR:
        tables += 1
    first_table = len(sectors)
    chains += [_TABLE] * tables
    chains += [_FREE] * (tables * _SECTOR // 4 - len(chains))
    table = struct.pack(f"<{len(chains)}I", *chains)
    listed = [*range(first_table, first_table + tables)]
    listed += [_FREE] * (109 - len(listed))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack("<IIIIIIIII", 0, tables, first_directory, 0, 4096, _END, 0, _END, 0)
    return header + struct.pack("<109I", *listed) + b"".join(sectors) + table


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = _FREE) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", _FREE, right, child)
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBB", len(wide), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def xls(
    cells: Mapping[tuple[int, int], str | float],
    name: str = "Bang1",
    extra: bytes = b"",
    opening: bytes = b"",
) -> bytes:
    """An .xls (BIFF8) of one sheet; `extra` records go into the sheet, `opening` behind the workbook's beginning."""
    body = b"".join(_cell(row, column, value) for (row, column), value in sorted(cells.items())) + extra
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6)) + body + _record(0x000A)
    begin = (
        _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
        + opening
        + _record(0x0042, b"\xb0\x04")
    )
    title = bytes([len(name), 0]) + name.encode("latin-1")
    offset = len(begin) + 4 + 6 + len(title) + 4
    stream = begin + _record(0x0085, struct.pack("<IH", offset, 0) + title) + _record(0x000A) + sheet
    return ole({"Workbook": stream})


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", value))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def error_cell(row: int, column: int, code: int) -> bytes:
    """A BIFF record of a cell that shows an error."""
    return _record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def file_pass() -> bytes:
    """The BIFF record of a workbook that asks for a password."""
    return _record(0x002F, struct.pack("<H", 1) + bytes(52))


def xlsb(cells: Mapping[tuple[int, int], str | float], name: str = "Trang") -> bytes:
    """An .xlsb of one sheet."""
    rows = sorted({row for row, _ in cells})
    body = b""
    for row in rows:
        body += _record12(0, struct.pack("<I", row) + bytes(13))
        for (at, column), value in sorted(cells.items()):
            if at == row:
                place = struct.pack("<II", column, 0)
                if isinstance(value, str):
                    body += _record12(6, place + struct.pack("<I", len(value)) + value.encode("utf-16-le"))
                else:
                    body += _record12(5, place + struct.pack("<d", value))
    sheet = (
        _record12(129)
        + _record12(148, struct.pack("<IIII", 0, 9, 0, 9))
        + _record12(145)
        + body
        + _record12(146)
        + _record12(130)
    )
    wide = name.encode("utf-16-le")
    link = "rId1".encode("utf-16-le")
    bundle = struct.pack("<III", 0, 1, 4) + link + struct.pack("<I", len(name)) + wide
    book = _record12(131) + _record12(143) + _record12(156, bundle) + _record12(144) + _record12(132)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="{t}" Target="{p}"/></Relationships>'
    )
    return packed(
        {
            "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
            "_rels/.rels": rels.format(t=f"{relation}/officeDocument", p="xl/workbook.bin").encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": rels.format(
                t=f"{relation}/worksheet", p="worksheets/sheet1.bin"
            ).encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _record12(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    length = len(body)
    size = b""
    while True:
        size += bytes([(length & 0x7F) | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + body


def ods(
    table: str, mime: bytes = b"application/vnd.oasis.opendocument.spreadsheet", manifest: bytes = b""
) -> bytes:
    """An .ods whose only sheet holds the rows given as XML."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
        for short, full in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Bảng">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": mime, "content.xml": content.encode(), "META-INF/manifest.xml": manifest})
