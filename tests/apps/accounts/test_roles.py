"""Roles are given and ended with a day and a reason; an administrator always remains; nobody raises themselves."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from matxich.apps.accounts.actions.people import create_person, deactivate, leaving, reactivate
from matxich.apps.accounts.actions.roles import end_role, grant_role
from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.accounts.queries.roles import holders, roles_of
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.foundation.models import AuditEntry
from matxich.domain.shared.decision import NotAllowedError

NOW = dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 25)


def person(name: str, *roles: Role) -> User:
    """Somebody who holds these roles since today."""
    user = create_person(f"{name}@example.vn", actor=COMMAND, now=NOW, full_name=name)
    for role in roles:
        grant_role(user, role, actor=COMMAND, now=NOW, on=TODAY, reason="bổ nhiệm")
    return user


@pytest.mark.django_db
def test_a_role_holds_from_its_day_to_its_last_day():
    user, giver = person("an"), person("binh", Role.ADMINISTRATOR)
    grant_role(
        user,
        Role.OFFICER,
        actor=Actor(giver.pk),
        now=NOW,
        on=TODAY,
        until=dt.date(2026, 12, 31),
        reason="QĐ 12",
    )
    days = [dt.date(2026, 11, 24), TODAY, dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [Role.OFFICER in roles_of(user.pk, day) for day in days] == [False, True, True, False]
    entry = AuditEntry.objects.get(action="role.granted", about_id=user.pk)
    assert (entry.actor_id, entry.reason, entry.changes["role"]) == (giver.pk, "QĐ 12", [None, "officer"])


@pytest.mark.django_db
def test_a_role_that_ends_is_gone_at_once_and_keeps_its_row():
    user = person("an", Role.OFFICER)
    grant = RoleGrant.objects.get(user=user)
    end_role(grant, actor=COMMAND, now=NOW, on=TODAY, reason="chuyển công tác")
    assert roles_of(user.pk, TODAY) == frozenset()
    assert RoleGrant.objects.get(pk=grant.pk).valid_until == dt.date(2026, 11, 24)


@pytest.mark.django_db
def test_nobody_gives_a_role_to_themselves():
    user = person("an", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowedError, match="themselves"):
        grant_role(user, Role.AUDITOR, actor=Actor(user.pk), now=NOW, on=TODAY, reason="x")


@pytest.mark.django_db
def test_a_role_is_not_held_twice():
    user = person("an", Role.OFFICER)
    with pytest.raises(NotAllowedError, match="already"):
        grant_role(user, Role.OFFICER, actor=COMMAND, now=NOW, on=TODAY, reason="x")


@pytest.mark.django_db
def test_the_last_administrator_stays_one():
    user = person("an", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowedError, match="last administrator"):
        end_role(RoleGrant.objects.get(user=user), actor=COMMAND, now=NOW, on=TODAY, reason="x")
    with pytest.raises(NotAllowedError, match="last administrator"):
        deactivate(user, actor=COMMAND, now=NOW, on=TODAY, reason="x")
    person("binh", Role.ADMINISTRATOR)
    end_role(RoleGrant.objects.get(user=user), actor=COMMAND, now=NOW, on=TODAY, reason="x")
    assert len(holders(Role.ADMINISTRATOR, TODAY)) == 1


@pytest.mark.django_db
def test_a_closed_administrator_counts_as_none():
    first, second = person("an", Role.ADMINISTRATOR), person("binh", Role.ADMINISTRATOR)
    deactivate(second, actor=COMMAND, now=NOW, on=TODAY, reason="nghỉ việc")
    assert not leaving(first, TODAY)
    reactivate(second, actor=COMMAND, now=NOW, reason="trở lại")
    assert leaving(first, TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_others_role_leave_one():
    grants = [RoleGrant.objects.get(user=person(name, Role.ADMINISTRATOR)) for name in ("an", "binh")]
    refused = []

    def end(grant: RoleGrant) -> None:
        try:
            end_role(grant, actor=COMMAND, now=NOW, on=TODAY, reason="x")
        except NotAllowedError as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=(grant,)) for grant in grants]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert len(holders(Role.ADMINISTRATOR, TODAY)) == 1
