"""What may ever be done with a role: whoever asks, the region keeps an administrator, and nobody raises themselves."""

from __future__ import annotations

from matxich.domain.shared.decision import ALLOWED, Decision, refused

ADMINISTRATOR = "administrator"


def may_end(role: str, other_holder_count: int) -> Decision:
    """Say whether a role may end, given how many other active people hold it.

    >>> may_end("administrator", 0).allowed, may_end("administrator", 1).allowed, may_end("officer", 0).allowed
    (False, True, True)
    """
    if role == ADMINISTRATOR and other_holder_count == 0:
        return refused(
            "Đây là quản trị viên cuối cùng; hãy giao vai trò này cho một người khác trước.",
            "This is the last administrator; give the role to somebody else first.",
        )
    return ALLOWED


def may_leave(roles: frozenset[str], other_administrator_count: int) -> Decision:
    """Say whether somebody with these roles may be deactivated or erased.

    >>> may_leave(frozenset({"officer"}), 0).allowed, may_leave(frozenset({"administrator"}), 0).allowed
    (True, False)
    """
    return may_end(ADMINISTRATOR, other_administrator_count) if ADMINISTRATOR in roles else ALLOWED


def may_grant(grantor: int | None, grantee: int, held: frozenset[str], role: str) -> Decision:
    """Say whether one person may give a role to another; `grantor` is None for the command line.

    >>> may_grant(1, 1, frozenset(), "officer").allowed, may_grant(None, 1, frozenset(), "officer").allowed
    (False, True)
    """
    if grantor == grantee:
        return refused(
            "Không ai tự giao vai trò cho mình; hãy nhờ một quản trị viên khác.",
            "Nobody gives a role to themselves; ask another administrator.",
        )
    if role in held:
        return refused("Người này đang giữ vai trò đó.", "This person holds the role already.")
    return ALLOWED
