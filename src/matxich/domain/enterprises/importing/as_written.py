"""The rows about one firm → the firm as written: identity, contacts, and one claim for each thing it says.

What a column's heading tells (a unit, the notation of its numbers) is put into the text, so that the claim is read the
same alone as it is in its column.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from matxich.domain.enterprises.cells import Cells, codes
from matxich.domain.enterprises.claim_kind import ClaimField, claim_kinds
from matxich.domain.enterprises.gathering import FirmRows, SourceRow, name_of
from matxich.domain.enterprises.importing.contacts import read_contacts
from matxich.domain.enterprises.importing.model import WrittenClaim, WrittenContact, WrittenFirm
from matxich.domain.enterprises.importing.plain_numbers import unmistakable
from matxich.domain.enterprises.profile import read_status
from matxich.domain.enterprises.tax_code import read_tax_code
from matxich.domain.shared.dates import read_date
from matxich.domain.shared.numbers import find_numbers
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_ADDRESS = ("address", "commune", "district", "province")
#: tables whose rows are claims of one kind
_TABLES = {kind.table: kind for kind in claim_kinds().values() if kind.table}
_LISTED = re.compile(r"[;\n•]|,(?!\d)(?![^(]*\))")
_NOTHING = frozenset({"", "khong", "khong co", "chua", "chua co", "no", "none", "n a", "na", "0", "x"})
_COUNT = re.compile(r"^(?P<n>\d{1,3})\s*(?:(?:x|×|cái|chiếc|bộ)\s+|(?=máy\s))(?P<rest>\S.*)$", re.IGNORECASE)
_COUNT_LAST = re.compile(
    r"^(?P<rest>.*\S)\s*[(x×:]\s*(?P<n>\d{1,3})\s*(?:máy|cái|chiếc|bộ|sets?|units?|pcs)?\)?$", re.IGNORECASE
)
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


def write_firm(rows: FirmRows, vocabulary: Vocabulary, on: dt.date) -> WrittenFirm:
    """Return what the rows say about a firm.

    Args:
        on: the day of the import: the year of a figure when the file does not say one.
    """
    own = [source for source in rows.rows if source.table.kind == "suppliers"]
    first = {
        name: next((text for source in own if (text := source.cells.text(name))), "")
        for name in ("name_en", "tax_code", "status", "updated_on", *_ADDRESS)
    }
    code = read_tax_code(first["tax_code"]) if first["tax_code"] else None
    updated = read_date(first["updated_on"]) if first["updated_on"] else None
    claims: list[WrittenClaim] = []
    for source in rows.rows:
        for claim in _claims(source, vocabulary, updated or on, stated=updated is not None):
            if not any(one.kind == claim.kind and one.written == claim.written for one in claims):
                claims.append(claim)
    return WrittenFirm(
        name=(name_of(rows.head.cells) or rows.head.cells.text("supplier_id"))[:250],
        name_en=first["name_en"][:250] if first["name_en"] != name_of(rows.head.cells) else "",
        tax_code=str(code) if code and code.is_valid else "",
        wrong_tax_code=first["tax_code"] if first["tax_code"] and not (code and code.is_valid) else "",
        address=", ".join(dict.fromkeys(first[name] for name in _ADDRESS if first[name]))[:400],
        status=read_status(first["status"]) if first["status"] else "",
        updated_on=updated.isoformat() if updated else "",
        contacts=tuple(dict.fromkeys(one for source in own for one in _contacts(source))),
        claims=tuple(_one_profile(claims)),
        places=tuple(dict.fromkeys((source.table.sheet, source.row.number) for source in rows.rows)),
    )


def _contacts(source: SourceRow) -> tuple[WrittenContact, ...]:
    columns = [column for column in source.table.columns if column.field == "contact"]
    cells = [(column.heading, source.row.cells.get(column.index, "")) for column in columns]
    return read_contacts([cell for cell in cells if cell[1]])


def _claims(
    source: SourceRow, vocabulary: Vocabulary, said_on: dt.date, *, stated: bool
) -> Iterator[WrittenClaim]:
    sheet, row, cells = source.table.sheet, source.row.number, source.cells
    kind = _TABLES.get(source.table.kind)
    if kind is not None:
        yield WrittenClaim(kind.code, _fields(cells, kind.fields), sheet, row)
        return
    profile = _fields(cells, claim_kinds()["profile"].fields)
    if profile:
        yield WrittenClaim("profile", profile, sheet, row)
    if cells.text("process"):
        yield WrittenClaim("process", _fields(cells, claim_kinds()["process"].fields), sheet, row)
    for standard in _standards(cells.text("certificate"), vocabulary):
        yield WrittenClaim("certificate", {"standard": standard}, sheet, row)
    for part in _parts(cells.text("machines"), ";\n•"):
        yield WrittenClaim("machine", machine_fields(part), sheet, row)
    for part in _parts(cells.text("products")):
        yield WrittenClaim("product", {"name": part}, sheet, row)
    for part in _parts(cells.text("export_markets")):
        yield WrittenClaim("market", market_fields(part), sheet, row)
    if cells.text("workers") and find_numbers(cells.text("workers")):
        figure = {"year": str(said_on.year), "measure": "workers", "value": unmistakable(cells, "workers")}
        yield WrittenClaim("figure", figure, sheet, row, "" if stated else "year_of_import")


def _fields(cells: Cells, fields: tuple[ClaimField, ...]) -> dict[str, str]:
    found = {one.name: unmistakable(cells, one.name) for one in fields if cells.text(one.name)}
    unit = cells.units.get("capacity_per_month", "")
    if unit and "capacity_per_month" in found and "capacity_unit" not in found:
        found["capacity_unit"] = unit
    return found


def _parts(text: str, breaks: str = "") -> Iterator[str]:
    """Return the things that a cell lists, each once; words for "none" are nothing."""
    pattern = re.compile(f"[{breaks}]") if breaks else _LISTED
    seen: set[str] = set()
    for part in pattern.split(text):
        piece = part.strip(" -–.+*")
        folded = fold(piece)
        if folded not in _NOTHING and folded not in seen:
            seen.add(folded)
            yield piece


def _standards(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the standards of a cell one by one, or the cell as it is where its pieces cannot stand alone."""
    pieces = list(_parts(text))
    if len(pieces) < 2:
        return pieces
    named = [
        codes(vocabulary.find(piece, ("certificate",), prefer="certificate"), "certificate")
        for piece in pieces
    ]
    return pieces if all(len(found) == 1 for found in named) else [text.strip()]


