"""The directory straight from the database, for the time without an index: slower, and of a large registry only a part."""

from __future__ import annotations

import datetime as dt
import functools

from django.db.models import Max, Q, QuerySet

from matxich.apps.foundation.models import Change
from matxich.apps.registry.directory_facts import directory_entries
from matxich.apps.registry.models import Claim, Enterprise
from matxich.apps.registry.queries.directory_size import public_count, public_enterprises
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.form import form
from matxich.domain.directory.scan import Scan
from matxich.domain.directory.understanding import Question

#: a registry of so many public firms is walked through whole
SMALL = 2_000
#: of a larger one, so many candidates are
MOST = 300
_MOST_CODES = 40


def scan_store(question: Question, today: dt.date) -> tuple[Scan, bool]:
    """Return the firms to walk through, and whether these are all of the directory.

    Of a large registry only those are fetched whose name, code or claims hold what was asked for, at most `MOST`.
    """
    if public_count() <= SMALL:
        last = Change.objects.aggregate(last=Max("id"))["last"] or 0
        return _whole(last, today), True
    ids = list(
        _candidates(question)
        .order_by("-best_grade", "-confirmed_on", "pk")
        .values_list("pk", flat=True)[:MOST]
    )
    return _scan(today, ids), False


@functools.lru_cache(maxsize=1)
def _whole(last_change: int, today: dt.date) -> Scan:
    return _scan(today, None)


def _scan(today: dt.date, ids: list[int] | None) -> Scan:
    vocabulary = load_vocabulary()
    return Scan(form(entry, vocabulary, today) for entry in directory_entries(today, ids))


def _candidates(question: Question) -> QuerySet[Enterprise]:
    """Return the public firms that may answer: by all words in the name, by code, or by a claim of a concept read."""
    public = public_enterprises()
    if not question.words:
        return public
    named = Q()
    for word in question.words:
        named &= Q(name_folded__contains=word)
    for digits in question.codes:
        named |= Q(tax_code__startswith=digits[:10])
    codes = [code for reading in question.readings for code in _at_or_below(reading.kind, reading.code)]
    claimed = Q()
    for code in codes[:_MOST_CODES]:
        claimed |= Q(codes__contains=f"|{code}|")
    if not codes:
        return public.filter(named)
    claims = Claim.objects.filter(claimed, state=Claim.State.CURRENT).values("enterprise_id")
    return public.filter(named | Q(pk__in=claims))


def _at_or_below(kind: str, code: str) -> list[str]:
    tree = load_vocabulary().tree(kind)
    return sorted(tree.descendants(code)) if code in tree else []
