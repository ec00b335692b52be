"""Who may do what to accounts and roles. Whether it may ever be done is `domain.people.roles`."""

from __future__ import annotations

from matxich.apps.accounts.models import Role
from matxich.apps.accounts.who import Who
from matxich.domain.shared.decision import ALLOWED, Decision, refused

_ADMINISTRATORS = refused(
    "Chỉ quản trị viên làm được việc này; kiểm toán viên chỉ xem.",
    "Only administrators may do this; auditors may look.",
)
_SELF = refused(
    "Bạn không thể làm việc này với chính tài khoản của mình; hãy nhờ một quản trị viên khác.",
    "You cannot do this to your own account; ask another administrator.",
)


def may_see_people(who: Who) -> Decision:
    """May read the list of people, their roles and sessions."""
    return ALLOWED if who.roles & {Role.ADMINISTRATOR, Role.AUDITOR} else _ADMINISTRATORS


def may_manage_people(who: Who) -> Decision:
    """May invite, and give and end roles."""
    return ALLOWED if Role.ADMINISTRATOR in who.roles else _ADMINISTRATORS


def may_manage(who: Who, user_id: int) -> Decision:
    """May deactivate this person, end their sessions, reset their second factor, give them a role."""
    if not may_manage_people(who):
        return _ADMINISTRATORS
    return _SELF if who.user_id == user_id else ALLOWED