def machine_fields(text: str) -> dict[str, str]:
    """Take a machine as a list names it apart: its kind, how many, and its size.

    >>> machine_fields("Máy ép nhựa 350 tấn (4 máy)")
    {'machine_type': 'Máy ép nhựa 350 tấn', 'quantity': '4', 'size': '350 tấn'}
    """
    counted = _COUNT.match(text) or _COUNT_LAST.match(text)
    kind = counted["rest"].strip() if counted else text
    fields = {"machine_type": kind}
    if counted:
        fields["quantity"] = counted["n"]
    digit = re.search(r"\d", kind)
    if digit and digit.start():
        fields["size"] = kind[digit.start() :]
    return fields


def market_fields(text: str) -> dict[str, str]:
    """Take an export market apart from its share of sales.

    >>> market_fields("Nhật Bản (30%)")
    {'market': 'Nhật Bản', 'share': '30'}
    """
    share = _SHARE.search(text)
    if share is None:
        return {"market": text}
    name = re.sub(r"[():\s]+$", "", _SHARE.sub("", text).replace("()", "")).strip(" :(-")
    return {"market": name, "share": share[1]} if name else {"market": text}


def _one_profile(claims: list[WrittenClaim]) -> Iterator[WrittenClaim]:
    """Put the profile that several rows tell together: what an earlier row says holds."""
    profiles = [claim for claim in claims if claim.kind == "profile"]
    if profiles:
        fields: dict[str, str] = {}
        for claim in reversed(profiles):
            fields.update(claim.written)
        yield WrittenClaim("profile", _in_order(fields), profiles[0].sheet, profiles[0].row)
    yield from (claim for claim in claims if claim.kind != "profile")


def _in_order(fields: Mapping[str, str]) -> dict[str, str]:
    order = [one.name for one in claim_kinds()["profile"].fields]
    return {name: fields[name] for name in order if name in fields}
