"""`matxich user`: the first administrator comes in through a printed link."""

from __future__ import annotations

import re

import pytest

from matxich.apps.accounts.models import Invitation, Role, User
from matxich.apps.accounts.queries.roles import holders
from matxich.cli.main import main
from tests.web.people import person

pytestmark = pytest.mark.django_db


def test_the_printed_link_makes_the_first_administrator(client, capsys):
    assert (
        main(["user", "create", "Quan@Example.VN", "--role", "administrator", "--site", "http://testserver"])
        == 0
    )
    link = re.search(r"http://testserver(/invitations/\S+/)", capsys.readouterr().out)[1]
    password = "lá-sen-trong-hồ-7"
    client.post(link, {"full_name": "Nguyễn Thị Quản", "password1": password, "password2": password})
    user = User.objects.get(email="quan@example.vn")
    from django.utils import timezone

    assert holders(Role.ADMINISTRATOR, timezone.localdate()) == [user.pk]


def test_who_has_an_account_is_given_the_role(capsys):
    known = person("Lê Thu Cán")
    assert main(["user", "create", known.email, "--role", "auditor"]) == 0
    assert Invitation.objects.count() == 0
    assert main(["user", "list"]) == 0
    assert f"auditor          {known.email}" in capsys.readouterr().out
    assert main(["user", "create", known.email, "--role", "auditor"]) == 2
    assert "Người này đang giữ vai trò đó" in capsys.readouterr().err


def test_what_is_no_address_is_refused(capsys):
    assert main(["user", "create", "không-phải", "--role", "officer"]) == 2
    assert "không phải địa chỉ e-mail" in capsys.readouterr().err
