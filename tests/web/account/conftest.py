"""What the tests of signing in share."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.utils import timezone

from matxich.apps.accounts.actions.people import create_person
from matxich.apps.accounts.models import User
from matxich.apps.foundation.actor import COMMAND

PASSWORD = "lá-sen-trong-hồ-7"


@pytest.fixture(autouse=True)
def quick_argon2(monkeypatch) -> None:
    """The product's own way of keeping passwords, at a cost that a test can pay."""
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)


@pytest.fixture
def an(db) -> User:
    """Somebody with a confirmed address and a password."""
    return create_person(
        "an@example.vn", actor=COMMAND, now=timezone.now(), full_name="Phạm Văn An", password=PASSWORD
    )


@pytest.fixture
def sign_in(client) -> Callable:
    """A function that sends the sign-in form."""

    def send(
        email: str = "an@example.vn", password: str = PASSWORD, address: str = "/accounts/login/", **words
    ):
        return client.post(address, {"login": email, "password": password, **words})

    return send


def link_in_mail(number: int = -1) -> str:
    """The path of the link in a mail that was sent."""
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[number].body)
    assert found is not None
    return found[1]


def signed_in_as(client) -> int | None:
    """The number of whoever is signed in."""
    number = client.session.get("_auth_user_id")
    return int(number) if number else None
