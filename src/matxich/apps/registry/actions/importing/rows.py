"""The row of a preview: what applying one firm of a file would do, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matxich.apps.registry.actions.importing.matching import Match
from matxich.apps.registry.models import ImportRow
from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.importing.claim_reader import ClaimReader
from matxich.domain.enterprises.importing.comparing import HeldFirm, Outcome, Plan, plan
from matxich.domain.enterprises.importing.differences import differences
from matxich.domain.enterprises.importing.model import Place, WrittenFirm
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding

_WRONG_CODE = Text(
    "Mã số thuế “{code}” sai chữ số kiểm tra nên không dùng để nhận ra doanh nghiệp; hãy đối chiếu giấy đăng ký.",
    "The check digit of the tax code “{code}” is wrong, so it does not tell the firm; look at its registration.",
)
_TAX_CODE = Text("Mã số thuế", "Tax code")
_LEFT_OUT = Text("Bỏ qua “{value}”: {why}", "“{value}” is left out: {why}")
_YEAR = Text(
    "Tệp không nói số lao động của năm nào; lấy năm {year}, là năm nhập.",
    "The file does not say of which year the number of workers is; {year}, the year of the import, is taken.",
)
CEASED = Text(
    "Hồ sơ này ghi doanh nghiệp đã chấm dứt hoạt động. Hãy mở lại hồ sơ trước, hoặc bỏ qua dòng này.",
    "The record says that the firm has ceased. Reopen the record first, or skip this row.",
)


def fill_row(
    row: ImportRow, firm: WrittenFirm, match: Match, held: HeldFirm | None, reader: ClaimReader
) -> Plan:
    """Set what the preview shows of a firm: outcome, differences and findings; returns the plan behind it."""
    found = plan(firm, held, reader)
    row.name, row.tax_code = firm.name, firm.tax_code or firm.wrong_tax_code[:20]
    row.places = [list(place) for place in firm.places]
    row.enterprise_id = held.id if held else None
    row.content = {**firm.as_dict(), **_about(match)}
    row.candidates = match.candidates
    row.differences = [one.as_dict() for one in differences(found, firm)]
    row.findings = about_firm(firm, reader)
    row.choice = ImportRow.Choice.APPLY
    if obstacle(held, found) is not None:
        row.outcome, row.choice = ImportRow.Outcome.ERROR, ImportRow.Choice.ASK
        row.findings = [_finding(firm.places[0], "", "error", CEASED), *row.findings]
    elif match.joins is not None:
        row.outcome = ImportRow.Outcome.UPDATE
    elif held is None and match.candidates:
        row.outcome, row.choice = ImportRow.Outcome.DUPLICATE, ImportRow.Choice.ASK
    else:
        row.outcome = ImportRow.Outcome(found.outcome.value)
    return found


def _about(match: Match) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if match.by:
        said["by"] = match.by
    if match.head_office_id is not None:
        said["head_office"] = match.head_office_id
    if match.joins is not None:
        said["joins"] = match.joins
    return said


def obstacle(held: HeldFirm | None, found: Plan) -> Text | None:
    """Return why nothing may be written into a record; None when it may."""
    if held is not None and held.status == "ceased" and found.outcome is not Outcome.SAME:
        return CEASED
    return None


def fill_error(row: ImportRow, firm: WrittenFirm, problem: Text) -> None:
    """Set what the preview shows of rows that cannot be used."""
    row.name, row.tax_code = firm.name, firm.tax_code
    row.places = [list(place) for place in firm.places]
    row.content = firm.as_dict()
    row.outcome, row.choice = ImportRow.Outcome.ERROR, ImportRow.Choice.ASK
    row.findings = [_finding(place, "", "error", problem) for place in firm.places[:1]]


def about_firm(firm: WrittenFirm, reader: ClaimReader) -> list[dict[str, Any]]:
    """Return what is doubtful about the cells of a firm, with their places."""
    found = []
    if firm.wrong_tax_code:
        text = _WRONG_CODE.format(code=firm.wrong_tax_code)
        found.append(_finding(firm.places[0], _TAX_CODE.as_dict(), "warning", text))
    for claim in firm.claims:
        usable = reader.read(claim.kind, claim.written)
        for problem in usable.problems:
            text = problem.text
            if problem.severity == "error":
                text = _LEFT_OUT.format(value=claim.written.get(problem.field, ""), why=problem.text)
            found.append(
                _finding((claim.sheet, claim.row), _label(claim.kind, problem.field), "warning", text)
            )
        if claim.note == "year_of_import":
            text = _YEAR.format(year=claim.written["year"])
            found.append(_finding((claim.sheet, claim.row), _label("figure", "year"), "info", text))
    return found


def _label(kind: str, name: str) -> Mapping[str, str] | str:
    fields = {one.name: one.label for one in claim_kinds()[kind].fields}
    return fields[name].as_dict() if name in fields else name


def _finding(place: Place, column: Mapping[str, str] | str, severity: str, text: Text) -> dict[str, Any]:
    return {"sheet": place[0], "row": place[1], "column": column, "severity": severity, **text.as_dict()}


def of_file(findings: Sequence[Finding], most: int = 500) -> list[dict[str, Any]]:
    """Return the findings about the file as a whole, the gravest first, as the batch keeps them."""
    order = ("error", "warning", "info")
    return [one.as_dict() for one in sorted(findings, key=lambda one: order.index(one.severity))[:most]]
