"""A file about firms → the firms as written, for the registry to compare with what it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from matxich.catalogue.firm_names import load_name_words
from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.gathering import gather, name_of
from matxich.domain.enterprises.importing.as_written import write_firm
from matxich.domain.enterprises.importing.joining import join_by_tax_code
from matxich.domain.enterprises.importing.model import Place, WrittenFirm
from matxich.domain.enterprises.names import parse_name
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.model import Grid, Reading
from matxich.files.matching import Overrides, says_illustrative
from matxich.files.reading import read_grids


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One firm of the file, or rows that cannot be one."""

    firm: WrittenFirm
    #: why it cannot be used; None when it can
    problem: Text | None = None


@dataclass(frozen=True)
class FirmFile:
    """What a file says, firm by firm."""

    #: in the order of their first rows
    entries: tuple[FileEntry, ...]
    grids: tuple[Grid, ...]
    reading: Reading
    findings: list[Finding] = field(default_factory=list)
    #: the file says of itself that its data are invented
    illustrative: bool = False


def read_firm_file(data: bytes, name: str, on: dt.date, overrides: Overrides | None = None) -> FirmFile:
    """Read a spreadsheet about firms; a file without any gives no entries, its columns can then be corrected.

    Args:
        data: the file's content.
        name: what the user calls it.
        on: the day of the import.
        overrides: the user's corrections of what columns mean.

    Raises:
        UnreadableFileError: it is no spreadsheet that can be read.
    """
    file = read_grids(data, name)
    reading = find_tables(file.grids, load_headings(), "suppliers", overrides)
    gathered = gather([reading], namesakes=True)
    vocabulary, words = load_vocabulary(), load_name_words()
    firms = [write_firm(rows, vocabulary, on) for rows in gathered.firms]
    joined = join_by_tax_code(firms, lambda text: parse_name(text, words).core)
    entries = [FileEntry(firm) for firm in joined.firms]
    entries += [FileEntry(firm, problem) for firm, problem in joined.refused]
    for source, finding in gathered.rejected:
        cells = source.cells
        place = (source.table.sheet, source.row.number)
        called = name_of(cells) or cells.text("supplier_id") or cells.text("tax_code")
        entries.append(FileEntry(WrittenFirm(called[:250], places=(place,)), finding.message))
    findings = [*file.findings, *reading.findings, *gathered.findings]
    return FirmFile(
        _in_order(entries, file.grids), file.grids, reading, findings, says_illustrative(file.grids)
    )


def _in_order(entries: Sequence[FileEntry], grids: Sequence[Grid]) -> tuple[FileEntry, ...]:
    sheets = {grid.sheet: number for number, grid in enumerate(grids)}

    def first(entry: FileEntry) -> tuple[int, int]:
        places: tuple[Place, ...] = entry.firm.places
        return min((sheets.get(sheet, 0), row) for sheet, row in places)

    return tuple(sorted(entries, key=first))
