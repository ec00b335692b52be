"""Who may change the authority table: officers and administrators. Every member of staff may read it."""

from __future__ import annotations

from collections.abc import Collection

from matxich.apps.accounts.models import Role
from matxich.domain.shared.decision import ALLOWED, Decision, refused

EDITORS = frozenset({Role.OFFICER, Role.ADMINISTRATOR})


def may_edit_authorities(roles: Collection[Role]) -> Decision:
    """Say whether somebody with these roles may add, end or correct a line."""
    if EDITORS & set(roles):
        return ALLOWED
    return refused(
        "Chỉ cán bộ và quản trị viên được sửa bảng thẩm quyền.",
        "Only officers and administrators may change the authority table.",
    )
