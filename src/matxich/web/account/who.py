"""The signed-in user of a page that is wrapped by `signed_in_page`."""

from __future__ import annotations

from matxich.apps.accounts.models import User
from matxich.web.access import PersonRequest


def owner(request: PersonRequest) -> User:
    """Return whoever is signed in; the wrapper has made sure that somebody is."""
    user = request.person.user
    if user is None:
        raise RuntimeError("a page of one's own account is not wrapped by signed_in_page")
    return user
