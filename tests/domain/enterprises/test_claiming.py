"""When a code counts, and what of an address is shown."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.enterprises.claiming import Answer, Limits, judge_code, masked

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
LIMITS = Limits(codes_a_day=3, requests_a_day=5, most_wrong=5, code_hours=24)


@given(st.emails())
def test_a_masked_address_shows_one_letter_of_name_and_host(address):
    name, _at, host = address.partition("@")
    shown, _at, shown_host = masked(address).partition("@")
    assert shown == f"{name[0]}•••"
    assert shown_host == f"{host[0]}•••.{host.partition('.')[2]}"


@given(st.booleans(), st.integers(0, 9), st.integers(-48, 48))
def test_only_a_right_code_in_time_and_after_few_wrong_ones_counts(is_right, wrong_count, hours):
    expires_at = NOW + dt.timedelta(hours=hours)
    answer = judge_code(
        is_right=is_right, wrong_count=wrong_count, expires_at=expires_at, now=NOW, limits=LIMITS
    )
    counts = is_right and hours > 0 and wrong_count < 5
    assert (answer is Answer.RIGHT) == counts


def test_the_fifth_wrong_code_voids_it():
    soon = NOW + dt.timedelta(hours=1)
    answers = [
        judge_code(is_right=False, wrong_count=n, expires_at=soon, now=NOW, limits=LIMITS) for n in (3, 4)
    ]
    assert answers == [Answer.WRONG, Answer.VOID]
