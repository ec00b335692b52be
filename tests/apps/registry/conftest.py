"""What the tests of the registry share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from matxich.apps.accounts.models import Role, RoleGrant, User
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.actions.enterprises import create_enterprise
from matxich.apps.registry.models import Enterprise, Representative

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def officer(db) -> Actor:
    """An officer of the programme."""
    user = User.objects.create_user("officer@example.vn", "a long password")
    RoleGrant.objects.create(user=user, role=Role.OFFICER, valid_from=NOW.date())
    return Actor(user.pk)


@pytest.fixture
def firm(officer) -> Enterprise:
    """A firm at the beginning of its record."""
    return create_enterprise(name="Công ty TNHH Cơ khí Lá Sen", tax_code="0100109106", actor=officer, now=NOW)


@pytest.fixture
def director(firm) -> Actor:
    """A person who acts for the firm."""
    user = User.objects.create_user("director@example.vn", "a long password")
    Representative.objects.create(user=user, enterprise=firm, valid_from=NOW.date(), proof="officer")
    return Actor(user.pk)


@pytest.fixture
def later() -> Callable[[int], dt.datetime]:
    """A function: so many days after NOW."""
    return lambda days: NOW + dt.timedelta(days=days)
