"""A plan in words: what applying a row adds, changes and confirms, for the page and the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from matxich.domain.enterprises.claim_kind import claim_kinds
from matxich.domain.enterprises.importing.comparing import ClaimStep, Outcome, Plan
from matxich.domain.enterprises.importing.model import WrittenContact, WrittenFirm
from matxich.domain.enterprises.versions import Disposition
from matxich.domain.shared.bilingual import Text, same

_NAMES = {
    "name_en": Text("Tên tiếng Anh", "English name"),
    "tax_code": Text("Mã số thuế", "Tax code"),
    "status": Text("Tình trạng", "Status"),
}
_STATUS = {
    "active": Text("đang hoạt động", "active"),
    "suspended": Text("tạm ngừng", "suspended"),
    "ceased": Text("đã chấm dứt", "ceased"),
    "merged": Text("đã gộp", "merged"),
}
_NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a record, or one field of one of its lines."""

    label: Text
    before: Text
    after: Text
    #: "added", "changed", "proposed" (a verified line: an officer decides) or "confirmed"
    what: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "label": self.label.as_dict(),
            "before": self.before.as_dict(),
            "after": self.after.as_dict(),
            "what": self.what,
        }


def differences(found: Plan, firm: WrittenFirm) -> list[Difference]:
    """Return what a plan does, identity first, then the lines in the order of the file."""
    return [*_identity(found, firm), *(one for step in found.claims for one in _claim(step))]


def _identity(found: Plan, firm: WrittenFirm) -> Iterator[Difference]:
    if found.outcome is Outcome.NEW:
        for name, text in (("name_en", firm.name_en), ("tax_code", firm.tax_code)):
            if text:
                yield Difference(_NAMES[name], _NOTHING, same(text), "added")
    for name in found.aliases:
        yield Difference(Text("Tên khác", "Other name"), _NOTHING, same(name), "added")
    for name, (before, after) in found.identity.items():
        words = (_STATUS[before], _STATUS[after]) if name == "status" else (same(before), same(after))
        yield Difference(_NAMES[name], *words, "changed" if before else "added")
    if found.other_tax_code:
        label = Text("Mã số thuế khác của doanh nghiệp", "Another tax code of the firm")
        yield Difference(label, _NOTHING, same(found.other_tax_code), "added")
    if found.address:
        yield Difference(Text("Địa điểm", "Site"), _NOTHING, same(found.address), "added")
    for contact in found.contacts:
        yield Difference(Text("Liên hệ", "Contact"), _NOTHING, same(contact_line(contact)), "added")


def contact_line(contact: WrittenContact) -> str:
    """Return a contact in one line."""
    parts = (contact.full_name, contact.position, contact.email, contact.phone)
    return " · ".join(part for part in parts if part)


def _claim(step: ClaimStep) -> Iterator[Difference]:
    kind = claim_kinds()[step.kind]
    if step.held is None:
        summary = step.read.summary
        told = summary if summary.vi else same("; ".join(step.written.values()))
        yield Difference(kind.label, _NOTHING, told, "added")
        return
    if step.what is Disposition.UNCHANGED:
        summary = step.read.summary
        yield Difference(kind.label, summary, summary, "confirmed")
        return
    what = "proposed" if step.what is Disposition.PROPOSED else "changed"
    of = Text(step.read.summary.vi[:60], step.read.summary.en[:60])
    for name in sorted({*step.held.written, *step.written}):
        before, after = step.held.written.get(name, ""), step.written.get(name, "")
        if before != after:
            label = kind.field(name).label if any(one.name == name for one in kind.fields) else same(name)
            told = Text(f"{kind.label.vi}, {label.vi} ({of.vi})", f"{kind.label.en}, {label.en} ({of.en})")
            yield Difference(told if of.vi else label, same(before), same(after), what)
