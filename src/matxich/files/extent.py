"""How far each sheet of an .xlsx really reaches, found before the sheet is loaded.

The workbook reader holds a sheet as one full block up to its last used cell. One value in XFD1048576 would ask
for hundreds of gigabytes and end the process, so every sheet is measured first. On the way error cells are
noted, because the reader shows them as blanks.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from matxich.files.archive import Archive
from matxich.files.errors import WORKBOOK, DamagedFileError
from matxich.files.limits import MAX_LISTED
from matxich.files.xml_walk import walk_xml

#: a cell as nearly all programs write it: its place first, no sign in any attribute that could end the tag
_USUAL = rb'<(?:\w+:)?c r="([A-Z]{1,3})([0-9]{1,7})"(?: [\w:]+="[^"<>]*")*'
_FILLED = re.compile(_USUAL + rb">")
_BLANK = re.compile(_USUAL + rb" ?/>")
_OPENING = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
# The formula, where there is one, then the value; never further than the cell itself.
_ERROR = re.compile(
    rb'<(?:\w+:)?c([^<>]*\bt="e"[^<>]*)>(?:<(?:\w+:)?f[^>]*/>|<(?:\w+:)?f[^>]*>[^<]*</(?:\w+:)?f>)?'
    rb"<(?:\w+:)?v>([^<]*)<"
)
_REFERENCE = re.compile(rb' r="([A-Z]{1,3})([0-9]{1,7})"')
_BARE_FORMULA = re.compile(rb"</(?:\w+:)?f>(?:<v></v>|<v/>)?</(?:\w+:)?c>")
#: bytes after which a piece without a row's end is cut all the same
_LONGEST_ROW = 8 << 20


@dataclass(slots=True)
class SheetScan:
    """What one sheet holds, without its values."""

    name: str
    #: up to the last cell with a value, counted from 1
    rows: int = 0
    columns: int = 0
    #: row and column from 0, and the error as written; the first few only
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    error_count: int = 0
    #: formulas that were saved without a result
    bare_formulas: int = 0

    def reach(self, rows: int, columns: int) -> None:
        """Widen the extent to this many rows and columns."""
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)

    def add_error(self, row: int, column: int, value: str) -> None:
        """Note one error cell."""
        self.error_count += 1
        if len(self.errors) < MAX_LISTED:
            self.errors.append((row, column, value))


def scan_xlsx(archive: Archive) -> list[SheetScan]:
    """Measure every XML member of an .xlsx; those that are sheets of the workbook carry their name.

    Raises:
        UnreadableFileError: a member is damaged or larger than it claims.
    """
    titles = _sheet_names(archive)
    scans: list[SheetScan] = []
    for name in archive.names:
        scan = SheetScan(titles.get(name, name))
        usual = True
        for part in _whole_rows(archive.chunks(name)):
            usual = _scan_part(part, scan) and usual
        if not usual and name in titles:
            _scan_exactly(archive, name, scan)
        scans.append(scan)
    return scans


def _whole_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces cut behind a row's end, so that no cell is torn; without rows, before a tag."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        end = rest.rfind(b"row>") + 4
        if end < 4 and len(rest) > _LONGEST_ROW:
            end = rest.rfind(b"<") or len(rest)
        if end >= 4:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _scan_part(part: bytes, scan: SheetScan) -> bool:
    """Measure one piece; return whether every cell in it was written in the usual way."""
    filled = _FILLED.findall(part)
    if filled:
        rows, columns = {row for _, row in filled}, {letters for letters, _ in filled}
        scan.reach(max(map(int, rows)), max(column_number(letters.decode()) for letters in columns))
    if b't="e"' in part:
        for match in _ERROR.finditer(part):
            place = _REFERENCE.search(match.group(1))
            row, column = (int(place.group(2)), column_number(place.group(1).decode())) if place else (1, 1)
            scan.add_error(row - 1, column - 1, match.group(2).decode("utf-8", "replace"))
    scan.bare_formulas += len(_BARE_FORMULA.findall(part))
    return len(filled) + len(_BLANK.findall(part)) == len(_OPENING.findall(part))


def _scan_exactly(archive: Archive, name: str, scan: SheetScan) -> None:
    """Measure a sheet whose cells are written otherwise: places left out (they follow one another), or last."""
    row = column = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        place = attributes.get("r")
        if tag == "row":
            row, column = _row_number(place, archive.file) if place else row + 1, 0
        elif tag == "c" and place is None:
            column += 1
            scan.reach(row, column)
        elif tag == "c" and place is not None:
            match = _PLACE.fullmatch(place)
            if match is None:
                raise DamagedFileError(archive.file, WORKBOOK, f"cell {place[:20]}")
            column = column_number(match.group(1))
            scan.reach(int(match.group(2)), column)

    walk_xml(archive.chunks(name), archive.file, start)


def _row_number(written: str, file: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 8):
        raise DamagedFileError(file, WORKBOOK, f"row {written[:20]}")
    return int(written)


def column_number(letters: str) -> int:
    """Return the number of a column named in letters, from 1 ("A" is 1, "AA" is 27)."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _sheet_names(archive: Archive) -> dict[str, str]:
    """Return member path → sheet name.

    Raises:
        DamagedFileError: the workbook's own list of its sheets cannot be understood.
    """
    book = _root(archive, "xl/workbook.xml")
    links = _root(archive, "xl/_rels/workbook.xml.rels")
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    found: dict[str, str] = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            found[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = sheet.get("name", "")
    return found


def _root(archive: Archive, name: str) -> ET.Element:
    data = archive.read(name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DamagedFileError(archive.file, WORKBOOK, "XML with a document type")
    try:
        return ET.fromstring(data)  # noqa: S314 — no document type, so nothing to expand
    except (ET.ParseError, LookupError, ValueError) as error:  # an unknown encoding is a LookupError
        raise DamagedFileError(archive.file, WORKBOOK, f"{name}: {error}") from error
