"""A firm's record: beginning it, its identity, its stage, its status, its consent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from matxich.apps.foundation.actions.audit import differences, record
from matxich.apps.foundation.actions.notifications import notify
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.facts import record_state
from matxich.apps.registry.models import Enterprise, EnterpriseName, EnterpriseRole, FormerTaxCode
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.queries.representation import representatives_of
from matxich.domain.enterprises.registration import ACTS, may_move, may_set_status
from matxich.domain.shared.alphabet import sort_key
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError, require
from matxich.domain.shared.text import fold

#: what `change_identity` may change
IDENTITY = ("tax_code", "name", "name_en", "head_office_id")
_TAKEN = Text(
    "Mã số thuế {code} đã thuộc về “{name}”. Hãy mở hồ sơ đó, hoặc gộp hai hồ sơ.",
    "The tax code {code} already belongs to “{name}”. Open that record, or merge the two.",
)
_NEEDS_REASON = Text("Hãy ghi lý do của thay đổi này.", "Write why this is changed.")
_MOVED = Text("Hồ sơ “{name}”: {act}. {reason}", "Record “{name}”: {act}. {reason}")


class TaxCodeTakenError(NotAllowedError):
    """Another record has this tax code: `holder`."""

    def __init__(self, holder: Enterprise) -> None:
        self.holder = holder
        super().__init__(_TAKEN.format(code=holder.tax_code, name=holder.name))


def create_enterprise(
    *,
    name: str,
    actor: Actor,
    now: dt.datetime,
    tax_code: str = "",
    name_en: str = "",
    roles: tuple[str, ...] = (EnterpriseRole.Role.SUPPLIER,),
    origin: str = "officer",
    is_illustrative: bool = False,
) -> Enterprise:
    """Begin a record at the stage "imported" and return it.

    Args:
        tax_code: as `domain.enterprises.tax_code` writes it, "" when it has none or none is known.

    Raises:
        TaxCodeTakenError: another record has the tax code.
    """
    with transaction.atomic():
        _free(tax_code, None)
        row = Enterprise.objects.create(
            tax_code=tax_code,
            name=name.strip(),
            name_en=name_en.strip(),
            **name_columns(name),
            stage_since=now,
            origin=origin,
            is_illustrative=is_illustrative,
            created_at=now,
            updated_at=now,
        )
        EnterpriseRole.objects.bulk_create(
            EnterpriseRole(enterprise=row, role=role, valid_from=localdate(now)) for role in roles
        )
        record(
            actor,
            "enterprise.create",
            row,
            {"name": ("", row.name), "name_en": ("", row.name_en), "tax_code": ("", tax_code)},
            now=now,
        )
        refresh([row.pk], now)
        row.refresh_from_db()
    return row


def name_columns(name: str) -> dict[str, str]:
    """Return the columns that follow from a name."""
    return {"name_folded": fold(name)[:250], "name_order": sort_key(name)[:400]}


def _free(tax_code: str, own: int | None) -> None:
    if not tax_code:
        return
    holder = Enterprise.objects.filter(tax_code=tax_code).exclude(status=Status.MERGED).first()
    if holder is not None and holder.pk != own:
        raise TaxCodeTakenError(holder)


def change_identity(
    enterprise: Enterprise,
    fields: Mapping[str, Any],
    *,
    actor: Actor,
    now: dt.datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> Enterprise:
    """Change name or codes; a former name and a former tax code are kept as such.

    Raises:
        TaxCodeTakenError: another record has the tax code.
        EditConflictError: it was changed since the page was loaded.
    """
    with transaction.atomic():
        row = _locked(enterprise, expected_version)
        changes = differences(row, fields, [name for name in IDENTITY if name in fields])
        if not changes:
            return row
        if "tax_code" in changes:
            _free(fields["tax_code"], row.pk)
            if row.tax_code:
                FormerTaxCode.objects.create(
                    enterprise=row, tax_code=row.tax_code, valid_until=localdate(now)
                )
        if "name" in changes and fold(row.name) != fold(fields["name"]):
            EnterpriseName.objects.create(
                enterprise=row,
                kind=EnterpriseName.Kind.FORMER,
                name=row.name,
                name_folded=row.name_folded,
                valid_until=localdate(now),
            )
        for name, (_before, after) in changes.items():
            setattr(row, name, after)
        for name, value in name_columns(row.name).items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        record(actor, "enterprise.identity", row, changes, now=now, reason=reason)
        refresh([row.pk], now)
    return row


def _locked(enterprise: Enterprise, expected_version: int | None) -> Enterprise:
    row = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if expected_version is not None and row.version != expected_version:
        raise EditConflictError(row)
    return row


def move_stage(
    enterprise: Enterprise,
    act: str,
    *,
    actor: Actor,
    now: dt.datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> Enterprise:
    """Do one act of `domain.enterprises.registration.ACTS` and return the record.

    Raises:
        NotAllowedError: the policy refuses, or a reason is missing.
        EditConflictError: it was changed since the page was loaded.
    """
    with transaction.atomic():
        row = _locked(enterprise, expected_version)
        require(may_move(act, record_state(row)))
        rule = ACTS[act]
        if rule.needs_reason and not reason.strip():
            raise NotAllowedError(_NEEDS_REASON)
        changes = {"stage": (row.stage, rule.target)}
        row.stage, row.stage_since = rule.target, now
        if act == "submit":
            changes["confirmed_on"] = (row.confirmed_on, localdate(now))  # type: ignore[assignment]
            row.confirmed_on = localdate(now)
        row.version += 1
        row.save()
        record(actor, f"enterprise.{act}", row, changes, now=now, reason=reason)
        refresh([row.pk], now)
        if act not in {"claim", "submit"}:
            told = _MOVED.format(name=row.name, act=rule.label, reason=reason.strip())
            notify(representatives_of(row.pk, localdate(now)), told, f"/desk/{row.pk}/", now)
    return row


def set_status(
    enterprise: Enterprise,
    status: str,
    *,
    actor: Actor,
    now: dt.datetime,
    reason: str,
    expected_version: int | None = None,
) -> Enterprise:
    """Mark a firm as active, suspended or ceased.

    Raises:
        NotAllowedError: it has this status already, was merged, or no reason is given.
    """
    with transaction.atomic():
        row = _locked(enterprise, expected_version)
        require(may_set_status(status, record_state(row)))
        if not reason.strip():
            raise NotAllowedError(_NEEDS_REASON)
        changes = {"status": (row.status, status)}
        row.status, row.status_since = status, localdate(now)
        row.version += 1
        row.save()
        record(actor, "enterprise.status", row, changes, now=now, reason=reason)
        refresh([row.pk], now)
    return row


def set_consent(
    enterprise: Enterprise, agrees: bool, *, actor: Actor, now: dt.datetime, basis: str = ""
) -> Enterprise:
    """Keep whether the firm agrees that its published facts are shown, or on which other basis they are."""
    with transaction.atomic():
        row = _locked(enterprise, None)
        after = {
            "consented_at": now if agrees and not basis else None,
            "consent_basis": basis if agrees else "",
        }
        changes = differences(row, after, after)
        row.consented_at, row.consent_basis = after["consented_at"], str(after["consent_basis"] or "")
        row.version += 1
        row.save()
        record(actor, "enterprise.consent", row, changes, now=now, reason=basis)
        refresh([row.pk], now)
    return row


def confirm(enterprise: Enterprise, *, actor: Actor, now: dt.datetime) -> Enterprise:
    """Write down that somebody who may said: what stands here is true."""
    with transaction.atomic():
        row = _locked(enterprise, None)
        changes = {"confirmed_on": (row.confirmed_on, localdate(now))}
        row.confirmed_on = localdate(now)
        row.version += 1
        row.save()
        record(actor, "enterprise.confirm", row, changes, now=now)
        refresh([row.pk], now)
    return row
