"""What else a firm is called, the codes it had, and the parts it plays: added and ended, each with its line in the history."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.models import Enterprise, EnterpriseName, EnterpriseRole, FormerTaxCode
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError
from matxich.domain.shared.text import fold

_KNOWN = Text("Tên này đã có trong hồ sơ.", "The record has this name already.")
_CODE_KNOWN = Text("Mã số thuế này đã có trong hồ sơ.", "The record has this tax code already.")
_ROLE_HELD = Text("Doanh nghiệp đang có vai trò này.", "The firm has this role already.")


@transaction.atomic
def add_name(
    enterprise: Enterprise, kind: str, name: str, *, actor: Actor, now: dt.datetime, source: str = ""
) -> EnterpriseName:
    """Add another name it is or was known by.

    Raises:
        NotAllowedError: the record has this name already, written in whatever way.
    """
    folded = fold(name)[:250]
    if folded == enterprise.name_folded or enterprise.names.filter(name_folded=folded).exists():
        raise NotAllowedError(_KNOWN)
    row = EnterpriseName.objects.create(
        enterprise=enterprise, kind=kind, name=name.strip(), name_folded=folded, source=source.strip()
    )
    record(actor, "enterprise.alias", enterprise, {"name": ("", row.name)}, now=now, reason=source)
    refresh([enterprise.pk], now)
    return row


@transaction.atomic
def remove_name(row: EnterpriseName, *, actor: Actor, now: dt.datetime, reason: str) -> None:
    """Take another name away again, because it is not the firm's."""
    enterprise = row.enterprise
    record(actor, "enterprise.alias_removed", enterprise, {"name": (row.name, "")}, now=now, reason=reason)
    row.delete()
    refresh([enterprise.pk], now)


@transaction.atomic
def add_former_code(
    enterprise: Enterprise,
    tax_code: str,
    *,
    actor: Actor,
    now: dt.datetime,
    valid_until: dt.date | None = None,
) -> FormerTaxCode:
    """Add a tax code that it had before.

    Args:
        tax_code: as `domain.enterprises.tax_code` writes it.

    Raises:
        NotAllowedError: the record has this code already.
    """
    if tax_code == enterprise.tax_code or enterprise.former_tax_codes.filter(tax_code=tax_code).exists():
        raise NotAllowedError(_CODE_KNOWN)
    row = FormerTaxCode.objects.create(enterprise=enterprise, tax_code=tax_code, valid_until=valid_until)
    record(actor, "enterprise.former_code", enterprise, {"former_tax_codes": ("", tax_code)}, now=now)
    refresh([enterprise.pk], now)
    return row


@transaction.atomic
def begin_role(
    enterprise: Enterprise, role: str, *, actor: Actor, now: dt.datetime, on: dt.date
) -> EnterpriseRole:
    """Let a firm play a part in the programme from a day on.

    Raises:
        NotAllowedError: it plays this part already.
    """
    if enterprise.roles.filter(role=role, valid_until=None).exists():
        raise NotAllowedError(_ROLE_HELD)
    row = EnterpriseRole.objects.create(enterprise=enterprise, role=role, valid_from=on)
    record(actor, "enterprise.role_begun", enterprise, {"role": ("", row.get_role_display())}, now=now)
    refresh([enterprise.pk], now)
    return row


@transaction.atomic
def end_role(row: EnterpriseRole, *, actor: Actor, now: dt.datetime, on: dt.date) -> None:
    """End a part that a firm plays; `on` is its last day."""
    changes = {"role": (row.get_role_display(), ""), "valid_until": (row.valid_until, on)}
    row.valid_until = on
    row.save(update_fields=["valid_until"])
    record(actor, "enterprise.role_ended", row.enterprise, changes, now=now)
    refresh([row.enterprise_id], now)
