"""What else hangs on a record that goes into another one. What both have is left where it is, and comes to no harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from matxich.apps.registry.actions.merge_ledger import Ledger
from matxich.apps.registry.models import (
    Claim,
    Contact,
    DuplicatePair,
    Enterprise,
    EnterpriseName,
    EnterpriseRole,
    FormerTaxCode,
    ImportRow,
    Merge,
    Representative,
    Site,
)
from matxich.domain.enterprises.importing.comparing import same_address

#: handled by themselves, or history that names the record as it was
_NOT_MOVED = (Claim, DuplicatePair, ImportRow, Merge)
_PARTS = (Contact, EnterpriseName, EnterpriseRole, FormerTaxCode, Representative, Site)


def move_parts(stays: Enterprise, goes: Enterprise, ledger: Ledger) -> None:
    """Move names, codes, sites, contacts, roles and representatives; what the kept record has already stays behind."""
    registered = stays.contacts.filter(is_registered=True).exists()
    for contact in goes.contacts.order_by("id"):
        values: dict[str, Any] = {"enterprise_id": stays.pk}
        if contact.is_registered and registered:
            values["is_registered"] = False  # one address gets the codes and links: the kept record's
        ledger.change(contact, **values)
    names = {stays.name_folded, *stays.names.values_list("name_folded", flat=True)}
    codes = {stays.tax_code, *stays.former_tax_codes.values_list("tax_code", flat=True)}
    roles = set(stays.roles.filter(valid_until=None).values_list("role", flat=True))
    people = set(stays.representatives.filter(valid_until=None).values_list("user_id", flat=True))
    addresses = list(stays.sites.values_list("address", flat=True))
    moving: list[models.Model] = [
        *(one for one in goes.names.order_by("id") if one.name_folded not in names),
        *(one for one in goes.former_tax_codes.order_by("id") if one.tax_code not in codes),
        *(one for one in goes.roles.order_by("id") if one.valid_until or one.role not in roles),
        *(one for one in goes.representatives.order_by("id") if one.valid_until or one.user_id not in people),
        *(
            one
            for one in goes.sites.order_by("id")
            if not any(same_address(one.address, known) for known in addresses)
        ),
    ]
    for row in moving:
        ledger.change(row, enterprise_id=stays.pk)


def move_others(stays: Enterprise, goes: Enterprise, ledger: Ledger) -> None:
    """Move the rows of every other table that points at the record, those of parts built later included."""
    for field in pointing_at_firms():
        model = field.model
        if model in _NOT_MOVED or model in _PARTS or field.name == "merged_into":
            continue
        rows = model._base_manager.filter(**{field.name: goes}).order_by("pk")  # noqa: SLF001 -- also hidden rows
        for row in rows:
            if row.pk == stays.pk and model is Enterprise:
                ledger.change(row, **{field.attname: None})  # a branch that its head office goes into
            elif not _is_there(row, field, stays):
                ledger.change(row, **{field.attname: stays.pk})


def pointing_at_firms() -> Iterator[models.ForeignKey[Any, Any]]:
    """Return every foreign key of the product to a firm, by the name of its table."""
    relations: Iterable[Any] = Enterprise._meta.get_fields(include_hidden=True)  # noqa: SLF001 -- Django's way
    found = [one.field for one in relations if isinstance(one, models.ManyToOneRel)]
    yield from sorted(found, key=lambda field: (field.model._meta.label, field.name))  # noqa: SLF001 -- as above


def _is_there(row: models.Model, field: models.ForeignKey[Any, Any], stays: Enterprise) -> bool:
    """Say whether the kept record has a row already that this one may not stand beside."""
    meta = row._meta  # noqa: SLF001 -- Django's documented way to a model's rules
    for rule in meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and field.name in rule.fields:
            same = {name: getattr(row, name) for name in rule.fields if name != field.name}
            if type(row)._base_manager.filter(**same, **{field.name: stays}).exists():  # noqa: SLF001 -- as above
                return True
    return False
