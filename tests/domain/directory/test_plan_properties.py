"""What holds for every plan: wider tiers of a group hold the narrower ones, and every firm stands in one tier only."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from matxich.domain.directory.answering import answer
from matxich.domain.directory.scan import meets
from tests.domain.directory.firms import NAMES, entries, ids, scanned, search

TEXTS = st.sampled_from(
    (*NAMES, "đúc nhôm", "IATF", "duc", "thang long", "an phát nhựa", "phuc sen", "die castng", "iso 9001 nhôm", "công ty", "cty tnhh")
)  # fmt: skip
few = settings(max_examples=40)


@few
@given(entries(), TEXTS)
def test_the_last_tier_of_a_group_holds_all_that_the_others_hold(firms, text):
    tiers = search(text).plan.tiers
    last = {tier.group: tier for tier in tiers if tier.group}
    for form in scanned(firms).forms:
        for tier in tiers:
            if tier.group and meets(form, tier.condition):
                assert meets(form, last[tier.group].condition), (tier, form.names)


@few
@given(entries(), TEXTS)
def test_every_firm_of_an_answer_is_there_once_and_counted(firms, text):
    result = answer(scanned(firms), search(text, limit=100))
    assert len(set(ids(result))) == len(ids(result)) == result.total
