"""Invitations: a link that opens once, can be sent again or called back, and gives what it was sent for."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress

from matxich.apps.accounts.actions.invitations import accept, find_invitation, invite, resend, revoke
from matxich.apps.accounts.actions.people import create_person
from matxich.apps.accounts.models import Invitation, Role
from matxich.apps.accounts.queries.roles import roles_of
from matxich.apps.accounts.who import Who
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.foundation.models import AuditEntry, Message
from matxich.apps.registry.actions.representation import accept_invitation, end_all_of, invite_colleague
from matxich.apps.registry.models import Enterprise, Representative
from matxich.apps.registry.queries.representation import represents
from matxich.domain.shared.decision import NotAllowedError

NOW = dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 25)
LATER = NOW + dt.timedelta(days=15)

pytestmark = pytest.mark.django_db


def address(token: str) -> str:
    """What a page makes of a token."""
    return f"https://matxich.vn/invitations/{token}/"


def token_of(link: str) -> str:
    """The secret of a link."""
    return link.rstrip("/").rpartition("/")[2]


@pytest.fixture
def boss():
    """Who invites."""
    return create_person("quan@example.vn", actor=COMMAND, now=NOW, full_name="Nguyễn Thị Quản")


@pytest.fixture
def invited(boss) -> tuple[Invitation, str]:
    """An invitation of an officer and its link."""
    return invite(
        "Moi@Example.VN",
        actor=Actor(boss.pk),
        now=NOW,
        address=address,
        role=Role.OFFICER,
        full_name="Lê Thị Mới",
    )


@pytest.fixture
def enterprise() -> Enterprise:
    """A firm."""
    return Enterprise.objects.create(
        name="Công ty TNHH Cơ khí Lá Sen", name_folded="x", stage_since=NOW, created_at=NOW, updated_at=NOW
    )


def test_the_mail_waits_in_the_outbox_with_its_link_as_a_secret(invited):
    invitation, link = invited
    message = Message.objects.get(kind="invitation")
    assert message.to_address == invitation.email == "moi@example.vn"
    assert message.secrets == [link]
    assert link in message.body
    assert "với vai trò cán bộ" in message.body
    assert "09/12/2026" in message.body


def test_accepting_makes_the_account_with_its_address_confirmed_and_gives_the_role(invited, boss):
    invitation, link = find_invitation(token_of(invited[1]), NOW)
    user = accept(
        invitation, link, None, now=NOW, on=TODAY, full_name="Lê Thị Mới", password="lá-sen-trong-hồ"
    )
    assert EmailAddress.objects.get(user=user).verified
    assert roles_of(user.pk, TODAY) == {Role.OFFICER}
    assert AuditEntry.objects.get(action="role.granted").actor_id == boss.pk


def test_a_link_opens_once(invited):
    token = token_of(invited[1])
    first, second = find_invitation(token, NOW), find_invitation(token, NOW)
    accept(*first, None, now=NOW, on=TODAY, full_name="x", password="lá-sen-trong-hồ")
    with pytest.raises(NotAllowedError, match="accepted already"):
        accept(*second, None, now=NOW, on=TODAY, full_name="y", password="lá-sen-trong-hồ")
    assert find_invitation(token, NOW) is None


def test_a_link_that_ran_out_was_called_back_or_replaced_opens_nothing(invited, boss):
    invitation, link = invited
    assert find_invitation(token_of(link), LATER) is None
    newer = resend(invitation, actor=Actor(boss.pk), now=NOW, address=address)
    assert find_invitation(token_of(link), NOW) is None
    assert find_invitation(token_of(newer), NOW) is not None
    revoke(invitation, actor=Actor(boss.pk), now=NOW)
    assert find_invitation(token_of(newer), NOW) is None
    assert Message.objects.filter(kind="invitation").count() == 2


def test_only_the_owner_of_the_address_accepts_with_an_account(invited):
    other = create_person("khac@example.vn", actor=COMMAND, now=NOW)
    with pytest.raises(NotAllowedError, match=r"sent to moi@example\.vn"):
        accept(*find_invitation(token_of(invited[1]), NOW), other, now=NOW, on=TODAY)


def test_an_account_that_is_there_has_to_sign_in_first(invited):
    create_person("moi@example.vn", actor=COMMAND, now=NOW)
    with pytest.raises(NotAllowedError, match="sign in"):
        accept(
            *find_invitation(token_of(invited[1]), NOW), None, now=NOW, on=TODAY, password="lá-sen-trong-hồ"
        )


def test_the_history_names_no_address(invited):
    entry = AuditEntry.objects.get(action="invitation.sent")
    assert entry.changes["email"] == [None, None]


def test_a_colleague_comes_to_act_for_the_firm(enterprise, boss):
    who = Who(boss.pk, frozenset(), frozenset({enterprise.pk}))
    _invitation, link = invite_colleague(
        enterprise, "an@example.vn", who=who, actor=Actor(boss.pk), now=NOW, address=address
    )
    assert "đại diện cho Công ty TNHH Cơ khí Lá Sen" in Message.objects.get().subject
    user = accept_invitation(
        *find_invitation(token_of(link), NOW),
        None,
        now=NOW,
        on=TODAY,
        full_name="An",
        password="lá-sen-trong-hồ",
    )
    assert represents(user.pk, enterprise.pk, TODAY)
    row = Representative.objects.get()
    assert (row.proof, row.approved_by_id) == ("invitation", boss.pk)
    end_all_of(user, actor=COMMAND, now=NOW, on=TODAY, reason="nghỉ việc")
    assert not represents(user.pk, enterprise.pk, TODAY)


def test_who_does_not_act_for_the_firm_invites_nobody_to_it(enterprise, boss):
    with pytest.raises(NotAllowedError, match="representatives"):
        invite_colleague(
            enterprise,
            "an@example.vn",
            who=Who(boss.pk),
            actor=Actor(boss.pk),
            now=NOW,
            address=address,
        )
    assert Invitation.objects.count() == 0
