"""The job behind the preview: read the file, find each firm's record, write down what applying it would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from matxich.apps.foundation.attachments import path_of
from matxich.apps.foundation.models import Job
from matxich.apps.registry.actions.importing.matching import Match, match_firms
from matxich.apps.registry.actions.importing.rows import fill_error, fill_row, of_file
from matxich.apps.registry.import_facts import held_firms, portions
from matxich.apps.registry.models import ImportBatch, ImportRow
from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.importing.claim_reader import ClaimReader
from matxich.domain.enterprises.importing.joining import fingerprint
from matxich.domain.shared.bilingual import Text
from matxich.domain.tables.report import understood
from matxich.files.errors import UnreadableFileError
from matxich.files.importing import FileEntry, FirmFile, read_firm_file

#: keep(done, total): writes down how far the job is, and fails when the job is another worker's by now
Keep = Callable[[int, int], None]
_CHUNK = 250
_NO_FIRM = Text(
    "Không tìm thấy doanh nghiệp nào: cần một bảng có cột tên doanh nghiệp. Hãy chỉ ra ý nghĩa của các cột bên dưới, hoặc dùng tệp mẫu.",
    "No firm was found: a table with a column of names is needed. Say below what the columns mean, or use the template.",
)


def read_import(job: Job, keep: Keep) -> None:
    """Read the file of the batch that a job names. Rows that an earlier attempt has written are kept."""
    batch = ImportBatch.objects.select_related("file").filter(pk=job.payload["batch"]).first()
    if batch is None or batch.state != ImportBatch.State.READING:
        return
    keep(0, 0)
    try:
        data = path_of(batch.file).read_bytes()
        file = read_firm_file(data, batch.file.name, batch.created_at.date(), overrides_of(batch))
    except UnreadableFileError as problem:
        _end(batch, ImportBatch.State.FAILED, problem=problem.text.as_dict())
        return
    keep(0, len(file.entries))
    _write_rows(batch, file.entries, keep)
    told = _understood(file)
    if not any(entry.problem is None for entry in file.entries):
        _end(batch, ImportBatch.State.FAILED, problem=_NO_FIRM.as_dict(), understood=told)
        return
    _end(
        batch,
        ImportBatch.State.PREVIEW,
        understood=told,
        is_illustrative=file.illustrative,
        problem={},
    )


def overrides_of(batch: ImportBatch) -> dict[tuple[str, int], str]:
    """Return the officer's corrections of what columns mean."""
    return {(sheet, column): name for sheet, column, name in batch.corrections}


def _end(batch: ImportBatch, state: str, **fields: Any) -> None:
    # Whoever discarded it meanwhile has the last word.
    ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.READING).update(state=state, **fields)


def _understood(file: FirmFile) -> dict[str, Any]:
    tables = understood(file.reading, load_headings())
    seen = {table["sheet"] for table in tables}
    bare = [
        {"sheet": grid.sheet, "rows": [list(row[:40]) for row in grid.rows[:40]]}
        for grid in file.grids
        if grid.sheet not in seen
    ]
    return {"tables": tables, "bare": bare, "findings": of_file(file.findings), "count": len(file.findings)}


def _write_rows(batch: ImportBatch, entries: Sequence[FileEntry], keep: Keep) -> None:
    there = set(batch.rows.values_list("number", flat=True))
    prints = [fingerprint(entry.firm) for entry in entries]
    numbered = [
        (number, entry.firm, prints[number - 1])
        for number, entry in enumerate(entries, start=1)
        if entry.problem is None
    ]
    matches = match_firms(numbered)
    reader = ClaimReader(load_vocabulary())
    for some in portions(range(1, len(entries) + 1), _CHUNK):
        wanted = [number for number in some if number not in there]
        held = held_firms(
            match.enterprise_id
            for number in wanted
            if (match := matches.get(number)) and match.enterprise_id is not None
        )
        rows = []
        for number in wanted:
            entry = entries[number - 1]
            row = ImportRow(batch=batch, number=number, fingerprint=prints[number - 1])
            if entry.problem is not None:
                fill_error(row, entry.firm, entry.problem)
            else:
                match = matches[number]
                known = held.get(match.enterprise_id) if match.enterprise_id is not None else None
                fill_row(row, entry.firm, match, known, reader)
            rows.append(row)
        with transaction.atomic():
            keep(some[-1], len(entries))
            ImportRow.objects.bulk_create(rows, batch_size=_CHUNK)


def match_of(
    content: Mapping[str, Any], candidates: list[dict[str, Any]], enterprise_id: int | None
) -> Match:
    """Return what a written row keeps of its match."""
    return Match(
        enterprise_id,
        content.get("by", ""),
        content.get("joins"),
        content.get("head_office"),
        candidates,
    )
