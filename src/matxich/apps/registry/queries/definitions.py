"""Which firms satisfy a version of a definition on a day: as it was known then, and as it is known now for then.

Known then: the versions of lines that held at the end of that day, with what officers had decided by then. Known now:
what we know today about that day – a certificate that was handed in later still counts for the days it covers, and a
line that was refused since does not. Both name the claims that decided.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from matxich.apps.foundation.models import Change
from matxich.apps.foundation.queries.parameters import value_on
from matxich.apps.registry.facts import ITEMS
from matxich.apps.registry.models import Claim, Enterprise, Verification
from matxich.apps.registry.models.enterprise import Status
from matxich.domain.enterprises.definition import (
    FAILS,
    MEETS,
    UNKNOWN,
    Definition,
    Fact,
    FirmFacts,
    Lists,
    Verdict,
    definitions,
)
from matxich.domain.enterprises.encoding import decode
from matxich.domain.shared.grade import Grade

#: the two readings
THEN, NOW = "then", "now"
#: kinds whose items say themselves for which days they hold
_DATED = frozenset({"certificate", "customer", "figure"})
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Count:
    """How many firms a version counts on a day, by one reading."""

    definition: Definition
    reading: str
    meets: int
    fails: int
    unknown: int
    illustrative: int


def judged(
    codes: Sequence[str], on: dt.date, reading: str, *, enterprise_ids: Iterable[int] | None = None
) -> Iterator[tuple[Enterprise, dict[str, Verdict]]]:
    """Yield every firm on record on a day with what each definition says of it.

    Args:
        codes: of definitions.
        on: the day.
        reading: THEN or NOW.
        enterprise_ids: only these firms; None = all.

    Raises:
        KeyError: there is no such definition.
    """
    asked = [definitions()[code] for code in codes]
    kinds = sorted({kind for one in asked for kind in one.kinds})
    lists = lists_on(on)
    moment = end_of(on)
    rows = Enterprise.objects.exclude(status=Status.MERGED).order_by("id")
    if reading == THEN:
        rows = rows.filter(created_at__lt=moment)
    if enterprise_ids is not None:
        rows = rows.filter(pk__in=list(enterprise_ids))
    chunk: list[Enterprise] = []
    for row in rows.only(
        "id", "name", "name_en", "tax_code", "status", "status_since", "is_illustrative"
    ).iterator(chunk_size=_BATCH):
        chunk.append(row)
        if len(chunk) == _BATCH:
            yield from _judge(chunk, asked, kinds, lists, on, moment, reading)
            chunk = []
    yield from _judge(chunk, asked, kinds, lists, on, moment, reading)


def _judge(
    rows: Sequence[Enterprise],
    asked: Sequence[Definition],
    kinds: Sequence[str],
    lists: Lists,
    on: dt.date,
    moment: dt.datetime,
    reading: str,
) -> Iterator[tuple[Enterprise, dict[str, Verdict]]]:
    known = _facts([row.pk for row in rows], kinds, on, moment, reading)
    for row in rows:
        facts = FirmFacts(_was_active(row, on), tuple(known.get(row.pk, ())))
        yield row, {one.code: one.judge(facts, on, lists) for one in asked}


def _was_active(row: Enterprise, on: dt.date) -> bool:
    """Whether a firm was in business: the record keeps since when its status is so, not what it was before."""
    return row.status == Status.ACTIVE or (row.status_since is not None and on < row.status_since)


def counts(on: dt.date, readings: Sequence[str] = (THEN, NOW)) -> list[Count]:
    """Return the counts of every version that may be used for a day, in the order of pages, each reading.

    They are kept until the registry or one of the lists changes: counting reads every firm.
    """
    last = Change.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return [one for reading in readings for one in _counted(on, reading, lists_on(on), last)]


@functools.lru_cache(maxsize=64)
def _counted(on: dt.date, reading: str, _lists: Lists, _last_change: int) -> tuple[Count, ...]:
    asked = [one for one in definitions().values() if one.is_valid(on)]
    tally: dict[str, dict[str, int]] = {one.code: defaultdict(int) for one in asked}
    for row, verdicts in judged([one.code for one in asked], on, reading):
        for code, verdict in verdicts.items():
            tally[code][verdict.level] += 1
            if verdict.level == MEETS and row.is_illustrative:
                tally[code]["illustrative"] += 1
    return tuple(
        Count(
            one,
            reading,
            meets=tally[one.code][MEETS],
            fails=tally[one.code][FAILS],
            unknown=tally[one.code][UNKNOWN],
            illustrative=tally[one.code]["illustrative"],
        )
        for one in asked
    )


def satisfying(code: str, on: dt.date, reading: str) -> dict[int, tuple[int, ...]]:
    """Return the firms that satisfy a version on a day, with the claims that made each count, the telling one first."""
    return {
        row.pk: verdicts[code].claims
        for row, verdicts in judged([code], on, reading)
        if verdicts[code].level == MEETS
    }


def lists_on(on: dt.date) -> Lists:
    """Return the lists and numbers that rules look at, as in force on a day."""
    return Lists(
        priority_sectors=frozenset(value_on("priority_product_sectors", on)),
        system_certificates=frozenset(value_on("system_certificates", on)),
        buyer_proof_months=int(value_on("buyer_proof_months", on)),
    )


def end_of(on: dt.date) -> dt.datetime:
    """Return the first moment after a day, in the region's own time."""
    return timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time.min))


