"""A list cut into pages by the address."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from matxich.web.presenters.pages import SIZES, changed, page_of


def cut(count: int, query: str = ""):
    """The page of a list 1..count that the address asks for."""
    return page_of(RequestFactory().get(f"/?{query}"), range(1, count + 1))


@given(count=st.integers(0, 1200), size=st.sampled_from(SIZES))
def test_the_pages_together_show_every_row_once_and_in_order(count, size):
    first = cut(count, f"size={size}")
    rows = [
        row for number in range(1, first.last + 1) for row in cut(count, f"size={size}&page={number}").rows
    ]
    assert rows == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("asked", "given_"), [("0", 1), ("-3", 1), ("99", 3), ("two", 1), ("²", 1), ("9" * 30, 1), ("3", 3)]
)
def test_a_page_that_does_not_exist_gives_the_nearest_one(asked, given_):
    assert cut(130, f"page={asked}").number == given_


def test_a_size_that_is_not_offered_is_passed_over():
    assert cut(130, "size=1000000").size == SIZES[0]


def test_first_and_last_row_are_counted_from_one():
    page = cut(130, "page=3")
    assert (page.first_row, page.last_row, page.total) == (101, 130, 130)
    assert (cut(0).first_row, cut(0).last_row) == (0, 0)


def test_links_keep_what_else_the_address_says():
    page = cut(1000, "q=cơ+khí&page=10")
    assert page.before == "?q=c%C6%A1+kh%C3%AD&page=9"
    numbers = [number for number, _address, _current in page.links]
    assert numbers == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert [number for number, _address, current in page.links if current] == [10]
    assert page.links[0][1] == "?q=c%C6%A1+kh%C3%AD"


def test_two_lists_of_one_page_do_not_turn_each_other():
    request = RequestFactory().get("/?page=2&b-page=3")
    first, second = (page_of(request, range(200), prefix=prefix) for prefix in ("", "b-"))
    assert (first.number, second.number) == (2, 3)
    assert second.before == "?page=2&b-page=2"


def test_a_word_of_an_address_is_set_or_taken_out():
    assert changed(QueryDict("q=a&page=3"), page=None, sort="-name") == "?q=a&sort=-name"
