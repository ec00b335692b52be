"""Who asks, as permissions see it: numbers only, so that a permission can be asked for anybody."""

from __future__ import annotations

from dataclasses import dataclass, field

from matxich.apps.accounts.models import Role
from matxich.apps.accounts.queries.roles import STAFF


@dataclass(frozen=True, slots=True)
class Who:
    """A person with their roles and firms; nobody in particular without a number."""

    user_id: int | None = None
    roles: frozenset[Role] = frozenset()
    #: firms the person acts for
    enterprise_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the programme."""
        return bool(self.roles & STAFF)

    @property
    def is_officer(self) -> bool:
        """Whether the person handles files."""
        return Role.OFFICER in self.roles
