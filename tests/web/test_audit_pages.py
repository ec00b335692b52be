"""The history of everything: narrowed, page after page, taken away as files that execute nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from matxich.apps.accounts.models import Role, User
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from tests.web.conftest import text_of
from tests.web.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client) -> User:
    """A signed-in auditor."""
    user = person("Trần Văn Kiểm", Role.AUDITOR)
    client.force_login(user)
    return user


def note(
    actor: User, reason: str = "", action: str = "person.corrected", now: dt.datetime | None = None
) -> None:
    """Write an act of somebody on their own account."""
    changes = {"language": ("vi", "en")}
    record(Actor(actor.pk), action, actor, changes, now=now or timezone.now(), reason=reason)


def test_an_act_reads_as_who_did_what_when_and_why(client, auditor):
    officer = person("Lê Thu Cán", Role.OFFICER)
    note(officer, "người dùng yêu cầu")
    page = text_of(client.get(reverse("staff:audit")).content)
    for said in ("Lê Thu Cán", "Sửa tài khoản", f"Người {officer.pk}", "người dùng yêu cầu", "Ngôn ngữ"):
        assert said in page


def test_the_filters_narrow_and_their_mistakes_are_said(client, auditor):
    one, other = person("Lê Thu Cán"), person("Phạm Văn An")
    note(one, "việc của Cán", now=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    note(other, "việc của An", "person.created", dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    asked = {
        "?q=thu+cán": (True, False),
        "?action=person.created": (False, True),
        f"?kind=accounts.user&number={one.pk}": (True, False),
        "?since=2026-04-01": (False, True),
        "?until=2026-03-01": (True, False),
        "?q=không+có+ai": (False, False),
    }
    for query, expected in asked.items():
        page = text_of(client.get(reverse("staff:audit") + query).content)
        assert ("việc của Cán" in page, "việc của An" in page) == expected, query
    wrong = text_of(client.get(reverse("staff:audit") + "?number=5").content)
    assert "Hãy chọn loại bản ghi mang số này" in wrong


def test_older_pages_are_reached_and_hold_each_act_once(client, auditor):
    for number in range(120):
        note(auditor, f"việc số {number:03}")
    address, seen = reverse("staff:audit"), []
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"việc số (\d+)", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = reverse("staff:audit") + following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"{number:03}" for number in reversed(range(120))]


def test_the_files_hold_what_the_page_shows_and_execute_nothing(client, auditor):
    note(auditor, "=1+1")
    note(person("Phạm Văn An"), "khác")
    answer = client.get(reverse("staff:audit_csv") + "?q=Kiểm")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[5] for row in rows] == ["Lý do", "'=1+1"]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(reverse("staff:audit_xlsx") + "?q=Kiểm").content)
    )
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "=1+1" in cells
    assert "khác" not in cells


def test_the_page_asks_the_database_as_often_for_many_acts_as_for_few(
    client, auditor, django_assert_max_num_queries
):
    for number in range(60):
        note(person(f"Người {number}"))
    with django_assert_max_num_queries(12):
        client.get(reverse("staff:audit"))
