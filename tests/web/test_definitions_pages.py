"""The pages of definitions: numbers side by side, the firms behind each, and the list to take away."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.models import Enterprise
from tests.web.people import firm, person

pytestmark = pytest.mark.django_db
ISO = {"standard": "ISO 9001:2015", "number": "Q-1", "issued_on": "01/02/2025", "expires_on": "31/01/2040"}


@pytest.fixture
def officer(client):
    user = person("Cán bộ", Role.OFFICER)
    client.force_login(user)
    return Actor(user.pk)


@pytest.fixture
def certified(officer) -> Enterprise:
    """A firm with a checked certificate and a process; beside it one that says nothing."""
    one = firm("Công ty TNHH Cơ khí Lá Sen", "0100109106")
    firm("Công ty CP =Im Lặng")
    now = timezone.now()
    propose(one, "process", {"process": "Tiện CNC"}, actor=COMMAND, now=now, source="self")
    held = propose(one, "certificate", ISO, actor=COMMAND, now=now, source="self")
    decide(held, "accepted", actor=officer, now=now, grade=2)
    return one


def text(answer) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_versions_stand_side_by_side_with_their_rules(client, certified):
    page = text(client.get("/staff/definitions/", headers={"accept-language": "en"}))
    for words in (
        "Works in supporting industries",
        "Meets international standards",
        "a · System certificate",
        "as known then",
    ):
        assert words in page
    assert "IATF 16949" in page
    assert 'level=unknown">1</a>' in page


def test_the_list_names_the_claim_that_made_a_firm_count(client, certified):
    page = text(client.get("/staff/definitions/standard_certificate/"))
    assert "Công ty TNHH Cơ khí Lá Sen" in page
    assert "ISO 9001" in page
    assert "Im Lặng" not in page
    unknown = text(client.get("/staff/definitions/standard_certificate/?level=unknown"))
    assert "Im Lặng" in unknown
    assert "Chưa khai chứng nhận" in unknown


def test_the_day_is_kept_from_page_to_page(client, certified):
    today = timezone.localdate()
    before = (today - dt.timedelta(days=30)).isoformat()
    page = text(client.get(f"/staff/definitions/standard_certificate/?on={before}"))
    assert "Không có doanh nghiệp nào ở đây" in page
    assert f"/staff/definitions/?on={before}" in page
    now = text(client.get(f"/staff/definitions/standard_certificate/?on={before}&reading=now"))
    assert "Công ty TNHH Cơ khí Lá Sen" in now


@pytest.mark.parametrize("day", ["nonsense", "2026-02-31", "1999-01-01", "9999-01-01"])
def test_a_day_that_cannot_be_shown_is_said(client, certified, day):
    assert "Hãy chọn một ngày" in text(client.get(f"/staff/definitions/?on={day}"))


def test_before_anybody_was_on_record_there_is_nothing_to_count(client, officer):
    assert "Chưa có doanh nghiệp nào" in text(client.get("/staff/definitions/?on=2020-01-01"))


def test_the_workbook_holds_rule_verdict_and_claims(client, certified):
    answer = client.get("/staff/definitions/standard_certificate/?format=xlsx&level=unknown")
    assert answer["Content-Disposition"].endswith('-then.xlsx"')
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name(sheet).to_python()
    assert "Quy tắc:" in rows[1][0]
    assert rows[5][0] == "Công ty CP =Im Lặng"
    assert rows[5][2] == "Chưa rõ"
    assert rows[5][6] == "không"


def test_a_version_that_is_not_there_is_not_found(client, officer):
    assert client.get("/staff/definitions/nothing/").status_code == 404


def test_the_public_does_not_see_them(client):
    assert client.get("/staff/definitions/").status_code == 302


def test_a_page_asks_the_database_no_more_for_more_firms(client, certified, django_assert_max_num_queries):
    for at in range(30):
        firm(f"Công ty Thứ {at}")
    with django_assert_max_num_queries(25):
        client.get("/staff/definitions/standard_certificate/?level=unknown")
