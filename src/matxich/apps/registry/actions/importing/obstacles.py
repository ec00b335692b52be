"""What rests on an applied import, so that it can no longer be undone as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from matxich.apps.registry.import_facts import portions
from matxich.apps.registry.models import (
    Claim,
    Contact,
    DuplicatePair,
    Enterprise,
    EnterpriseName,
    EnterpriseRole,
    FormerTaxCode,
    ImportBatch,
    ImportRow,
    Site,
    Verification,
)
from matxich.apps.registry.models.enterprise import Stage, Status
from matxich.domain.shared.bilingual import Text

#: what an import adds to a record beside claims, by the name it is kept under
PARTS: dict[str, models.Manager[Any]] = {
    "names": EnterpriseName.objects,
    "codes": FormerTaxCode.objects,
    "sites": Site.objects,
    "contacts": Contact.objects,
}
_OWN: dict[type[models.Model], str] = {
    EnterpriseName: "names",
    FormerTaxCode: "codes",
    Site: "sites",
    Contact: "contacts",
    Claim: "claims",
}
#: follows from the records themselves, or is the import's own
_DERIVED = (DuplicatePair, ImportRow, EnterpriseRole)
#: what is looked at of a claim that the import made
_LOOKED_AT = ("enterprise_id", "state", "check_state", "summary_vi", "summary_en")
_DECIDED = Text("đã được kiểm tra: {what}", "was checked: {what}")
_LATER = Text("có phiên bản mới hơn hoặc đã đổi: {what}", "has a newer version, or was changed: {what}")
_EVIDENCE = Text("đã có tệp bằng chứng: {what}", "has evidence files: {what}")
_CHANGED = Text("hồ sơ đã được sửa sau khi nhập", "the record was changed after the import")
_STAGE = Text("hồ sơ đã sang bước khác", "the record has moved to another stage")
_MERGED = Text("hồ sơ đã được gộp", "the record was merged")
_REFERRED = Text("có {n} {what} gắn với hồ sơ", "{n} {what} belong to the record")
_PART = Text("thông tin nhập vào đã được sửa hoặc xóa", "what was imported was changed or removed")
_NAMES = {
    "representative": Text("người đại diện", "representatives"),
    "claimingrequest": Text("yêu cầu nhận hồ sơ", "requests to claim it"),
    "campaignmember": Text("lượt hỏi trong chiến dịch", "campaign entries"),
    "merge": Text("lần gộp", "merges"),
    "enterprise": Text("hồ sơ chi nhánh hoặc đã gộp", "branches or merged records"),
    "claim": Text("dòng khai", "claims"),
    "contact": Text("liên hệ", "contacts"),
    "site": Text("địa điểm", "sites"),
    "enterprisename": Text("tên khác", "other names"),
    "formertaxcode": Text("mã số thuế cũ", "former tax codes"),
    "importrow": Text("dòng của lần nhập khác", "rows of another import"),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that rests on the import."""

    #: row of the file
    number: int
    enterprise_id: int
    name: str
    what: Text

    @property
    def text(self) -> Text:
        """Return it in one sentence."""
        return Text(f"“{self.name}” {self.what.vi}", f"“{self.name}”: {self.what.en}")

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"row": self.number, "enterprise": self.enterprise_id, **self.text.as_dict()}


def obstacles(batch: ImportBatch, most: int = 200) -> list[Obstacle]:
    """Return what stands in the way of undoing an import, at most so many, in the order of the file."""
    rows = written_rows(batch)
    found: list[Obstacle] = []
    for some in portions(range(len(rows)), 400):
        found += _about([rows[at] for at in some], rows)
        if len(found) >= most:
            break
    return sorted(found, key=lambda one: one.number)[:most]


def written_rows(batch: ImportBatch) -> list[ImportRow]:
    """Return the rows that wrote something, with no more of them than undoing needs, in the order of the file."""
    rows = batch.rows.order_by("number").only("batch_id", "number", "name", "applied", "enterprise_id")
    return [row for row in rows if row.applied]


def _about(rows: Sequence[ImportRow], every: Sequence[ImportRow]) -> Iterator[Obstacle]:
    of = {row.applied["enterprise"]: row for row in rows}
    firms = {firm.pk: firm for some in portions(of) for firm in Enterprise.objects.filter(pk__in=some)}

    def told(number: int, what: Text) -> Obstacle:
        firm = firms.get(number)
        return Obstacle(of[number].number, number, firm.name if firm else of[number].name, what)

    for row in rows:
        number = row.applied["enterprise"]
        problem = _about_record(row, firms.get(number))
        if problem is not None:
            yield told(number, problem)
    yield from (told(number, what) for number, what in _about_claims(rows))
    yield from (told(number, what) for number, what in _about_parts(rows))
    made = [row for row in rows if row.applied["created"]]
    own = {one.applied["enterprise"] for one in every if one.applied["created"]}
    yield from (told(number, what) for number, what in _references(made, own))


