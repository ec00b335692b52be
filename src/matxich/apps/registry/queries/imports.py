"""What the pages of imports show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from matxich.apps.accounts.models import User
from matxich.apps.registry.models import Enterprise, ImportBatch, ImportRow
from matxich.domain.shared.text import fold

#: rows that nobody has decided about yet
UNDECIDED = "ask"
OUTCOMES: tuple[str, ...] = tuple(ImportRow.Outcome.values)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a batch there are of each kind."""

    by_outcome: dict[str, int]
    by_choice: dict[str, int]

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.by_outcome.values())


def counts(batch: ImportBatch) -> Counts:
    """Count the rows of a batch by outcome and by choice."""
    found = dict.fromkeys(OUTCOMES, 0)
    chosen = dict.fromkeys(ImportRow.Choice.values, 0)
    rows = batch.rows.order_by().values("outcome", "choice").annotate(count=Count("pk"))
    for row in rows:
        found[row["outcome"]] += row["count"]
        chosen[row["choice"]] += row["count"]
    return Counts(found, chosen)


def batches() -> QuerySet[ImportBatch]:
    """Return every import, the newest first, each with `new_count` … `error_count` and `row_count`."""
    each = {f"{one}_count": Count("rows", filter=Q(rows__outcome=one)) for one in OUTCOMES}
    return ImportBatch.objects.select_related("file", "job").annotate(row_count=Count("rows"), **each)


def rows(batch: ImportBatch, *, outcome: str = "", choice: str = "", text: str = "") -> QuerySet[ImportRow]:
    """Return the rows of a batch that fit, in the order of the file.

    Args:
        text: part of a name or of a tax code; words of a name are compared without accents.
    """
    found = batch.rows.order_by("number").select_related("enterprise")
    if outcome in OUTCOMES:
        found = found.filter(outcome=outcome)
    if choice in ImportRow.Choice.values:
        found = found.filter(choice=choice)
    words = fold(text).split()
    if words:
        # Names of a file are not kept folded: a batch is small enough to look through.
        fits = [
            number
            for number, name, code in found.values_list("number", "name", "tax_code")
            if all(word in f"{fold(name)} {fold(code)}" for word in words)
        ]
        found = found.filter(number__in=fits[:900])
    return found


def candidate_names(rows_: Iterable[ImportRow]) -> dict[int, Enterprise]:
    """Return the records that rows may be, by number."""
    ids = {one["enterprise"] for row in rows_ for one in row.candidates if "enterprise" in one}
    return Enterprise.objects.in_bulk(ids)


def people_of(batches_: Iterable[ImportBatch]) -> dict[int, str]:
    """Return the names of those who sent, applied and undid, by number."""
    ids = {
        number
        for batch in batches_
        for number in (batch.created_by_id, batch.applied_by_id, batch.undone_by_id)
        if number is not None
    }
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}


def told(row: ImportRow) -> list[dict[str, Any]]:
    """Return the differences of a row that are more than a confirmation."""
    return [one for one in row.differences if one["what"] != "confirmed"]
