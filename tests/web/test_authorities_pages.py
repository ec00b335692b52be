"""The authority table as staff see and change it."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.places.actions.authorities import correct, load_known
from matxich.apps.places.models import Authority
from tests.web.conftest import text_of

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
LINE = {
    "task_code": "cluster_decision",
    "task_vi": "Quyết định",
    "level": "commune",
    "body_vi": "UBND cấp xã",
    "valid_from": "2026-01-01",
    "legal_basis": "Quyết định 1/2026",
    "reason": "Theo Quyết định 1/2026",
}


@pytest.fixture(autouse=True)
def table() -> None:
    load_known(actor=COMMAND, now=NOW)


@pytest.fixture
def sign_in(client):
    """A function that signs in somebody with these roles."""

    def sign_in_(*roles: Role):
        user = User.objects.create_user(
            f"{'-'.join(roles) or 'nobody'}@example.vn", full_name="Nguyễn Thị Cán"
        )
        for role in roles:
            RoleGrant.objects.create(user=user, role=role, valid_from=dt.date(2020, 1, 1))
        client.force_login(user)
        return client

    return sign_in_


def line(code: str = "cluster_dossier_commune") -> Authority:
    return Authority.objects.get(catalogue_code=code)


def test_the_table_shows_who_had_a_task_on_a_day(sign_in):
    client = sign_in(Role.LEADER)
    before = text_of(client.get("/staff/authorities/?on=2025-06-30").content)
    after = text_of(client.get("/staff/authorities/?on=2025-07-01").content)
    assert "Ủy ban nhân dân cấp huyện" in before
    assert "Ủy ban nhân dân cấp xã" not in before
    assert "Ủy ban nhân dân cấp huyện" not in after
    assert "3 dòng chưa xác minh" in after


def test_a_leader_reads_and_sees_why_the_buttons_are_off(sign_in):
    client = sign_in(Role.LEADER)
    text = text_of(client.get("/staff/authorities/").content)
    assert "Chỉ cán bộ và quản trị viên được sửa bảng thẩm quyền." in text
    assert client.get("/staff/authorities/new/").status_code == 403
    assert client.post(f"/staff/authorities/{line().pk}/closure/", {"on": "2026-01-01"}).status_code == 403


def test_an_officer_adds_a_line_and_a_second_body_is_refused_with_what_was_entered(sign_in):
    client = sign_in(Role.OFFICER)
    assert client.post("/staff/authorities/new/", LINE).status_code == 302
    refused = client.post("/staff/authorities/new/", {**LINE, "body_vi": "Sở Công Thương"})
    assert refused.status_code == 400
    assert "đã giao cho UBND cấp xã từ 01/01/2026" in text_of(refused.content)
    assert 'value="Sở Công Thương"' in refused.content.decode()
    assert Authority.objects.filter(task_code="cluster_decision", level="commune").count() == 1


def test_a_line_is_ended_with_its_reason_and_its_history_shows_it(sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    row = line()
    without = client.post(
        f"/staff/authorities/{row.pk}/closure/", {"on": "2026-01-01", "version": row.version}
    )
    assert without.status_code == 400
    done = client.post(
        f"/staff/authorities/{row.pk}/closure/",
        {"on": "2026-01-01", "version": row.version, "reason": "Chuyển về Sở"},
        follow=True,
    )
    text = text_of(done.content)
    assert "Đã kết thúc dòng." in text
    assert "Chuyển về Sở" in text
    assert "Nguyễn Thị Cán" in text
    assert line().valid_until == dt.date(2026, 1, 1)


def test_a_correction_over_a_newer_line_is_told_and_can_be_sent_again(sign_in):
    client = sign_in(Role.OFFICER)
    row = line()
    form = client.get(f"/staff/authorities/{row.pk}/correction/").context["form"]
    entered = {name: form[name].value() or "" for name in form.fields if name != "is_verified"}
    entered |= {
        "reason": "Đã đọc",
        "is_verified": "on",
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
    }
    correct(row.pk, {"note": "khác"}, actor=COMMAND, reason="x", now=NOW)
    told = client.post(f"/staff/authorities/{row.pk}/correction/", entered)
    assert told.status_code == 400
    assert "người khác đã sửa dòng này" in text_of(told.content)
    assert not line().is_verified
    again = {**entered, "version": told.context["form"].data["version"]}
    assert client.post(f"/staff/authorities/{row.pk}/correction/", again).status_code == 302
    assert line().is_verified
    assert AuditEntry.objects.filter(action="authority.correct").count() == 2


@pytest.mark.parametrize("address", ["/staff/authorities/", "/staff/authorities/new/"])
def test_who_is_not_signed_in_is_asked_to(client, address):
    assert client.get(address).status_code == 302


def test_odd_days_fall_back_to_today(sign_in):
    client = sign_in(Role.AUDITOR)
    assert client.get("/staff/authorities/?on=2026-99-99").status_code == 200
    assert client.get("/staff/authorities/999999/").status_code == 404
