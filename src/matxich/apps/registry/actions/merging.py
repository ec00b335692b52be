"""Merging two records of one firm, so that it can be undone exactly.

Everything that hangs on the record that goes moves to the one that is kept, whichever part of the product wrote it. Each
row that is changed on the way is written down with what stood there before and after; undoing writes the former back,
last first, if the latter still stands.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.actions.judging import judge
from matxich.apps.registry.actions.merge_ledger import Ledger
from matxich.apps.registry.actions.merge_lines import unite_lines
from matxich.apps.registry.actions.merge_parts import move_others, move_parts
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.import_facts import firm_identity
from matxich.apps.registry.models import (
    DuplicateJudgement,
    DuplicatePair,
    Enterprise,
    EnterpriseName,
    FormerTaxCode,
    Merge,
)
from matxich.apps.registry.models.enterprise import Status
from matxich.domain.enterprises.merging import Side, may_merge
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError, require
from matxich.domain.shared.text import fold

_NEEDS_REASON = Text("Hãy ghi lý do hoàn tác.", "Write why it is undone.")
_UNDONE = Text("Lần gộp này đã được hoàn tác.", "This merge was undone already.")
_STANDS = Text(
    "Không hoàn tác được: sau khi gộp, {n} thông tin đã được thay đổi tiếp. Đầu tiên: {first}.",
    "It cannot be undone: {n} things were changed further since the merge. The first: {first}.",
)
_CODE_TAKEN = Text(
    "Không hoàn tác được: mã số thuế {code} nay thuộc “{name}”.",
    "It cannot be undone: the tax code {code} belongs to “{name}” by now.",
)


def side_of(firm: Enterprise) -> Side:
    """Return a record as the policy of merging sees it."""
    return Side(firm.pk, firm.name, firm.tax_code, firm.status, firm.is_illustrative)


def merge(
    kept: Enterprise,
    gone: Enterprise,
    *,
    actor: Actor,
    now: dt.datetime,
    reason: str = "",
    codes_confirmed: bool = False,
) -> Merge:
    """Let one record go into another one, and remember that the two are one firm.

    Args:
        kept: the record that stays, with its name and its stage.
        codes_confirmed: a person has said that two different tax codes are one firm's; needs a reason.

    Raises:
        NotAllowedError: the policy refuses: head office and branch, merged before, two codes without confirmation.
    """
    with transaction.atomic():
        rows = {
            row.pk: row
            for row in Enterprise.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk)).order_by("pk")
        }
        stays, goes = rows[kept.pk], rows[gone.pk]
        require(may_merge(side_of(stays), side_of(goes), reason=reason, codes_confirmed=codes_confirmed))
        ledger = Ledger()
        _close(goes, stays, ledger, now)
        unite_lines(stays, goes, ledger, now)
        move_parts(stays, goes, ledger)
        move_others(stays, goes, ledger)
        _name_and_codes(stays, goes, ledger, now)
        _forget_pairs(stays, goes, ledger)
        made = Merge.objects.create(
            kept=stays, gone=goes, moved=ledger.as_json(), at=now, by_id=actor.user_id, reason=reason.strip()
        )
        sides = firm_identity(stays.pk), firm_identity(goes.pk)
        judge(*sides, DuplicateJudgement.Verdict.SAME, actor=actor, now=now, reason=reason)
        for row in (stays, goes):
            changes = {"merged_into": ("", stays.name), "merged": ("", goes.name), "rows": ("", ledger.count)}
            record(actor, "enterprise.merge", row, changes, now=now, reason=reason)
        refresh([stays.pk, goes.pk], now)
    return made


def _close(goes: Enterprise, stays: Enterprise, ledger: Ledger, now: dt.datetime) -> None:
    ledger.change(
        goes, status=Status.MERGED, status_since=localdate(now), merged_into_id=stays.pk, head_office_id=None
    )


def _name_and_codes(stays: Enterprise, goes: Enterprise, ledger: Ledger, now: dt.datetime) -> None:
    """Keep the names and codes of the record that goes, and fill what the kept one does not say."""
    known = {stays.name_folded, *(stays.names.values_list("name_folded", flat=True))}
    for name in (goes.name, goes.name_en):
        if name and fold(name)[:250] not in known and fold(name) != fold(stays.name_en):
            alias = EnterpriseName(
                enterprise=stays,
                kind=EnterpriseName.Kind.ALIAS,
                name=name,
                name_folded=fold(name)[:250],
                source=f"#{goes.pk}",
            )
            ledger.make(alias)
            known.add(alias.name_folded)
    filled: dict[str, object] = {}
    if goes.tax_code and not stays.tax_code:
        filled["tax_code"] = goes.tax_code
    elif goes.tax_code and goes.tax_code != stays.tax_code:
        codes = stays.former_tax_codes.filter(tax_code=goes.tax_code)
        if not codes.exists():
            ledger.make(FormerTaxCode(enterprise=stays, tax_code=goes.tax_code, valid_until=localdate(now)))
    if goes.consented_at and not stays.consented_at and not stays.consent_basis:
        filled["consented_at"] = goes.consented_at
    if goes.confirmed_on and (stays.confirmed_on is None or stays.confirmed_on < goes.confirmed_on):
        filled["confirmed_on"] = goes.confirmed_on
    if filled:
        ledger.change(stays, **filled)


def _forget_pairs(stays: Enterprise, goes: Enterprise, ledger: Ledger) -> None:
    """Drop the pairs that name the record that goes; the next search finds what it shares with others."""
    for pair in DuplicatePair.objects.filter(first=goes) | DuplicatePair.objects.filter(second=goes):
        ledger.drop(pair)


def undo_merge(done: Merge, *, actor: Actor, now: dt.datetime, reason: str) -> Merge:
    """Part two records again as they were before they were merged; the judgement about them is taken back.

    Raises:
        NotAllowedError: it was undone already, no reason is given, or something has changed since.
    """
    if not reason.strip():
        raise NotAllowedError(_NEEDS_REASON)
    with transaction.atomic():
        row = Merge.objects.select_for_update().get(pk=done.pk)
        if row.undone_at is not None:
            raise NotAllowedError(_UNDONE)
        goes = Enterprise.objects.select_for_update().get(pk=row.gone_id)
        stays = Enterprise.objects.select_for_update().get(pk=row.kept_id)
        ledger = Ledger.of(row.moved)
        changed = ledger.changed_since()
        if changed:
            raise NotAllowedError(_STANDS.format(n=len(changed), first=changed[0]))
        _code_is_free(goes, stays)
        ledger.undo()
        left, right = sorted((firm_identity(stays.pk), firm_identity(goes.pk)))
        DuplicateJudgement.objects.filter(
            left=left, right=right, verdict=DuplicateJudgement.Verdict.SAME
        ).delete()
        row.undone_at, row.undone_by_id = now, actor.user_id
        row.save(update_fields=["undone_at", "undone_by_id"])
        for firm in (stays, goes):
            changes = {"parted": (stays.name, goes.name), "rows": ("", ledger.count)}
            record(actor, "enterprise.part", firm, changes, now=now, reason=reason)
        refresh([stays.pk, goes.pk], now)
    return row


def _code_is_free(goes: Enterprise, stays: Enterprise) -> None:
    if not goes.tax_code:
        return
    others = Enterprise.objects.filter(tax_code=goes.tax_code).exclude(status=Status.MERGED)
    holder = others.exclude(pk__in=(goes.pk, stays.pk)).first()
    if holder is not None:
        raise NotAllowedError(_CODE_TAKEN.format(code=goes.tax_code, name=holder.name))
