"""What a written firm would change in a record: field by field, and line by line of its claims.

An import adds, changes and confirms; it removes nothing. A line keeps the fields that the file does not speak of. A
name that differs becomes another name of the firm: its official name is changed by an officer, not by a file.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matxich.domain.enterprises.claim_kind import Read, claim_kinds
from matxich.domain.enterprises.duplicates.contacts import address_words, phone_number
from matxich.domain.enterprises.importing.claim_reader import ClaimReader, Usable
from matxich.domain.enterprises.importing.model import WrittenClaim, WrittenContact, WrittenFirm
from matxich.domain.enterprises.versions import Disposition, cleaned, disposition
from matxich.domain.shared.text import fold


class Outcome(enum.Enum):
    """What applying a row would do."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A claim of the record that holds."""

    id: int
    kind: str
    key: str
    written: Mapping[str, str]
    grade: int


@dataclass(frozen=True, slots=True)
class HeldFirm:
    """A record as far as an import looks at it."""

    id: int
    name: str
    name_en: str = ""
    tax_code: str = ""
    status: str = "active"
    #: folded: its names, English, former and other ones
    names: frozenset[str] = frozenset()
    former_tax_codes: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    contacts: tuple[WrittenContact, ...] = ()
    has_registered_contact: bool = False
    claims: tuple[HeldClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """What becomes of one written claim."""

    kind: str
    #: the fields of the version that will be kept: those of the line that holds, with the file's on top
    written: Mapping[str, str]
    read: Read
    key: str
    what: Disposition
    #: the claim it confirms or supersedes; None begins a line
    held: HeldClaim | None
    source: WrittenClaim


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that applying one row does."""

    outcome: Outcome
    #: names to be added as other names
    aliases: tuple[str, ...] = ()
    #: field → (before, after): "name_en", "tax_code", "status"
    identity: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: a valid code of the file that is not the record's: kept as another code of the firm
    other_tax_code: str = ""
    address: str = ""
    contacts: tuple[WrittenContact, ...] = ()
    claims: tuple[ClaimStep, ...] = ()


def plan(firm: WrittenFirm, held: HeldFirm | None, reader: ClaimReader) -> Plan:
    """Compare a written firm with its record; `held` is None for a new one."""
    steps = tuple(_steps(firm.claims, held.claims if held else (), reader))
    if held is None:
        identity = {"status": ("active", firm.status)} if firm.status not in {"", "active"} else {}
        return Plan(Outcome.NEW, firm.other_names, identity, "", firm.address, firm.contacts, steps)
    aliases = tuple(name for name in (firm.name, *firm.other_names) if fold(name) not in held.names)
    changes = _identity(firm, held)
    if firm.name_en and fold(firm.name_en) not in held.names and "name_en" not in changes:
        aliases = (*aliases, firm.name_en)
    other = firm.tax_code if _is_other_code(firm, held) else ""
    address = (
        firm.address
        if firm.address and not any(same_address(firm.address, one) for one in held.addresses)
        else ""
    )
    contacts = tuple(
        one for one in firm.contacts if not any(_same_contact(one, known) for known in held.contacts)
    )
    changed = any(step.what is not Disposition.UNCHANGED for step in steps)
    something = aliases or changes or other or address or contacts or changed
    return Plan(
        Outcome.UPDATE if something else Outcome.SAME, aliases, changes, other, address, contacts, steps
    )


def _identity(firm: WrittenFirm, held: HeldFirm) -> dict[str, tuple[str, str]]:
    changes: dict[str, tuple[str, str]] = {}
    if firm.name_en and not held.name_en and fold(firm.name_en) not in held.names:
        changes["name_en"] = ("", firm.name_en)
    if firm.tax_code and not held.tax_code:
        changes["tax_code"] = ("", firm.tax_code)
    if firm.status and firm.status != held.status:
        changes["status"] = (held.status, firm.status)
    return changes


def _is_other_code(firm: WrittenFirm, held: HeldFirm) -> bool:
    known = {held.tax_code, *held.former_tax_codes}
    return bool(firm.tax_code and held.tax_code and firm.tax_code not in known)


def same_address(one: str, two: str) -> bool:
    """Say whether two addresses can be one: the telling words of the shorter all stand in the longer."""
    first, second = set(address_words(one)), set(address_words(two))
    return bool(first and second) and (first <= second or second <= first)


def _same_contact(one: WrittenContact, known: WrittenContact) -> bool:
    if one.email and one.email == known.email:
        return True
    if one.phone and known.phone and phone_number(one.phone) == phone_number(known.phone):
        return True
    return bool(one.full_name) and fold(one.full_name) == fold(known.full_name)


def _steps(
    claims: Sequence[WrittenClaim], held: Iterable[HeldClaim], reader: ClaimReader
) -> Iterable[ClaimStep]:
    """Pair each written claim with a line of the record: one that is equal, one that says it too, one with its key."""
    free: dict[tuple[str, str], list[HeldClaim]] = defaultdict(list)
    for one in held:
        free[one.kind, "" if claim_kinds()[one.kind].single else one.key].append(one)
    usable = [(claim, reader.read(claim.kind, claim.written)) for claim in claims]
    pairs: dict[int, HeldClaim] = {}
    for fits in (_is_equal, _adds_nothing, _has_its_key):
        for at, (claim, found) in enumerate(usable):
            if found.read is None or at in pairs:
                continue
            lines = free.get((claim.kind, "" if claim_kinds()[claim.kind].single else found.key[:300]), [])
            chosen = next((one for one in lines if fits(found, one)), None)
            if chosen is not None:
                pairs[at] = chosen
                lines.remove(chosen)
    for at, (claim, found) in enumerate(usable):
        if found.read is not None:
            yield _step(claim, found, found.read, pairs.get(at), reader)


def _is_equal(found: Usable, held: HeldClaim) -> bool:
    return dict(found.written) == cleaned(held.written)


def _has_its_key(_found: Usable, _held: HeldClaim) -> bool:
    return True


def _adds_nothing(found: Usable, held: HeldClaim) -> bool:
    return all(held.written.get(name, "").strip() == text for name, text in found.written.items())


def _step(
    claim: WrittenClaim, found: Usable, read: Read, held: HeldClaim | None, reader: ClaimReader
) -> ClaimStep:
    if held is None:
        return ClaimStep(claim.kind, found.written, read, found.key, Disposition.CURRENT, None, claim)
    merged = reader.read(claim.kind, {**held.written, **found.written})
    if merged.read is None:  # what holds is beyond what is read today: the file's own fields alone
        merged = found
    what = disposition(held.written, held.grade, merged.written, "import")
    return ClaimStep(claim.kind, merged.written, merged.read or read, merged.key, what, held, claim)
