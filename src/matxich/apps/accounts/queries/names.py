"""What people are called, by number."""

from __future__ import annotations

from collections.abc import Iterable

from matxich.apps.accounts.models import User


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Return number → name (the address without one); a person who was erased or is not known is left out."""
    people = User.objects.filter(pk__in={number for number in user_ids if number is not None}, erased_at=None)
    return {person.pk: str(person) for person in people}
