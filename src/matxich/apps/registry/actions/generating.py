"""Writes drawn firms as rows, many at a time, as the actions would have left them.

The actions write one act at a time with its history; a region of a hundred thousand firms would take hours. Here the
rows are made in memory: each line is read by the reader of its kind, the columns that follow from it are set by the same
functions, and what is worked out of a firm's claims is worked out by `refresh`'s own rule. A test compares the two.
"""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.utils.timezone import localdate

from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.actions.changes import note_changes
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.many_rows import insert_many
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.places.queries.gazetteer import resolver
from matxich.apps.registry.actions.claims import fill
from matxich.apps.registry.actions.enterprises import name_columns
from matxich.apps.registry.actions.refresh import Thresholds, derive, size_thresholds
from matxich.apps.registry.models import (
    Claim,
    Contact,
    Enterprise,
    EnterpriseName,
    EnterpriseRole,
    FormerTaxCode,
    Site,
    Verification,
)
from matxich.catalogue.illustrative.drawn import (
    ASKED,
    CURRENT,
    PROPOSED,
    REFUSED,
    SUPERSEDED,
    WITHDRAWN,
    DrawnFirm,
    DrawnSite,
    DrawnVersion,
)
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.claim_kind import Read, claim_kinds
from matxich.domain.enterprises.versions import cleaned
from matxich.domain.places.resolution import Resolution, State
from matxich.domain.places.resolving import Resolver
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.finder import Mention
from matxich.domain.vocabulary.vocabulary import Vocabulary

#: firms a transaction
CHUNK = 1_000
_LOW_BITS = (1 << 80) - 1
_PURPOSE = "Liên hệ về hồ sơ năng lực (dữ liệu minh họa)"
_NOTE = "Dữ liệu minh họa"
_RESOLVED = {
    State.EXACT: Site.Resolution.RESOLVED,
    State.TO_CONFIRM: Site.Resolution.TO_CONFIRM,
    State.OUTSIDE: Site.Resolution.UNKNOWN,
    State.UNKNOWN: Site.Resolution.UNKNOWN,
}


class _Remembering(Vocabulary):
    """The vocabulary, with the texts it has searched: a region says the same things over and over."""

    def __init__(self, of: Vocabulary) -> None:
        self.__dict__.update(of.__dict__)
        self._searched: dict[tuple[str, tuple[str, ...] | None, str | None], list[Mention]] = {}

    def find(self, text: str, kinds: Any = None, *, prefer: str | None = None) -> list[Mention]:
        """Return the concepts mentioned in a text, as the vocabulary does."""
        asked = (text, tuple(kinds) if kinds is not None else None, prefer)
        found = self._searched.get(asked)
        if found is None:
            found = self._searched[asked] = super().find(text, kinds, prefer=prefer)
        return found


@dataclass
class _Reader:
    """Reads lines and addresses, each wording once."""

    thresholds: Thresholds
    vocabulary: Vocabulary = field(default_factory=lambda: _Remembering(load_vocabulary()))
    _lines: dict[tuple[str, tuple[tuple[str, str], ...]], Read] = field(default_factory=dict)
    _places: dict[str, Resolution] = field(default_factory=dict)
    _resolver: Resolver = field(default_factory=resolver)
    _count: Iterator[int] = field(default_factory=itertools.count)

    def line(self, kind: str, fields: dict[str, str]) -> Read:
        """Return a line as read."""
        asked = (kind, tuple(fields.items()))
        found = self._lines.get(asked)
        if found is None:
            found = self._lines[asked] = claim_kinds()[kind].read(fields, self.vocabulary)
        return found

    def number(self, drawn: int) -> uuid.UUID:
        """Return a line's number: growing in its first 48 bits, for rows in the order of an index are written at once."""
        return uuid.UUID(int=next(self._count) << 80 | drawn & _LOW_BITS, version=4)

    def place(self, address: str) -> Resolution:
        """Return where an address is."""
        found = self._places.get(address)
        if found is None:
            found = self._places[address] = self._resolver.resolve(address)
        return found


