"""What may be done with a round of asking, in the state it is in."""

from __future__ import annotations

import datetime as dt

from matxich.domain.shared.decision import ALLOWED, Decision, refused

#: days that a firm is left alone between two mails of one round
PAUSE_DAYS = 3


def may_start(state: str, firm_count: int, due_on: dt.date, on: dt.date) -> Decision:
    """Say whether a round may begin."""
    if state != "draft":
        return refused("Đợt này đã bắt đầu.", "This round has begun.")
    if due_on < on:
        return refused(
            "Hạn trả lời đã qua. Hãy sửa hạn rồi bắt đầu.",
            "The day to answer by has passed. Change it, then start.",
        )
    if firm_count == 0:
        return refused(
            "Không doanh nghiệp nào thuộc diện được hỏi. Hãy nới bộ lọc.",
            "The filters leave no firm to ask. Widen them.",
        )
    return ALLOWED


def may_change(state: str) -> Decision:
    """Say whether name, filters and due day may still be changed."""
    if state == "draft":
        return ALLOWED
    return refused("Đợt đã bắt đầu thì không sửa được.", "A round that has begun is not changed any more.")


def may_remind(state: str, silent_count: int, last_asked_on: dt.date | None, on: dt.date) -> Decision:
    """Say whether those who have not answered may be reminded.

    Args:
        last_asked_on: when the round last wrote to anybody; None = not yet.
    """
    if state != "running":
        return refused("Chỉ nhắc được khi đợt đang chạy.", "Reminders are sent while the round runs.")
    if last_asked_on is None:
        return refused("Thư hỏi đang được gửi.", "The first mails are being written.")
    if silent_count == 0:
        return refused(
            "Mọi doanh nghiệp hỏi được đều đã trả lời.", "Everybody who could be asked has answered."
        )
    if (on - last_asked_on).days < PAUSE_DAYS:
        return refused(
            f"Mới gửi thư ngày {last_asked_on:%d/%m/%Y}. Hãy chờ ít nhất {PAUSE_DAYS} ngày giữa hai lần.",
            f"Mails went out on {last_asked_on.isoformat()}. Leave at least {PAUSE_DAYS} days between two.",
        )
    return ALLOWED


def may_close(state: str) -> Decision:
    """Say whether a round may be closed; answers that come later still count for the record."""
    if state == "running":
        return ALLOWED
    return refused("Chỉ đóng được đợt đang chạy.", "Only a round that runs can be closed.")
