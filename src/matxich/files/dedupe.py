"""A list of firms in a file → records to look for duplicates in, each with its place in the file.

Unlike the reader of a supplier workbook this one keeps every row, the same firm twice included: that is what is looked
for. A flat sheet that repeats a firm's id for each of its capabilities still gives one record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matxich.catalogue.headings import load_headings
from matxich.domain.enterprises.duplicates.contacts import find_emails, find_phones, locality
from matxich.domain.enterprises.duplicates.records import Record
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.shared.text import fold
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.model import Reading, Row, Table
from matxich.files.matching import NothingUsableError, Source, says_illustrative
from matxich.files.reading import read_grids


@dataclass(frozen=True)
class Listing:
    """The firms of one file; a record's id is its place in `records`."""

    records: Sequence[Record]
    #: sheet and row number of each record
    places: Sequence[tuple[str, int]]
    reading: Reading
    findings: Sequence[Finding] = ()
    #: the file says of itself that its data are invented
    illustrative: bool = False


_NOBODY = Text(
    "Không tìm thấy doanh nghiệp nào trong tệp «{file}»: cần một bảng có cột tên doanh nghiệp, nên có thêm mã số thuế, địa chỉ, điện thoại. Tải mẫu bằng lệnh “matxich template suppliers”.",
    "No firm was found in the file “{file}”: a table with a column of names is needed, better also tax code, address and phone. Get a template with “matxich template suppliers”.",
)


def load_listing(source: Source, name: str = "") -> Listing:
    """Read a list of firms.

    Raises:
        UnreadableFileError: the file cannot be read, or holds no firm.
    """
    file = read_grids(source, name)
    reading = find_tables(file.grids, load_headings(), "suppliers")
    records: list[Record] = []
    places: list[tuple[str, int]] = []
    for table, row, values in _rows(reading):
        records.append(_record(len(records), values))
        places.append((table.sheet, row.number))
    findings = (*file.findings, *reading.findings)
    if not records:
        raise NothingUsableError(reading.file, _NOBODY, findings)
    return Listing(records, places, reading, findings, says_illustrative(file.grids))


def _rows(reading: Reading) -> Iterator[tuple[Table, Row, Mapping[str, str]]]:
    seen: set[tuple[str, str]] = set()
    for table in reading.tables:
        if table.kind != "suppliers":
            continue
        for row in table.rows:
            values = table.values(row)
            name = values.get("name") or values.get("name_en", "")
            if not name.strip():
                continue
            again = (values.get("supplier_id", "").strip().lower(), fold(name))
            if again[0] and again in seen:
                continue
            seen.add(again)
            yield table, row, values


def _record(at: int, values: Mapping[str, str]) -> Record:
    names = [values[field].strip() for field in ("name", "name_en") if values.get(field, "").strip()]
    parts = [values[field] for field in ("address", "commune", "district", "province") if values.get(field)]
    contact = values.get("contact", "")
    return Record(
        id=at,
        name=names[0],
        other_names=tuple(names[1:]),
        tax_code=values.get("tax_code", ""),
        place=fold(values.get("commune") or values.get("district") or "")
        or locality(values.get("address", "")),
        address=", ".join(parts),
        phones=find_phones(contact),
        emails=find_emails(contact),
    )