@dataclass
class _Rows:
    """The rows of one chunk, in the order in which they have to be written."""

    enterprises: list[Enterprise] = field(default_factory=list)
    parts: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    #: claims by how many versions stand before them
    claims: list[list[Claim]] = field(default_factory=list)
    verifications: list[Verification] = field(default_factory=list)


def write_firms(
    firms: Iterable[DrawnFirm],
    *,
    now: dt.datetime,
    officer_id: int | None = None,
    progress: Callable[[int], None] = lambda count: None,
) -> int:
    """Write firms as illustrative records and return how many.

    Args:
        officer_id: the user who is written down as having checked the lines; None = nobody's number.
        progress: told the number of firms written after every chunk, which is a transaction of its own unless the
            caller holds one.
    """
    _room_for_indexes()
    reader, by_code, count = _Reader(size_thresholds(localdate(now))), dict[str, int](), 0
    waiting = iter(firms)
    while chunk := list(itertools.islice(waiting, CHUNK)):
        # Nothing here is a cycle that only the collector could free; its searches would take a third of the time.
        with transaction.atomic(), _uncollected():
            rows = _Rows()
            for firm in chunk:
                _add(rows, firm, reader, by_code, now, officer_id)
            _write(rows, by_code, now)
        count += len(chunk)
        progress(count)
    return count


