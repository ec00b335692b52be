"""The list of lines: search, state, order, pages, and the line before and after."""

import pytest
from django.http import QueryDict

from matxich.domain.shared.text import fold
from matxich.web.public.lines import Wanted, line_list
from tests.web import workbooks


def head(line: int, name: str, state: str = "matched", completeness: float = 1.0) -> dict:
    """An entry of the list."""
    return {
        "line": line,
        "name": name,
        "part_no": f"P-{line}",
        "state": state,
        "completeness": completeness,
        "key": fold(f"P-{line} {name}"),
    }


HEADS = [
    head(1, "Vỏ hộp số", completeness=0.9),
    head(2, "Đồ gá khoan", "gap", 0.2),
    head(3, "Vỏ động cơ", "near", 0.5),
]


def numbers(query: str, chosen: int | None = None) -> list[int]:
    """The lines that a query shows."""
    return [item["line"] for item in line_list(HEADS, Wanted.of(QueryDict(query)), chosen).heads]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 2, 3]),
        ("q=vo", [1, 3]),
        ("q=VỎ động", [3]),
        ("q=do ga", [2]),
        ("q=p-2", [2]),
        ("q=3", [3]),
        ("q=không có", []),
        ("state=gap", [2]),
        ("state=invented", [1, 2, 3]),
        ("sort=completeness", [2, 3, 1]),
        ("sort=state", [2, 3, 1]),
        ("sort=state&q=vo", [3, 1]),
        ("page=99", [1, 2, 3]),
        ("page=x", [1, 2, 3]),
    ],
)
def test_the_list_shows_what_was_asked_for(query, expected):
    assert numbers(query) == expected


def test_before_and_after_follow_the_order_shown():
    listed = line_list(HEADS, Wanted.of(QueryDict("sort=completeness")), 3)
    assert (listed.before["line"], listed.chosen["line"], listed.after["line"]) == (2, 3, 1)


def test_a_chosen_line_stays_open_when_the_search_hides_it():
    listed = line_list(HEADS, Wanted.of(QueryDict("q=do ga")), 1)
    assert (listed.chosen["line"], listed.before, listed.after) == (1, None, None)
    assert [item["line"] for item in listed.heads] == [2]


def test_pages_have_fifty_lines_and_a_line_opens_its_own_page():
    heads = [head(number, "Vỏ") for number in range(1, 121)]
    listed = line_list(heads, Wanted.of(QueryDict("")), 60)
    assert (listed.page, listed.pages, len(listed.heads)) == (2, 3, 50)
    assert (listed.page_before, listed.page_after) == ("?page=1", "?page=3")
    last = line_list(heads, Wanted.of(QueryDict("page=3&q=vo")))
    assert (last.chosen["line"], last.page_before, last.page_after) == (101, "?q=vo&page=2", None)


def test_a_page_of_the_result_keeps_the_search_in_its_links(client, send):
    address = send(workbooks.suppliers(), workbooks.long_demand(60))
    html = client.get(f"{address}?q=vo&page=2").content.decode()
    assert f'href="{address}lines/51/?q=vo"' in html
    assert "60 dòng" in html
    empty = client.get(f"{address}?q=zzz").content.decode()
    assert "Không có dòng nào khớp." in empty
