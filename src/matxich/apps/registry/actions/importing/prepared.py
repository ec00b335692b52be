"""What applying one row will write, made ready outside the transaction: rows that only lack the numbers of others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from matxich.apps.places.queries.addresses import resolve_addresses
from matxich.apps.registry.actions.claims import fill
from matxich.apps.registry.actions.contacts import PURPOSE
from matxich.apps.registry.actions.enterprises import name_columns
from matxich.apps.registry.actions.importing.rows import obstacle
from matxich.apps.registry.models import (
    Claim,
    Contact,
    Enterprise,
    EnterpriseName,
    FormerTaxCode,
    ImportRow,
    Site,
)
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.importing.claim_reader import ClaimReader
from matxich.domain.enterprises.importing.comparing import ClaimStep, HeldFirm, Plan, plan
from matxich.domain.enterprises.importing.model import WrittenContact, WrittenFirm
from matxich.domain.enterprises.versions import Disposition
from matxich.domain.places.resolution import PlaceCodes, Resolution, State
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import Grade
from matxich.domain.shared.text import fold

#: words of an address that speak of a place where things are made
_FACTORY = ("kcn", "ccn", "khu cong nghiep", "cum cong nghiep", "nha may", "xuong", "industrial", "factory")
_RESOLUTIONS = {
    State.EXACT: Site.Resolution.RESOLVED,
    State.TO_CONFIRM: Site.Resolution.TO_CONFIRM,
}


@dataclass(slots=True)
class Prepared:
    """One firm of the file, ready to be written."""

    #: the row that begins or updates the record, and rows of the file that were said to be the same firm
    rows: list[ImportRow]
    firm: WrittenFirm
    held: HeldFirm | None
    found: Plan
    #: why it cannot be written; None when it can
    problem: Text | None
    #: a record to be begun; None for one that is there
    enterprise: Enterprise | None = None
    names: list[EnterpriseName] = field(default_factory=list)
    codes: list[FormerTaxCode] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    #: new versions of lines with what they supersede
    claims: list[tuple[Claim, ClaimStep]] = field(default_factory=list)
    #: lines that the file says are still true
    confirmed: list[int] = field(default_factory=list)
    confirmed_on: dt.date | None = None

    @property
    def row(self) -> ImportRow:
        """The row that the others follow."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class Source:
    """Where everything comes from."""

    file: str
    now: dt.datetime
    user_id: int | None
    is_illustrative: bool


def prepare(
    groups: Sequence[tuple[list[ImportRow], WrittenFirm]],
    held: Mapping[int, HeldFirm],
    reader: ClaimReader,
    source: Source,
) -> list[Prepared]:
    """Return what each firm's rows will write."""
    found = [_planned(rows, firm, held, reader) for rows, firm in groups]
    addresses = list(dict.fromkeys(one.found.address for one in found if one.found.address))
    places = dict(zip(addresses, resolve_addresses(addresses), strict=True)) if addresses else {}
    for one in found:
        if one.problem is None:
            _fill(one, source, places)
    return found


def _planned(
    rows: list[ImportRow], firm: WrittenFirm, held: Mapping[int, HeldFirm], reader: ClaimReader
) -> Prepared:
    known = held.get(rows[0].enterprise_id) if rows[0].enterprise_id is not None else None
    found = plan(firm, known, reader)
    return Prepared(rows, firm, known, found, obstacle(known, found))


def _fill(one: Prepared, source: Source, places: Mapping[str, Resolution]) -> None:
    firm, now = one.firm, source.now
    one.confirmed_on = dt.date.fromisoformat(firm.updated_on) if firm.updated_on else localdate(now)
    one.confirmed_on = min(one.confirmed_on, localdate(now))
    if one.held is None:
        one.enterprise = _enterprise(firm, source, one.row.content.get("head_office"))
    one.names = [_name(name, source) for name in one.found.aliases]
    if one.found.other_tax_code:
        one.codes = [FormerTaxCode(tax_code=one.found.other_tax_code)]
    if one.found.address:
        first = one.held is None or not one.held.addresses
        one.sites = [_site(one.found.address, places[one.found.address], first=first)]
    registered = one.held is not None and one.held.has_registered_contact
    for contact in one.found.contacts:
        one.contacts.append(_contact(contact, is_registered=bool(contact.email) and not registered))
        registered = registered or bool(contact.email)
    for step in one.found.claims:
        if step.what is Disposition.UNCHANGED and step.held is not None:
            one.confirmed.append(step.held.id)
        else:
            one.claims.append((_claim(step, one.confirmed_on, source), step))


def _enterprise(firm: WrittenFirm, source: Source, head_office_id: int | None) -> Enterprise:
    status = firm.status or "active"
    return Enterprise(
        tax_code=firm.tax_code,
        name=firm.name.strip(),
        name_en=firm.name_en.strip(),
        **name_columns(firm.name),
        stage_since=source.now,
        status=status,
        status_since=None if status == "active" else localdate(source.now),
        head_office_id=head_office_id,
        origin="import",
        is_illustrative=source.is_illustrative,
        created_at=source.now,
        updated_at=source.now,
    )


def _name(name: str, source: Source) -> EnterpriseName:
    return EnterpriseName(
        kind=EnterpriseName.Kind.ALIAS,
        name=name[:250],
        name_folded=fold(name)[:250],
        source=source.file[:200],
    )


def _site(address: str, found: Resolution, *, first: bool) -> Site:
    codes: PlaceCodes = found.codes
    folded = f" {fold(address)} "
    is_factory = any(f" {word} " in folded for word in _FACTORY)
    return Site(
        kind=Site.Kind.FACTORY if is_factory and not first else Site.Kind.HEAD_OFFICE,
        address=address[:400],
        province_code=codes.province,
        old_district_code=codes.old_district,
        old_ward_code=codes.old_ward,
        new_unit_code=codes.current,
        resolution=_RESOLUTIONS.get(found.state, Site.Resolution.UNKNOWN),
        candidates=list(codes.candidates),
    )


def _contact(contact: WrittenContact, *, is_registered: bool) -> Contact:
    return Contact(
        full_name=contact.full_name[:120],
        position=contact.position[:120],
        email=contact.email[:254],
        phone=contact.phone[:40],
        is_registered=is_registered,
        purpose=PURPOSE,
        basis="import",
    )


def _claim(step: ClaimStep, on: dt.date, source: Source) -> Claim:
    note = f"{source.file} / {step.source.sheet or '1'} / {step.source.row}"
    if step.source.note == "year_of_import":
        note = f"{note} / {step.source.written.get('year', '')}: năm nhập tệp, tệp không ghi năm"
    is_current = step.what is Disposition.CURRENT
    claim = Claim(
        source="import",
        source_note=note[:300],
        grade=Grade.SELF_DECLARED,
        state=Claim.State.CURRENT if is_current else Claim.State.PROPOSED,
        check_state=Claim.Check.WAITING,
        submitted_at=source.now,
        confirmed_on=on,
        current_from=source.now if is_current else None,
        created_at=source.now,
        created_by_id=source.user_id,
        supersedes_id=step.held.id if step.held else None,
    )
    fill(claim, claim_kinds()[step.kind], step.read, step.written)
    return claim
