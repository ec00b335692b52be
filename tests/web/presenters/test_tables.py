"""Tables: sorting by the address, heads, choices, bulk actions."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from matxich.apps.foundation.models import Notification
from matxich.domain.shared.decision import refused
from matxich.web.presenters.tables import Bulk, BulkAction, Column, Table

COLUMNS = (
    Column("name", "Name", order=("name_order", "-pk")),
    Column("grade", "Grade", order=("-best_grade",), is_number=True),
    Column("action", ""),
)
ROWS = "{% data_table table %}{% for row in table.rows %}<tr>{% row_choice row row %}<td>{{ row }}</td></tr>{% endfor %}{% end_data_table %}"


def table(query: str = "", **words) -> Table:
    """A table of a page at an address."""
    return Table(RequestFactory().get(f"/list/?{query}"), columns=COLUMNS, caption="Firms", **words)


def drawn(one: Table, source: str = ROWS) -> str:
    """The table as a page draws it."""
    return Template(source).render(Context({"table": one, "csrf_token": "x" * 64}))


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ("-best_grade",)),
        ("sort=name", ("name_order", "-pk")),
        ("sort=-name", ("-name_order", "-pk")),
        ("sort=-grade", ("best_grade",)),
        ("sort=action", ("-best_grade",)),
        ("sort=password", ("-best_grade",)),
    ],
)
def test_only_columns_that_say_so_are_sorted_by(query, order):
    assert table(query, sort="grade").order() == order


def test_a_head_turns_the_direction_and_goes_back_to_the_first_page():
    heads = table("q=a&page=4&sort=name").heads
    assert [(head.direction, head.address) for head in heads] == [
        ("ascending", "?q=a&sort=-name"),
        ("", "?q=a&sort=grade"),
        ("", ""),
    ]


@pytest.mark.django_db
def test_a_query_is_sorted_and_only_its_page_is_read(django_assert_num_queries):
    for number in range(120):
        Notification.objects.create(user_id=1, text_vi=f"{number:03d}", text_en="", created_at=timezone.now())
    columns = (Column("text", "Text", order=("text_vi",)),)
    shown = Table(RequestFactory().get("/?sort=-text&page=2"), columns=columns, caption="Bell")
    with django_assert_num_queries(2):
        shown.show(Notification.objects.all())
    assert [row.text_vi for row in shown.rows][:2] == ["069", "068"]


def test_without_bulk_actions_no_row_can_be_chosen():
    assert "checkbox" not in drawn(table().show(["a"]))


def test_chosen_rows_are_sent_by_the_form_of_the_bulk_actions():
    bulk = Bulk(
        "/bulk/",
        (BulkAction("accept", "Accept"), BulkAction("publish", "Publish", refused("Chưa đủ", "Not yet"))),
    )
    html = drawn(table("sort=name", bulk=bulk).show([7, 8]))
    assert 'id="table-bulk" method="post" action="/bulk/"' in html
    assert html.count('name="row"') == 2
    assert html.count('form="table-bulk"') == 2
    assert 'name="next" value="/list/?sort=name"' in html
    assert 'name="act" value="accept"' in html
    assert 'value="publish"' not in html
    assert "Chưa đủ" in html


def test_a_row_that_cannot_be_chosen_says_why():
    bulk = Bulk("/bulk/", (BulkAction("accept", "Accept"),))
    source = ROWS.replace("row_choice row row", 'row_choice row row off="Đã gộp"')
    html = drawn(table(bulk=bulk).show([7]), source)
    assert "disabled" in html
    assert "Đã gộp" in html
    assert 'name="row"' not in html


def test_the_content_of_a_row_is_escaped():
    assert "<b>" not in drawn(table().show(["<b>"]))
