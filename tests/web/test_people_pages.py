"""The pages about people: finding, inviting, giving and ending roles, closing, resetting; auditors only look."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from matxich.apps.accounts.models import Invitation, Role, RoleGrant, User
from matxich.apps.accounts.queries.roles import roles_of
from matxich.apps.foundation.models import AuditEntry, Message
from tests.web.conftest import text_of
from tests.web.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client) -> User:
    """A signed-in administrator."""
    user = person("Nguyễn Thị Quản", Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def roles_today(user: User) -> frozenset[Role]:
    """What somebody holds."""
    return roles_of(user.pk, timezone.localdate())


def test_people_are_found_by_a_part_of_the_name_by_role_and_by_state(client, administrator):
    officer, closed = person("Lê Thu Cán", Role.OFFICER), person("Trần Văn Nghỉ")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    erased = person("Người Đã Xóa")
    User.objects.filter(pk=erased.pk).update(
        is_active=False, erased_at=timezone.now(), full_name="", email=f"erased-{erased.pk}@invalid"
    )
    found = {
        "?q=thu+cán": {officer.pk},
        f"?q={officer.email}": {officer.pk},
        "?role=officer": {officer.pk},
        "?role=none": {closed.pk, erased.pk},
        "?state=inactive": {closed.pk},
        "?state=erased": {erased.pk},
        "?q=không+có+ai": set(),
    }
    for query, expected in found.items():
        page = client.get(reverse("staff:people") + query).content.decode()
        shown = {int(number) for number in re.findall(r'<td><a href="/staff/people/(\d+)/"', page)}
        assert shown == expected, query


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    client, administrator, django_assert_max_num_queries
):
    for number in range(30):
        person(f"Người {number}", Role.OFFICER)
    with django_assert_max_num_queries(12):
        client.get(reverse("staff:people"))


def test_a_role_is_given_with_its_reason_and_ended_with_another(client, administrator):
    user = person("Lê Thu Cán")
    give = reverse("staff:person_roles", args=[user.pk])
    assert client.post(give, {"role": "officer", "reason": "", "confirmed": "1"}).status_code == 200
    assert roles_today(user) == frozenset()
    client.post(give, {"role": "officer", "reason": "QĐ 12/2026", "confirmed": "1"})
    assert roles_today(user) == {Role.OFFICER}
    grant = RoleGrant.objects.get(user=user)
    client.post(reverse("staff:person_role_end", args=[user.pk, grant.pk]), {"reason": "chuyển đơn vị"})
    assert roles_today(user) == frozenset()
    page = text_of(client.get(reverse("staff:person", args=[user.pk])).content)
    for said in ("QĐ 12/2026", "chuyển đơn vị", "Trước: không có Sau: Cán bộ"):
        assert said in page


def test_an_administrator_changes_nothing_of_their_own_account(client, administrator):
    page = text_of(client.get(reverse("staff:person", args=[administrator.pk])).content)
    assert "Bạn không thể làm việc này với chính tài khoản của mình" in page
    for name in ("person_roles", "person_closure", "person_second_factor", "person_erasure"):
        answer = client.post(
            reverse(f"staff:{name}", args=[administrator.pk]), {"reason": "x", "role": "auditor"}
        )
        assert answer.status_code == 403, name
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.erased_at) == (True, None)


def test_an_account_is_closed_and_opened_again(client, administrator):
    user = person("Lê Thu Cán", Role.OFFICER)
    client.post(reverse("staff:person_closure", args=[user.pk]), {"reason": "nghỉ thai sản"})
    user.refresh_from_db()
    assert not user.is_active
    client.post(reverse("staff:person_opening", args=[user.pk]), {"reason": "đi làm lại"})
    user.refresh_from_db()
    assert user.is_active
    assert roles_today(user) == {Role.OFFICER}


def test_a_lost_second_factor_is_reset(client, administrator):
    user = person("Lê Thu Cán", Role.OFFICER)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.post(reverse("staff:person_second_factor", args=[user.pk]), {"reason": "mất điện thoại"})
    assert Authenticator.objects.count() == 0
    assert AuditEntry.objects.get(action="person.second_factor_reset").reason == "mất điện thoại"


def test_erasing_at_somebodys_request_leaves_a_number(client, administrator):
    user = person("Phạm Văn An")
    client.post(reverse("staff:person_erasure", args=[user.pk]), {"reason": "đơn ngày 25/11"})
    page = text_of(client.get(reverse("staff:person", args=[user.pk])).content)
    assert f"Người đã xóa số {user.pk}" in page
    assert "Phạm" not in page


def test_an_invitation_is_sent_and_its_link_handed_over_where_no_mail_goes_out(client, administrator):
    words = {"email": "moi@example.vn", "full_name": "Lê Thị Mới", "role": "officer", "language": "vi"}
    page = text_of(client.post(reverse("staff:people_invite"), words, follow=True).content)
    assert "Lời mời gửi moi@example.vn đã vào hộp thư đi" in page
    link = re.search(r"http://testserver(/invitations/\S+/)", page)[1]
    assert Message.objects.get(kind="invitation").state == Message.State.HELD
    assert client.get(link).status_code == 200
    assert client.session["_auth_user_id"] == str(administrator.pk)


def test_who_has_an_account_is_not_invited_but_shown(client, administrator):
    known = person("Lê Thu Cán")
    words = {"email": known.email.upper(), "role": "officer", "language": "vi"}
    page = text_of(client.post(reverse("staff:people_invite"), words).content)
    assert "Lê Thu Cán đã có tài khoản" in page
    assert Invitation.objects.count() == 0


def test_an_invitation_is_called_back(client, administrator):
    words = {"email": "moi@example.vn", "role": "officer", "language": "vi"}
    client.post(reverse("staff:people_invite"), words)
    invitation = Invitation.objects.get()
    client.post(reverse("staff:people_invitation_revocation", args=[invitation.pk]))
    assert "Không có lời mời nào đang chờ" in text_of(client.get(reverse("staff:people_invitations")).content)


def test_auditors_look_and_find_every_button_off_with_its_reason(client):
    user = person("Lê Thu Cán", Role.OFFICER)
    client.force_login(person("Trần Văn Kiểm", Role.AUDITOR))
    page = text_of(client.get(reverse("staff:person", args=[user.pk])).content)
    assert "Chỉ quản trị viên làm được việc này; kiểm toán viên chỉ xem." in page
    assert client.post(reverse("staff:person_closure", args=[user.pk]), {"reason": "x"}).status_code == 403
    user.refresh_from_db()
    assert user.is_active


def test_the_invited_make_their_account_and_are_signed_in(client, administrator):
    words = {"email": "moi@example.vn", "full_name": "Lê Thị Mới", "role": "officer", "language": "vi"}
    page = text_of(client.post(reverse("staff:people_invite"), words, follow=True).content)
    link = re.search(r"http://testserver(/invitations/\S+/)", page)[1]
    client.post("/accounts/logout/")
    weak = {"full_name": "Lê Thị Mới", "password1": "12345", "password2": "12345"}
    assert "quá ngắn" in text_of(client.post(link, weak).content)
    good = {"full_name": "Lê Thị Mới", "password1": "lá-sen-trong-hồ-7", "password2": "lá-sen-trong-hồ-7"}
    answer = client.post(link, good)
    assert answer.headers["Location"] == "/start/"
    user = User.objects.get(email="moi@example.vn")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert roles_today(user) == {Role.OFFICER}
    assert client.get(link).status_code == 404
