"""Applying a preview: everything in one transaction, whole or without the bad rows.

Reading claims and addresses takes most of the time and is done before: the transaction, during which nobody else can
write on SQLite, only writes. What somebody changed in between is compared anew inside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import DataError, IntegrityError, transaction

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actions.changes import note_changes
from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Job
from matxich.apps.registry.actions.duplicates import ask_to_find
from matxich.apps.registry.actions.importing.beginning import locked
from matxich.apps.registry.actions.importing.choosing import written_of
from matxich.apps.registry.actions.importing.prepared import Prepared, Source, prepare
from matxich.apps.registry.actions.importing.results import set_results
from matxich.apps.registry.actions.importing.writing import Writer
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.import_facts import held_firms, holders_of, portions
from matxich.apps.registry.models import Enterprise, ImportBatch, ImportRow
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.importing.claim_reader import ClaimReader
from matxich.domain.enterprises.importing.model import WrittenFirm
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError

APPLY_JOB = "import_apply"
Keep = Callable[[int, int], None]
Choice = ImportRow.Choice
_CHUNK = 250
_UNDECIDED = Text(
    "Còn {n} dòng chưa quyết định (dòng {rows}). Hãy chọn cho từng dòng, bỏ qua chúng, hoặc ghi riêng các dòng tốt.",
    "{n} rows are not decided (rows {rows}). Decide each, skip them, or apply the good rows alone.",
)
_NOTHING = Text("Không có dòng nào được chọn để ghi.", "No row is chosen to be applied.")
_TAKEN = Text(
    "Mã số thuế {code} vừa được hồ sơ khác dùng sau khi xem trước. Hãy đọc lại tệp.",
    "Another record has taken the tax code {code} since the preview. Read the file again.",
)
_REFUSED = Text(
    "Cơ sở dữ liệu không nhận dòng này: {why}. Hãy sửa dòng trong tệp rồi nhập lại.",
    "The database does not take this row: {why}. Correct the row in the file and import it again.",
)
_BAD_ROWS = Text(
    "Không ghi gì cả: {n} dòng không ghi được (dòng {rows}). Lý do ở từng dòng; hãy bỏ qua chúng hoặc ghi riêng các dòng tốt.",
    "Nothing was applied: {n} rows cannot be (rows {rows}). The reason stands at each; skip them or apply the good rows alone.",
)


class BadRowsError(Exception):
    """The whole was to be applied, and some rows cannot be."""

    def __init__(self, problems: dict[int, Text]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} rows")


def ask_to_apply(batch: ImportBatch, *, whole: bool, actor: Actor, now: dt.datetime) -> Job:
    """Ask for an import to be applied.

    Args:
        whole: one bad or undecided row refuses everything; otherwise such rows are left out and reported.

    Raises:
        NotNowError: it is being applied or was, by somebody faster.
        NotAllowedError: nothing is chosen, or rows are undecided and the whole is wanted.
    """
    with transaction.atomic():
        row = locked(batch, ImportBatch.State.PREVIEW)
        if whole:
            undecided = list(
                row.rows.filter(choice=Choice.ASK).order_by("number").values_list("number", flat=True)
            )
            if undecided:
                raise NotAllowedError(_UNDECIDED.format(n=len(undecided), rows=some_of(undecided)))
        if not row.rows.filter(choice=Choice.APPLY).exists():
            raise NotAllowedError(_NOTHING)
        row.state, row.problem = ImportBatch.State.APPLYING, {}
        row.job = ask_for(APPLY_JOB, {"batch": row.pk, "whole": whole, "by": actor.user_id}, now, actor=actor)
        row.save(update_fields=["state", "problem", "job"])
        record(actor, "import.ask_apply", row, {"whole": (None, whole)}, now=now)
        return row.job


def some_of(numbers: Sequence[int], most: int = 10) -> str:
    """Return some numbers of rows in words: "3, 8, 12…"."""
    more = "…" if len(numbers) > most else ""
    return ", ".join(map(str, numbers[:most])) + more


def apply_import(job: Job, keep: Keep, now: dt.datetime) -> None:
    """Apply the batch that a job names. A worker that dies in the middle leaves nothing, and the next one begins anew."""
    batch = ImportBatch.objects.select_related("file").get(pk=job.payload["batch"])
    if batch.state != ImportBatch.State.APPLYING:
        return
    work = _Work(batch, Actor(job.payload["by"], "import"), now)
    groups = work.groups()
    prepared: list[Prepared] = []
    for start in range(0, len(groups), _CHUNK):
        keep(start, len(groups))
        prepared += work.prepared(groups[start : start + _CHUNK])
    keep(len(groups), len(groups))
    try:
        with transaction.atomic():
            locked(batch, ImportBatch.State.APPLYING)
            problems = work.write(prepared)
            if problems and job.payload["whole"]:
                raise BadRowsError(problems)
            set_results(batch, prepared, problems)
            work.end()
            keep(len(groups), len(groups))
    except BadRowsError as bad:
        _refuse(batch, bad.problems)


def _refuse(batch: ImportBatch, problems: dict[int, Text]) -> None:
    with transaction.atomic():
        row = locked(batch, ImportBatch.State.APPLYING)
        for number, text in problems.items():
            row.rows.filter(number=number).update(choice=Choice.ASK, result=text.as_dict())
        told = _BAD_ROWS.format(n=len(problems), rows=some_of(sorted(problems)))
        row.state, row.problem = ImportBatch.State.PREVIEW, told.as_dict()
        row.save(update_fields=["state", "problem"])


@dataclass(slots=True)
class _Stamp:
    """How a record stood when its rows were prepared."""

    version: int
    updated_at: dt.datetime


class _Work:
    def __init__(self, batch: ImportBatch, actor: Actor, now: dt.datetime) -> None:
        self.batch, self.actor, self.now = batch, actor, now
        self.reader = ClaimReader(load_vocabulary())
        self.source = Source(batch.file.name, now, actor.user_id, batch.is_illustrative)
        self.stamps: dict[int, _Stamp] = {}
        self.before: list[int] = []
        self.made: list[int] = []
        self.confirmed: list[int] = []

    def groups(self) -> list[tuple[list[ImportRow], WrittenFirm]]:
        """Return the rows to be applied by the firm they are, in the order of the file."""
        rows = list(
            self.batch.rows.filter(choice=Choice.APPLY).order_by("number").defer("differences", "candidates")
        )
        by_number: dict[int, list[ImportRow]] = {}
        first_of: dict[int, int] = {}
        for row in rows:
            first = int(row.content.get("joins", row.number))
            if row.enterprise_id is not None:
                first = first_of.setdefault(row.enterprise_id, row.number)
            by_number.setdefault(first if first in by_number else row.number, []).append(row)
        return [(listed, _joined(listed)) for listed in by_number.values()]

    def prepared(self, groups: Sequence[tuple[list[ImportRow], WrittenFirm]]) -> list[Prepared]:
        """Compare some groups with the records as they stand now."""
        ids = [rows[0].enterprise_id for rows, _ in groups if rows[0].enterprise_id is not None]
        for row in Enterprise.objects.filter(pk__in=ids).only("pk", "version", "updated_at"):
            self.stamps[row.pk] = _Stamp(row.version, row.updated_at)
        return prepare(groups, held_firms(ids), self.reader, self.source)

    def write(self, prepared: list[Prepared]) -> dict[int, Text]:
        """Write everything that can be; return the rows that cannot, with the reason."""
        self._renew(prepared)
        problems = {one.row.number: one.problem for one in prepared if one.problem is not None}
        problems |= self._taken([one for one in prepared if one.problem is None])
        writer = Writer(self.actor, self.now, self.batch.file.name)
        good = [one for one in prepared if one.row.number not in problems]
        for start in range(0, len(good), _CHUNK):
            some = good[start : start + _CHUNK]
            try:
                self._write(writer, some)
            except (IntegrityError, DataError):
                problems |= self._one_by_one(writer, some)
        return problems

    def _write(self, writer: Writer, some: Sequence[Prepared]) -> None:
        with transaction.atomic():
            changed = set(writer.write(some))
        self.before += sorted(changed)
        self.made += [one.enterprise.pk for one in some if one.enterprise is not None]
        there = [one.held.id for one in some if one.held is not None]
        self.confirmed += [number for number in there if number not in changed]

    def _one_by_one(self, writer: Writer, some: Sequence[Prepared]) -> dict[int, Text]:
        """Find the bad ones of a portion that the database refused."""
        problems: dict[int, Text] = {}
        for one in self.prepared([(one.rows, one.firm) for one in some]):
            try:
                self._write(writer, [one])
            except (IntegrityError, DataError) as problem:
                problems[one.row.number] = _REFUSED.format(why=str(problem).splitlines()[0][:200])
        return problems

    def _renew(self, prepared: list[Prepared]) -> None:
        """Compare those again whose record was changed meanwhile."""
        stale: set[int] = set()
        for some in portions(self.stamps):
            for row in Enterprise.objects.select_for_update().filter(pk__in=some).order_by("pk"):
                if (row.version, row.updated_at) != (
                    self.stamps[row.pk].version,
                    self.stamps[row.pk].updated_at,
                ):
                    stale.add(row.pk)
        for at, one in enumerate(prepared):
            if one.held is not None and one.held.id in stale:
                (prepared[at],) = self.prepared([(one.rows, one.firm)])

    def _taken(self, prepared: Sequence[Prepared]) -> dict[int, Text]:
        """Find the rows whose tax code somebody gave to another record meanwhile, or another row of the file."""
        wanted: dict[str, int] = {}
        problems: dict[int, Text] = {}
        for one in prepared:
            code = one.firm.tax_code if one.held is None else one.found.identity.get("tax_code", ("", ""))[1]
            if code and wanted.setdefault(code, one.row.number) != one.row.number:
                problems[one.row.number] = _TAKEN.format(code=code)
        today, _ = holders_of(wanted)
        problems |= {wanted[code]: _TAKEN.format(code=code) for code in today if code in wanted}
        return problems

    def end(self) -> None:
        """Bring up to date what follows from the claims, tell the index, and close the import."""
        refresh(self.before, self.now)
        # Nothing that is worked out of claims changes where they are only confirmed.
        for some in portions(self.confirmed):
            Enterprise.objects.filter(pk__in=some).update(updated_at=self.now)
        note_changes("enterprise", [*self.made, *self.confirmed], self.now)
        self.batch.state = ImportBatch.State.APPLIED
        self.batch.applied_at, self.batch.applied_by_id = self.now, self.actor.user_id
        self.batch.save(update_fields=["state", "applied_at", "applied_by_id"])
        counts = {"new": ("", len(self.made)), "updated": ("", len(self.before))}
        record(self.actor, "import.apply", self.batch, counts, now=self.now)
        ask_to_find(self.now, actor=self.actor)


def _joined(rows: Iterable[ImportRow]) -> WrittenFirm:
    first, *others = [written_of(row) for row in rows]
    for other in others:
        first = first.joined_with(other)
    return first