def _room_for_indexes() -> None:
    """Let SQLite keep the pages of its indexes in memory: rows come in no order, and each touches a dozen of them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -200000")  # kB, for this connection
            cursor.execute("PRAGMA wal_autocheckpoint = 20000")  # pages, likewise


@contextmanager
def _uncollected() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _add(
    rows: _Rows,
    firm: DrawnFirm,
    reader: _Reader,
    by_code: dict[str, int],
    now: dt.datetime,
    officer_id: int | None,
) -> None:
    row = Enterprise(
        tax_code=firm.tax_code,
        name=firm.name,
        name_en=firm.name_en,
        **name_columns(firm.name),
        stage=firm.stage,
        stage_since=firm.stage_since,
        status=firm.status,
        status_since=firm.status_since,
        head_office_id=by_code.get(firm.head_office) if firm.head_office else None,
        consented_at=firm.consented_at,
        consent_basis=firm.consent_basis,
        confirmed_on=firm.confirmed_on,
        is_illustrative=True,
        origin="generated",
        created_at=firm.created_at,
        updated_at=now,
    )
    rows.enterprises.append(row)
    current: list[Claim] = []
    keys: set[tuple[str, str]] = set()
    for line in firm.lines:
        earlier: Claim | None = None
        number = reader.number(line.number)
        for place, version in enumerate(line.versions):
            claim = _claim(row, line.kind, version, number, earlier, reader, officer_id)
            if place == 0:
                # Two lines of one key would be versions of one line.
                if (line.kind, claim.line_key) in keys:
                    break
                keys.add((line.kind, claim.line_key))
            while len(rows.claims) <= place:
                rows.claims.append([])
            rows.claims[place].append(claim)
            rows.verifications.extend(_verifications(claim, version, officer_id))
            if claim.state == CURRENT:
                current.append(claim)
            earlier = claim
    derive(row, current, reader.thresholds)
    _add_parts(rows, row, firm, reader)


def _claim(
    row: Enterprise,
    kind: str,
    version: DrawnVersion,
    line: uuid.UUID,
    earlier: Claim | None,
    reader: _Reader,
    officer_id: int | None,
) -> Claim:
    fields = cleaned(version.written)
    claim_kind = claim_kinds()[kind]
    claim = Claim(
        enterprise=row,
        line=line,
        source="generated",
        source_note=_NOTE,
        grade=version.grade,
        state=version.state,
        check_state=version.check,
        submitted_at=version.said_at,
        confirmed_on=version.confirmed_on,
        supersedes=earlier,
        created_at=version.said_at,
    )
    fill(claim, claim_kind, reader.line(kind, fields), fields)
    if version.state != PROPOSED:
        # A change to a verified line holds from when it was accepted, anything else from when it was said.
        accepted = earlier is not None and version.decided_at is not None
        claim.current_from = version.decided_at if accepted else version.said_at
        claim.current_until = version.until
    if version.grade > 1 and version.decided_at is not None:
        claim.verified_on, claim.verified_by_id = version.decided_at.date(), officer_id
    # Each act on a row counts: said, decided, ended.
    ended = version.state in {SUPERSEDED, WITHDRAWN}
    claim.version = 1 + (version.decided_at is not None) + ended
    return claim


def _verifications(claim: Claim, version: DrawnVersion, officer_id: int | None) -> Iterable[Verification]:
    if version.decided_at is None:
        return
    decision = Verification.Decision.ACCEPTED
    if version.state == REFUSED:
        decision = Verification.Decision.REFUSED
    elif version.check == ASKED:
        decision = Verification.Decision.ASKED
    yield Verification(
        claim=claim,
        decision=decision,
        grade=version.grade if decision == Verification.Decision.ACCEPTED else None,
        at=version.decided_at,
        by_id=officer_id,
        reason=version.reason,
    )


def _add_parts(rows: _Rows, row: Enterprise, firm: DrawnFirm, reader: _Reader) -> None:
    began = firm.created_at.date()
    made: list[models.Model] = [
        EnterpriseRole(enterprise=row, role=role, valid_from=began) for role in firm.roles
    ]
    made += [
        EnterpriseName(
            enterprise=row,
            kind=kind,
            name=name,
            name_folded=fold(name)[:250],
            valid_until=until,
            source=_NOTE,
        )
        for kind, name, until in firm.names
    ]
    made += [
        FormerTaxCode(enterprise=row, tax_code=code, valid_until=began) for code in firm.former_tax_codes
    ]
    made += [
        Contact(
            enterprise=row,
            full_name=one.full_name,
            position=one.position,
            email=one.email,
            phone=one.phone,
            is_registered=one.is_registered,
            purpose=_PURPOSE,
            basis="consent" if one.has_consent else "",
            consented_at=firm.created_at if one.has_consent else None,
        )
        for one in firm.contacts
    ]
    made += [_site(row, one, reader) for one in firm.sites]
    for part in made:
        rows.parts.setdefault(type(part), []).append(part)


def _site(row: Enterprise, drawn: DrawnSite, reader: _Reader) -> Site:
    found = reader.place(drawn.address)
    codes = found.codes
    site = Site(
        enterprise=row,
        kind=drawn.kind,
        address=drawn.address,
        province_code=codes.province,
        old_district_code=codes.old_district,
        old_ward_code=codes.old_ward,
        new_unit_code=codes.current,
        resolution=_RESOLVED[found.state],
        candidates=list(codes.candidates),
        cluster=drawn.cluster,
    )
    if drawn.is_confirmed and found.state is State.TO_CONFIRM and codes.candidates:
        site.new_unit_code, site.candidates = codes.candidates[0], []
        site.resolution = Site.Resolution.CONFIRMED
    return site


def _write(rows: _Rows, by_code: dict[str, int], now: dt.datetime) -> None:
    insert_many(rows.enterprises)
    by_code.update((row.tax_code, row.pk) for row in rows.enterprises if row.tax_code)
    for made in rows.parts.values():
        for part in made:
            _point(part, "enterprise")
        insert_many(made)
    for claims in rows.claims:
        for claim in claims:
            _point(claim, "enterprise")
            _point(claim, "supersedes")
        insert_many(claims)
    for verification in rows.verifications:
        _point(verification, "claim")
    insert_many(rows.verifications)
    insert_many(
        [
            AuditEntry(
                at=now,
                via=COMMAND.via,
                action="enterprise.generate",
                subject_type=label(row),
                subject_id=row.pk,
                changes={"name": ["", row.name]},
            )
            for row in rows.enterprises
        ]
    )
    note_changes("enterprise", [row.pk for row in rows.enterprises], now)


def _point(row: Any, name: str) -> None:
    """Take over the number that the row pointed at has got since."""
    target = getattr(row, name)
    if target is not None:
        setattr(row, f"{name}_id", target.pk)