def _about_record(row: ImportRow, firm: Enterprise | None) -> Text | None:
    if firm is None or firm.status == Status.MERGED:
        return _MERGED
    if row.applied["created"]:
        if firm.stage != Stage.IMPORTED or firm.consented_at is not None or firm.consent_basis:
            return _STAGE
        made = row.applied["made"]
        return _CHANGED if any(getattr(firm, name) != text for name, text in made.items()) else None
    identity = row.applied.get("identity", {})
    return _CHANGED if any(getattr(firm, name) != after for name, (_, after) in identity.items()) else None


def _about_claims(rows: Sequence[ImportRow]) -> Iterator[tuple[int, Text]]:
    firm_of = {number: row.applied["enterprise"] for row in rows for number in row.applied.get("claims", ())}
    stood = {one["claim"]: row.applied["enterprise"] for row in rows for one in row.applied.get("before", ())}
    for some in portions(firm_of):
        claims = {claim.pk: claim for claim in Claim.objects.filter(pk__in=some).only(*_LOOKED_AT)}
        checked = set(Verification.objects.filter(claim__in=some).values_list("claim_id", flat=True))
        proven = set(
            Claim.evidence_files.through.objects.filter(claim__in=some).values_list("claim_id", flat=True)
        )
        for number in some:
            claim = claims.get(number)
            what = Text(claim.summary_vi, claim.summary_en) if claim else Text("", "")
            if number in checked:
                yield firm_of[number], _DECIDED.format(what=what)
            elif number in proven:
                yield firm_of[number], _EVIDENCE.format(what=what)
            elif claim is None or claim.enterprise_id != firm_of[number] or not _as_left(claim):
                yield firm_of[number], _LATER.format(what=what)
    for some in portions(stood):
        changed = Claim.objects.filter(pk__in=some).exclude(state=Claim.State.SUPERSEDED)
        for claim in changed:
            yield stood[claim.pk], _LATER.format(what=Text(claim.summary_vi, claim.summary_en))


def _as_left(claim: Claim) -> bool:
    """Say whether a version stands as an import leaves it; that somebody said it is still true changes nothing."""
    return (
        claim.state in {Claim.State.CURRENT, Claim.State.PROPOSED}
        and claim.check_state == Claim.Check.WAITING
    )


def _about_parts(rows: Sequence[ImportRow]) -> Iterator[tuple[int, Text]]:
    for name, objects in PARTS.items():
        firm_of = {number: row.applied["enterprise"] for row in rows for number in row.applied.get(name, ())}
        for some in portions(firm_of):
            there = {part.pk: part for part in objects.filter(pk__in=some)}
            for number in some:
                if number not in there or _is_changed(there[number], firm_of[number]):
                    yield firm_of[number], _PART


def _is_changed(part: Any, enterprise_id: int) -> bool:
    if part.enterprise_id != enterprise_id or getattr(part, "version", 1) > 1:
        return True
    return isinstance(part, Site) and part.resolution == Site.Resolution.CONFIRMED


def _references(made: Sequence[ImportRow], own: set[int]) -> Iterator[tuple[int, Text]]:
    """Find what else speaks of a record that the import began, whichever part of the product wrote it."""
    kept = {row.applied["enterprise"]: row for row in made}
    batch = made[0].batch_id if made else None
    for relation in _pointing_at(Enterprise):
        model, name = relation.model, relation.attname
        for some in portions(kept):
            rows = model._base_manager.filter(**{f"{name}__in": some})  # noqa: SLF001 -- also rows a manager hides
            if model is ImportRow:
                rows = (
                    rows.filter(batch__state=ImportBatch.State.APPLIED)
                    .exclude(batch_id=batch)
                    .exclude(applied={})
                )
            elif model in _DERIVED:
                continue
            if model is Enterprise:
                rows = rows.exclude(pk__in=own)
            if model is Claim:  # what another import wrote and took back again
                rows = rows.exclude(source="import", state=Claim.State.WITHDRAWN)
            yield from _counted(model, name, rows, kept)


def _counted(
    model: type[models.Model], name: str, rows: Any, kept: dict[int, ImportRow]
) -> Iterator[tuple[int, Text]]:
    others: dict[int, int] = defaultdict(int)
    mine = _OWN.get(model)
    for number, pk in rows.values_list(name, "pk"):
        if mine is None or pk not in kept[number].applied.get(mine, ()):
            others[number] += 1
    label = model._meta.model_name or ""  # noqa: SLF001 -- Django's documented name
    what = _NAMES.get(label, Text(str(model._meta.verbose_name), str(model._meta.verbose_name)))  # noqa: SLF001 -- as above
    for number, count in others.items():
        yield number, _REFERRED.format(n=count, what=what)


def _pointing_at(model: type[models.Model]) -> Iterable[models.ForeignKey[Any, Any]]:
    """Return every foreign key of the product to a model, those without a way back included."""
    for relation in model._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- Django's documented way
        if isinstance(relation, models.ManyToOneRel):
            yield relation.field
