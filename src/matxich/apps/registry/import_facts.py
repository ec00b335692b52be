"""Rows of the registry → what an import compares a file with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

from matxich.apps.registry.models import (
    Claim,
    Contact,
    DuplicateJudgement,
    Enterprise,
    EnterpriseName,
    FormerTaxCode,
    ImportBatch,
    ImportRow,
    Site,
)
from matxich.apps.registry.models.enterprise import Status
from matxich.domain.enterprises.duplicates.contacts import locality
from matxich.domain.enterprises.duplicates.records import Record
from matxich.domain.enterprises.importing.comparing import HeldClaim, HeldFirm
from matxich.domain.enterprises.importing.model import WrittenContact, WrittenFirm
from matxich.domain.shared.text import fold

#: numbers that go into one query: SQLite takes no more than some thousand
SOME = 900
Item = TypeVar("Item")


def portions(items: Iterable[Item], size: int = SOME) -> Iterator[list[Item]]:
    """Return the items in lists of at most so many, each item once."""
    listed = list(dict.fromkeys(items))
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


def held_firms(ids: Iterable[int]) -> dict[int, HeldFirm]:
    """Return the records with these numbers as an import sees them."""
    return {number: firm for some in portions(ids) for number, firm in _held(some).items()}


def _held(ids: list[int]) -> dict[int, HeldFirm]:
    names = _by_firm(EnterpriseName.objects.filter(enterprise_id__in=ids))
    codes = _by_firm(FormerTaxCode.objects.filter(enterprise_id__in=ids))
    sites = _by_firm(Site.objects.filter(enterprise_id__in=ids))
    contacts = _by_firm(Contact.objects.filter(enterprise_id__in=ids, erased_at=None))
    claims = _by_firm(Claim.objects.filter(enterprise_id__in=ids, state=Claim.State.CURRENT).order_by("id"))
    found = {}
    for row in Enterprise.objects.filter(pk__in=ids):
        own = names[row.pk]
        found[row.pk] = HeldFirm(
            id=row.pk,
            name=row.name,
            name_en=row.name_en,
            tax_code=row.tax_code,
            status=row.status,
            names=frozenset(
                fold(name) for name in (row.name, row.name_en, *(one.name for one in own)) if name
            ),
            former_tax_codes=frozenset(one.tax_code for one in codes[row.pk]),
            addresses=tuple(site.address for site in sites[row.pk]),
            contacts=tuple(
                WrittenContact(one.full_name, one.position, one.email, one.phone) for one in contacts[row.pk]
            ),
            has_registered_contact=any(one.is_registered for one in contacts[row.pk]),
            claims=tuple(
                HeldClaim(one.pk, one.kind, one.line_key, one.written, one.grade) for one in claims[row.pk]
            ),
        )
    return found


def _by_firm(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.enterprise_id].append(row)
    return found


def final_record(number: int) -> int:
    """Return the record that stands for a merged one, over any number of merges."""
    while True:
        row = Enterprise.objects.filter(pk=number, status=Status.MERGED).only("merged_into_id").first()
        if row is None or row.merged_into_id is None:
            return number
        number = row.merged_into_id


def holders_of(codes: Collection[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return which records hold these tax codes: today, and formerly (a merged record's code included)."""
    today: dict[str, int] = {}
    formerly: dict[str, int] = {}
    for some in portions(codes):
        rows = Enterprise.objects.filter(tax_code__in=some).values_list("tax_code", "pk", "status")
        for code, number, status in rows:
            if status == Status.MERGED:
                formerly.setdefault(code, final_record(number))
            else:
                today[code] = number
        former = FormerTaxCode.objects.filter(tax_code__in=some).exclude(enterprise__status=Status.MERGED)
        for code, number in former.values_list("tax_code", "enterprise_id"):
            formerly.setdefault(code, number)
    return today, formerly


def imported_before(fingerprints: Collection[str]) -> dict[str, int]:
    """Return which records rows like these became in earlier imports that were not undone."""
    found: dict[str, int] = {}
    for some in portions(fingerprints):
        rows = ImportRow.objects.filter(
            fingerprint__in=some, batch__state=ImportBatch.State.APPLIED, choice=ImportRow.Choice.APPLY
        ).exclude(enterprise=None)
        found.update(rows.order_by("batch__applied_at").values_list("fingerprint", "enterprise_id"))
    merged = set(
        Enterprise.objects.filter(pk__in=set(found.values()), status=Status.MERGED).values_list(
            "pk", flat=True
        )
    )
    return {one: final_record(number) if number in merged else number for one, number in found.items()}


def row_identity(fingerprint: str) -> str:
    """Return how judgements name a row of a file."""
    return f"row:{fingerprint}"


def firm_identity(number: int) -> str:
    """Return how judgements name a record."""
    return f"enterprise:{number}"


def judgements_of(fingerprints: Collection[str]) -> dict[str, dict[str, str]]:
    """Return what people said of rows like these: row → the other side → verdict."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for some in portions(map(row_identity, fingerprints), SOME // 2):
        for one in DuplicateJudgement.objects.filter(left__in=some):
            found[one.left][one.right] = one.verdict
        for one in DuplicateJudgement.objects.filter(right__in=some):
            found[one.right][one.left] = one.verdict
    return found


def duplicate_records() -> list[Record]:
    """Return every record that is not merged away, as the search for duplicates takes it."""
    names = _by_firm(EnterpriseName.objects.all())
    codes = _by_firm(FormerTaxCode.objects.all())
    sites = _by_firm(Site.objects.order_by("id"))
    contacts = _by_firm(Contact.objects.filter(erased_at=None))
    found = []
    for row in Enterprise.objects.exclude(status=Status.MERGED).order_by("id").iterator(chunk_size=2000):
        address = sites[row.pk][0].address if sites[row.pk] else ""
        others = (row.name_en, *(one.name for one in names[row.pk]))
        found.append(
            Record(
                id=row.pk,
                name=row.name,
                other_names=tuple(name for name in others if name),
                tax_code=row.tax_code,
                former_tax_codes=tuple(one.tax_code for one in codes[row.pk]),
                place=locality(address),
                address=address,
                phones=tuple(one.phone for one in contacts[row.pk] if one.phone),
                emails=tuple(one.email for one in contacts[row.pk] if one.email),
            )
        )
    return found


def record_of(firm: WrittenFirm, fingerprint: str) -> Record:
    """Return a written firm as the search for duplicates takes it."""
    return Record(
        id=row_identity(fingerprint),
        name=firm.name,
        other_names=tuple(name for name in (firm.name_en, *firm.other_names) if name),
        tax_code=firm.tax_code or firm.wrong_tax_code,
        place=locality(firm.address),
        address=firm.address,
        phones=tuple(one.phone for one in firm.contacts if one.phone),
        emails=tuple(one.email for one in firm.contacts if one.email),
    )
