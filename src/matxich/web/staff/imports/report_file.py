"""The report of an import as a workbook."""

from __future__ import annotations

import io
from typing import Any

from django.utils import timezone

from matxich.apps.foundation.attachments import path_of
from matxich.apps.registry.models import ImportBatch, ImportRow
from matxich.apps.registry.queries.imports import counts
from matxich.domain.shared.bilingual import Text
from matxich.files.import_report import ImportReport, ReportFinding, RowNote, write_import_report
from matxich.files.reading import read_grids
from matxich.web.staff.imports.preview import firm_address

_LABELS = {
    "new": (Text("Doanh nghiệp mới", "New firm"), "meets"),
    "update": (Text("Cập nhật", "Update"), "near"),
    "same": (Text("Không đổi", "Unchanged"), "unknown"),
    "duplicate": (Text("Có thể trùng", "Possible duplicate"), "expired"),
    "error": (Text("Lỗi", "Error"), "fails"),
}
_APPLIED = {
    "new": Text("Đã tạo hồ sơ mới", "A new record was made"),
    "update": Text("Đã cập nhật", "Updated"),
    "same": Text("Không đổi", "Unchanged"),
}
_LEFT_OUT = Text("Không ghi", "Left out")


def is_invented(batch: ImportBatch) -> bool:
    """Say whether the file, or a record that it touches, is illustrative."""
    return batch.is_illustrative or batch.rows.filter(enterprise__is_illustrative=True).exists()


def report_workbook(batch: ImportBatch, language: str, site: str) -> io.BytesIO:
    """Return the report of an import in a language; `site` begins the addresses of records ("https://…")."""
    is_applied = batch.state == ImportBatch.State.APPLIED
    found = counts(batch)
    notes: dict[tuple[str, int], RowNote] = {}
    findings = [_of_file(one, language) for one in batch.understood.get("findings", ())]
    left_out = 0
    for row in batch.rows.order_by("number").iterator(chunk_size=500):
        left_out += bool(row.result.get("left_out"))
        note = _note(row, language, site, is_applied=is_applied)
        notes.update({(str(sheet), int(number)): note for sheet, number in row.places})
        findings += [_of_row(one, language) for one in row.findings]
    counted = [
        (_LABELS[outcome][0].in_language(language), count) for outcome, count in found.by_outcome.items()
    ]
    if is_applied:
        counted.append((_LEFT_OUT.in_language(language), left_out))
    report = ImportReport(
        file=batch.file.name,
        on=timezone.localtime(batch.applied_at or batch.created_at).date(),
        is_applied=is_applied,
        illustrative=is_invented(batch),
        counts=counted,
        notes=notes,
        headings={table["sheet"]: table["header_rows"] for table in batch.understood.get("tables", ())},
        findings=findings,
    )
    target = io.BytesIO()
    grids = read_grids(path_of(batch.file).read_bytes(), batch.file.name).grids
    write_import_report(report, grids, target, language)
    return target


def _note(row: ImportRow, language: str, site: str, *, is_applied: bool) -> RowNote:
    label, level = _LABELS[row.outcome]
    why = "; ".join(_difference(one, language) for one in row.differences if one["what"] != "confirmed")
    if row.outcome == ImportRow.Outcome.ERROR and row.findings:
        why = row.findings[0][language]
    if is_applied:
        if row.result.get("left_out"):
            label, level, why = _LEFT_OUT, "fails", row.result.get(language, "")
        else:
            label, why = _APPLIED.get(row.outcome, label), row.result.get(language, "")
    address = firm_address(row.enterprise_id)
    return RowNote(label.in_language(language), level, why[:2000], f"{site}{address}" if address else "")


def _difference(one: dict[str, Any], language: str) -> str:
    before, after = one["before"][language], one["after"][language]
    return f"{one['label'][language]}: {before} → {after}" if before else f"{one['label'][language]}: {after}"


def _of_row(one: dict[str, Any], language: str) -> ReportFinding:
    column = one["column"]
    told = column[language] if isinstance(column, dict) else column
    return ReportFinding(one["sheet"], one["row"], told, one["severity"], one[language])


def _of_file(one: dict[str, Any], language: str) -> ReportFinding:
    return ReportFinding(one["sheet"], one["row"], one["column"], one["severity"], one["message"][language])
