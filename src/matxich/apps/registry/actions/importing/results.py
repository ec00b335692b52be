"""What happened with each row of an applied import, in words that the page and the report show."""

from __future__ import annotations

from collections.abc import Sequence

from matxich.apps.foundation.many_rows import update_many
from matxich.apps.registry.actions.importing.prepared import Prepared
from matxich.apps.registry.models import ImportBatch, ImportRow
from matxich.domain.enterprises.versions import Disposition
from matxich.domain.shared.bilingual import Text, joined

_MADE = Text("Đã tạo hồ sơ mới", "A new record was made")
_SAME = Text("Không có gì mới", "Nothing new")
_UPDATED = Text("Đã cập nhật: {what}", "Updated: {what}")
_CONFIRMED = Text("Đã xác nhận {n} dòng khai vẫn đúng", "{n} claims confirmed as still true")
_TOGETHER = Text("Đã gộp với dòng {row} của tệp", "Joined with row {row} of the file")
_BAD = Text("Không ghi: {why}", "Left out: {why}")
_SKIPPED = Text("Đã bỏ qua theo lựa chọn", "Skipped, as chosen")
_UNDECIDED = Text(
    "Không ghi: chưa quyết định có phải doanh nghiệp đã có hay không",
    "Left out: nobody decided whether it is a firm that is there already",
)
_UNUSABLE = Text("Không ghi: {why}", "Left out: {why}")


def set_results(batch: ImportBatch, prepared: Sequence[Prepared], problems: dict[int, Text]) -> None:
    """Write down what happened with every row of a batch."""
    rows: list[ImportRow] = []
    for one in prepared:
        bad = problems.get(one.row.number)
        for row in one.rows:
            if bad is not None:
                row.result, row.applied = {**_BAD.format(why=bad).as_dict(), "left_out": True}, {}
            else:
                first = row is one.row
                told = _told(one) if first else _TOGETHER.format(row=str(one.row.number))
                row.result = told.as_dict()
                row.enterprise_id = one.row.applied["enterprise"]
            rows.append(row)
    update_many(rows, ["result", "applied", "enterprise"])
    others = batch.rows.exclude(choice=ImportRow.Choice.APPLY)
    others.filter(choice=ImportRow.Choice.SKIP).update(result={**_SKIPPED.as_dict(), "left_out": True})
    asked = others.filter(choice=ImportRow.Choice.ASK)
    asked.filter(outcome=ImportRow.Outcome.DUPLICATE).update(
        result={**_UNDECIDED.as_dict(), "left_out": True}
    )
    for row in asked.exclude(outcome=ImportRow.Outcome.DUPLICATE):
        why = row.findings[0] if row.findings else {"vi": "", "en": ""}
        row.result = {**_UNUSABLE.format(why=Text(why["vi"], why["en"])).as_dict(), "left_out": True}
        row.save(update_fields=["result"])


def _told(one: Prepared) -> Text:
    if one.held is None:
        return _MADE
    counts = [
        (len(one.names), Text("{n} tên khác", "{n} other names")),
        (len(one.found.identity) + len(one.codes), Text("{n} thông tin định danh", "{n} fields of identity")),
        (len(one.sites), Text("{n} địa điểm", "{n} sites")),
        (len(one.contacts), Text("{n} liên hệ", "{n} contacts")),
        (_count(one, None), Text("{n} dòng khai mới", "{n} new claims")),
        (_count(one, Disposition.CURRENT), Text("{n} dòng khai thay đổi", "{n} claims changed")),
        (
            _count(one, Disposition.PROPOSED),
            Text("{n} đề nghị chờ cán bộ", "{n} proposals waiting for an officer"),
        ),
    ]
    said = [text.format(n=count) for count, text in counts if count]
    if said:
        return _UPDATED.format(what=joined(said, "và", "and"))
    return _CONFIRMED.format(n=len(one.confirmed)) if one.confirmed else _SAME


def _count(one: Prepared, what: Disposition | None) -> int:
    if what is None:
        return sum(step.held is None for _, step in one.claims)
    return sum(step.held is not None and step.what is what for _, step in one.claims)
