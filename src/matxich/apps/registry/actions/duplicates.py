"""Looking for records that may be one firm, and keeping apart what a person has judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actions.jobs import ask_for
from matxich.apps.foundation.actor import SYSTEM, Actor
from matxich.apps.foundation.many_rows import insert_many, update_many
from matxich.apps.foundation.models import Job
from matxich.apps.registry.actions.judging import judge
from matxich.apps.registry.import_facts import duplicate_records, firm_identity
from matxich.apps.registry.models import DuplicateJudgement, DuplicatePair, Enterprise
from matxich.apps.registry.models.enterprise import Status
from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.duplicates.finding import find_duplicates
from matxich.domain.enterprises.duplicates.pairs import Pair
from matxich.domain.enterprises.duplicates.reasons import reasons
from matxich.domain.enterprises.duplicates.records import Decision

FIND_JOB = "find_duplicates"
Keep = Callable[[int, int], None]
_STEPS = 3
#: a registry with more is in a state that a list of pairs does not mend
MOST_PAIRS = 20_000


def ask_to_find(now: dt.datetime, *, actor: Actor = SYSTEM) -> Job:
    """Ask for a search over the registry; one that waits already will see everything that is there by then."""
    waiting = Job.objects.filter(kind=FIND_JOB, state=Job.State.QUEUED).first()
    return waiting or ask_for(FIND_JOB, {}, now, actor=actor)


def find_pairs(job: Job, keep: Keep, now: dt.datetime) -> None:
    """Compare all records with one another and keep the pairs that a person should look at.

    A pair that was judged never comes back; one that is no longer alike is dropped.
    """
    keep(0, _STEPS)
    records = duplicate_records()
    keep(1, _STEPS)
    found = find_duplicates(records, load_name_words(), judged=judged_pairs())
    open_ = [pair for pair in found if pair.decision in {Decision.POSSIBLE, Decision.SAME}][:MOST_PAIRS]
    keep(2, _STEPS)
    wanted = {_numbers(pair): pair for pair in open_}
    with transaction.atomic():
        _keep_pairs(wanted, now)
        keep(_STEPS, _STEPS)


def judged_pairs() -> set[tuple[int, int]]:
    """Return the pairs of records that people have judged, each record by the one that stands for it now."""
    into = dict(Enterprise.objects.filter(status=Status.MERGED).values_list("pk", "merged_into_id"))

    def final(number: int) -> int:
        while into.get(number) is not None:
            number = into[number]
        return number

    rows = DuplicateJudgement.objects.filter(left__startswith="enterprise:", right__startswith="enterprise:")
    return {
        (final(_number(left)), final(_number(right))) for left, right in rows.values_list("left", "right")
    }


def _number(identity: str) -> int:
    return int(identity.partition(":")[2])


def _numbers(pair: Pair) -> tuple[int, int]:
    one, two = sorted((int(pair.first.id), int(pair.second.id)))
    return one, two


def _keep_pairs(wanted: dict[tuple[int, int], Pair], now: dt.datetime) -> None:
    there = {(row.first_id, row.second_id): row for row in DuplicatePair.objects.select_for_update()}
    gone = [row.pk for sides, row in there.items() if sides not in wanted]
    for start in range(0, len(gone), 500):
        DuplicatePair.objects.filter(pk__in=gone[start : start + 500]).delete()
    # A firm may have been merged or removed while the pairs were worked out.
    standing = set(Enterprise.objects.exclude(status=Status.MERGED).values_list("pk", flat=True))
    made, changed = [], []
    for sides, pair in wanted.items():
        row = there.get(sides)
        if row is None and standing.issuperset(sides):
            row = DuplicatePair(first_id=sides[0], second_id=sides[1], found_at=now)
            made.append(_told(row, pair))
        elif row is not None and abs(row.score - pair.probability) > 1e-9:
            changed.append(_told(row, pair))
    insert_many(made)
    update_many(changed, ["score", "reasons"])


def _told(row: DuplicatePair, pair: Pair) -> DuplicatePair:
    row.score = pair.probability
    row.reasons = [
        {"feature": one.feature, "points": round(one.points, 1), **one.text.as_dict()}
        for one in reasons(pair)
    ]
    return row


def judge_different(
    pairs: Iterable[DuplicatePair], *, actor: Actor, now: dt.datetime, reason: str = ""
) -> int:
    """Say of pairs that they are different firms, for ever; return how many that was."""
    listed: Sequence[DuplicatePair] = list(pairs)
    with transaction.atomic():
        for pair in listed:
            judge(
                firm_identity(pair.first_id),
                firm_identity(pair.second_id),
                DuplicateJudgement.Verdict.DIFFERENT,
                actor=actor,
                now=now,
                reason=reason,
            )
        DuplicatePair.objects.filter(pk__in=[pair.pk for pair in listed]).delete()
    return len(listed)


def forget_judgement(judgement: DuplicateJudgement, *, actor: Actor, now: dt.datetime, reason: str) -> None:
    """Take a judgement back that was a mistake: the pair may be found and asked about again."""
    with transaction.atomic():
        changes = {"verdict": (judgement.verdict, ""), "sides": (f"{judgement.left} {judgement.right}", "")}
        record(actor, "duplicate.unjudge", judgement, changes, now=now, reason=reason)
        judgement.delete()


def pairs_of(enterprise_id: int) -> Q:
    """Return what tells the pairs of a record."""
    return Q(first_id=enterprise_id) | Q(second_id=enterprise_id)