def _facts(
    ids: Sequence[int], kinds: Sequence[str], on: dt.date, moment: dt.datetime, reading: str
) -> dict[int, list[Fact]]:
    rows = list(
        _held(ids, kinds, moment, reading).values(
            "id", "enterprise_id", "kind", "line", "typed", "state", "valid_from", "expires_on"
        )
    )
    if reading == NOW:
        rows = _covering(rows, on)
    grades = _grades([row["id"] for row in rows], moment if reading == THEN else None)
    found: dict[int, list[Fact]] = defaultdict(list)
    for row in rows:
        grade = Grade(grades.get(row["id"], Grade.SELF_DECLARED))
        for values in row["typed"].get("items", ()):
            item = decode(ITEMS[row["kind"]], values)
            found[row["enterprise_id"]].append(Fact(row["id"], row["kind"], item, grade))
    return found


def _held(ids: Sequence[int], kinds: Sequence[str], moment: dt.datetime, reading: str) -> Any:
    rows = Claim.objects.filter(enterprise_id__in=ids, kind__in=kinds).order_by("id")
    held = Q(current_from__lt=moment) & (Q(current_until=None) | Q(current_until__gte=moment))
    if reading == THEN:
        return rows.filter(held)
    # Refused lines never were true, and what was only offered is not known yet.
    said = rows.exclude(state__in=(Claim.State.REFUSED, Claim.State.PROPOSED)).exclude(current_from=None)
    # A line that was taken back counts for the days on which it held, and no further.
    return said.filter(held | (Q(kind__in=_DATED) & ~Q(state=Claim.State.WITHDRAWN)))


def _covering(rows: Sequence[Mapping[str, Any]], on: dt.date) -> list[Mapping[str, Any]]:
    """Return the newest version of a certificate that had begun by the day, for a newer one says nothing of before.

    Each version of a customer or a figure is a fact of its own: an earlier delivery was made all the same.
    """
    found: dict[Any, Mapping[str, Any]] = {}
    for row in rows:
        if row["kind"] != "certificate":
            found[row["id"]] = row
        elif row["valid_from"] is None or row["valid_from"] <= on:
            found[row["line"]] = row
    return list(found.values())


def _grades(claim_ids: Sequence[int], before: dt.datetime | None) -> dict[int, int]:
    """Return the grade that officers had given, by claim; what was never accepted is not there."""
    accepted = Verification.objects.filter(
        claim_id__in=claim_ids, decision=Verification.Decision.ACCEPTED, grade__isnull=False
    )
    if before is not None:
        accepted = accepted.filter(at__lt=before)
    return {
        claim: grade
        for claim, grade in accepted.order_by("at", "id").values_list("claim_id", "grade")
        if grade is not None
    }
