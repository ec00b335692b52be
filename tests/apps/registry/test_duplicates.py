"""Looking for duplicates: pairs wait with their reasons, and what was judged never comes back."""

from __future__ import annotations

import pytest

from matxich.apps.foundation.actions import jobs
from matxich.apps.foundation.models import Job
from matxich.apps.registry.actions.duplicates import (
    ask_to_find,
    find_pairs,
    forget_judgement,
    judge_different,
)
from matxich.apps.registry.actions.enterprises import change_identity, create_enterprise
from matxich.apps.registry.actions.merging import merge, undo_merge
from matxich.apps.registry.models import DuplicateJudgement, DuplicatePair, Enterprise
from tests.apps.registry.conftest import NOW


def search() -> list[tuple[str, str]]:
    """Look for duplicates as the job does; return the pairs by name."""
    ask_to_find(NOW)
    job = jobs.take("test", NOW)
    find_pairs(job, lambda done, total: jobs.keep(job, done, total, NOW), NOW)
    jobs.finish(job, NOW)
    return [(one.first.name, one.second.name) for one in DuplicatePair.objects.order_by("id")]


@pytest.fixture
def trio(officer, firm) -> list[Enterprise]:
    """Three records that look alike."""
    more = ("CTCP Cơ khí Lá Sen", "Lá Sen Mechanical JSC")
    return [firm, *(create_enterprise(name=name, actor=officer, now=NOW) for name in more)]


def test_records_that_are_alike_wait_as_pairs_with_their_reasons(trio):
    assert len(search()) == 3
    pair = DuplicatePair.objects.get(first=trio[0], second=trio[1])
    assert 0.5 < pair.score <= 1
    assert {"feature", "points", "vi", "en"} <= set(pair.reasons[0])


def test_searching_again_keeps_the_pairs_and_drops_those_that_are_no_longer_alike(officer, trio):
    search()
    kept = DuplicatePair.objects.get(first=trio[0], second=trio[1]).pk
    change_identity(trio[2], {"name": "Gốm Bát Tràng", "name_en": ""}, actor=officer, now=NOW)
    trio[2].names.all().delete()
    assert len(search()) == 1
    assert DuplicatePair.objects.get().pk == kept


def test_a_pair_that_was_judged_never_comes_back(officer, trio):
    search()
    assert judge_different(DuplicatePair.objects.all(), actor=officer, now=NOW, reason="Khác chủ") == 3
    assert search() == []
    assert DuplicateJudgement.objects.filter(verdict="different", reason="Khác chủ").count() == 3


def test_a_judgement_holds_for_the_record_that_another_went_into(officer, trio):
    one, two, three = trio
    search()
    judge_different(DuplicatePair.objects.filter(first=two, second=three), actor=officer, now=NOW)
    merge(one, two, actor=officer, now=NOW)
    assert search() == []


def test_a_merge_that_is_undone_brings_its_pair_back(officer, trio):
    search()
    done = merge(trio[0], trio[1], actor=officer, now=NOW)
    assert not DuplicatePair.objects.filter(second=trio[1]).exists()
    undo_merge(done, actor=officer, now=NOW, reason="Nhầm")
    assert DuplicatePair.objects.filter(first=trio[0], second=trio[1]).exists()


def test_a_judgement_taken_back_lets_the_pair_be_asked_about_again(officer, trio):
    search()
    judge_different(DuplicatePair.objects.all(), actor=officer, now=NOW)
    forget_judgement(DuplicateJudgement.objects.first(), actor=officer, now=NOW, reason="Nhầm")
    assert len(search()) == 1


def test_one_search_waits_at_a_time(db):
    ask_to_find(NOW)
    ask_to_find(NOW)
    assert Job.objects.filter(kind="find_duplicates").count() == 1
