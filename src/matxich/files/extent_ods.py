"""The extent of the sheets of an .ods, whose rows and cells carry a count of repetitions."""

from __future__ import annotations

from matxich.files.archive import Archive
from matxich.files.errors import WORKBOOK, DamagedFileError
from matxich.files.extent import SheetScan
from matxich.files.xml_walk import walk_xml


class _Walker:
    """Follows rows and cells; a cell counts once it shows a value or a text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.scans: list[SheetScan] = []
        self._row = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self.scans.append(SheetScan(attributes.get("name", "")))
            self._row = self._column = 0
        elif tag == "table-row":
            self._row += self._count(attributes.get("number-rows-repeated"))
            self._column = 0
        elif tag in {"table-cell", "covered-table-cell"} and self.scans:
            self._column += self._count(attributes.get("number-columns-repeated"))
            if "value-type" in attributes:
                self.text("filled")
            if attributes.get("value-type") == "error":
                self.scans[-1].add_error(self._row - 1, self._column - 1, "error")

    def text(self, written: str) -> None:
        if self.scans and self._column and written.strip():
            self.scans[-1].reach(self._row, self._column)

    def _count(self, written: str | None) -> int:
        if written is None:
            return 1
        if not (written.isascii() and written.isdigit() and len(written) < 8):
            raise DamagedFileError(self.file, WORKBOOK, f"{written[:20]} repetitions")
        return int(written)


def scan_ods(archive: Archive) -> list[SheetScan]:
    """Measure the sheets up to their last cell with a value; every member is unpacked once under guard.

    Raises:
        UnreadableFileError: a member is damaged or larger than it claims.
    """
    for name in archive.names:
        for _ in archive.chunks(name):
            pass
    walker = _Walker(archive.file)
    walk_xml(archive.chunks("content.xml"), archive.file, walker.start, walker.text)
    return walker.scans
