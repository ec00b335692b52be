"""What an officer wants done with the rows of a preview. A word about who a firm is is remembered for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.actions.importing.beginning import locked
from matxich.apps.registry.actions.importing.matching import Match
from matxich.apps.registry.actions.importing.rows import fill_row
from matxich.apps.registry.actions.judging import judge
from matxich.apps.registry.import_facts import final_record, firm_identity, held_firms, portions, row_identity
from matxich.apps.registry.models import DuplicateJudgement, Enterprise, ImportBatch, ImportRow
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.importing.claim_reader import ClaimReader
from matxich.domain.enterprises.importing.model import WrittenFirm
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError

Choice, Outcome = ImportRow.Choice, ImportRow.Outcome
Verdict = DuplicateJudgement.Verdict
_UNUSABLE = Text(
    "Dòng {row} không dùng được nên chỉ có thể bỏ qua: {why}",
    "Row {row} cannot be used and can only be skipped: {why}",
)
_OTHER_CODE = Text(
    "“{name}” có mã số thuế {held}, dòng này ghi {code}. Nếu vẫn là một doanh nghiệp, hãy ghi lý do.",
    "“{name}” has the tax code {held}, this row says {code}. If they are one firm all the same, write why.",
)
_NO_SUCH_ROW = Text("Không có dòng {row} đứng trước dòng này.", "There is no row {row} before this one.")


def choose(batch: ImportBatch, numbers: Iterable[int], choice: str, *, actor: Actor, now: dt.datetime) -> int:
    """Set rows to be applied or skipped; return how many were. Rows that cannot be applied so stay as they are.

    Args:
        choice: "apply" or "skip".

    Raises:
        NotNowError: the preview stands no more.
    """
    with transaction.atomic():
        locked(batch, ImportBatch.State.PREVIEW)
        changed = 0
        for some in portions(numbers):
            rows = ImportRow.objects.filter(batch=batch, number__in=some)
            if choice == Choice.APPLY:
                rows = rows.exclude(outcome__in=(Outcome.ERROR, Outcome.DUPLICATE))
            changed += rows.update(choice=Choice(choice))
    return changed


def choose_new(
    batch: ImportBatch, numbers: Iterable[int], *, actor: Actor, now: dt.datetime, reason: str = ""
) -> int:
    """Say of possible duplicates that they are firms of their own; return how many were.

    Raises:
        NotNowError: the preview stands no more.
    """
    with transaction.atomic():
        locked(batch, ImportBatch.State.PREVIEW)
        rows = _rows(batch, numbers, Outcome.DUPLICATE)
        others = _fingerprints(batch, (one["row"] for row in rows for one in row.candidates if "row" in one))
        reader = ClaimReader(load_vocabulary())
        for row in rows:
            for one in row.candidates:
                other = (
                    firm_identity(one["enterprise"])
                    if "enterprise" in one
                    else row_identity(others[one["row"]])
                )
                judge(
                    row_identity(row.fingerprint),
                    other,
                    Verdict.DIFFERENT,
                    actor=actor,
                    now=now,
                    reason=reason,
                )
            firm = written_of(row)
            fill_row(row, firm, Match(head_office_id=row.content.get("head_office")), None, reader)
        _save(rows)
    return len(rows)


def choose_firm(
    batch: ImportBatch,
    number: int,
    enterprise: Enterprise,
    *,
    actor: Actor,
    now: dt.datetime,
    reason: str = "",
) -> ImportRow:
    """Say that a row is a record of the registry.

    Raises:
        NotNowError: the preview stands no more.
        NotAllowedError: the row cannot be used, or the tax codes differ and no reason is given.
    """
    with transaction.atomic():
        locked(batch, ImportBatch.State.PREVIEW)
        row = _usable(batch, number)
        firm = written_of(row)
        held = held_firms([final_record(enterprise.pk)])[final_record(enterprise.pk)]
        if firm.tax_code and held.tax_code and firm.tax_code != held.tax_code and not reason.strip():
            known = firm.tax_code in held.former_tax_codes
            if not known:
                raise NotAllowedError(
                    _OTHER_CODE.format(name=held.name, held=held.tax_code, code=firm.tax_code)
                )
        judge(
            row_identity(row.fingerprint),
            firm_identity(held.id),
            Verdict.SAME,
            actor=actor,
            now=now,
            reason=reason,
        )
        fill_row(row, firm, Match(held.id, "judged"), held, ClaimReader(load_vocabulary()))
        _save([row])
    return row


def choose_joined(
    batch: ImportBatch, number: int, first: int, *, actor: Actor, now: dt.datetime, reason: str = ""
) -> ImportRow:
    """Say that a row is the same firm as an earlier row of the file.

    Raises:
        NotNowError: the preview stands no more.
        NotAllowedError: the row cannot be used, or there is no such earlier row.
    """
    with transaction.atomic():
        locked(batch, ImportBatch.State.PREVIEW)
        row = _usable(batch, number)
        target = ImportRow.objects.filter(batch=batch, number=first).exclude(outcome=Outcome.ERROR).first()
        if target is None or first >= number:
            raise NotAllowedError(_NO_SUCH_ROW.format(row=str(first)))
        first = int(target.content.get("joins", first))
        sides = row_identity(row.fingerprint), row_identity(target.fingerprint)
        judge(*sides, Verdict.SAME, actor=actor, now=now, reason=reason)
        fill_row(row, written_of(row), Match(joins=first), None, ClaimReader(load_vocabulary()))
        # Rows that were said to be this one follow it.
        followers = [
            one for one in ImportRow.objects.filter(batch=batch) if one.content.get("joins") == number
        ]
        for one in followers:
            one.content["joins"] = first
        _save([row, *followers])
    return row


def _rows(batch: ImportBatch, numbers: Iterable[int], outcome: str) -> list[ImportRow]:
    return [
        row
        for some in portions(numbers)
        for row in ImportRow.objects.filter(batch=batch, number__in=some, outcome=outcome)
    ]


def _fingerprints(batch: ImportBatch, numbers: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in portions(numbers):
        found.update(
            ImportRow.objects.filter(batch=batch, number__in=some).values_list("number", "fingerprint")
        )
    return found


def _usable(batch: ImportBatch, number: int) -> ImportRow:
    row: ImportRow = ImportRow.objects.get(batch=batch, number=number)
    if row.outcome == Outcome.ERROR:
        why = row.findings[0] if row.findings else {"vi": "", "en": ""}
        raise NotAllowedError(_UNUSABLE.format(row=str(number), why=Text(why["vi"], why["en"])))
    return row


def written_of(row: ImportRow) -> WrittenFirm:
    """Return what the file says of a row's firm."""
    places = tuple((str(sheet), int(number)) for sheet, number in row.places)
    return WrittenFirm.of(row.content, places)


def _save(rows: Sequence[ImportRow]) -> None:
    fields = ["content", "outcome", "choice", "enterprise", "candidates", "differences", "findings"]
    ImportRow.objects.bulk_update(rows, fields, batch_size=100)
