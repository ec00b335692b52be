"""What may be done with a message in the state it is in. Who may is said where the pages of staff are opened."""

from __future__ import annotations

from matxich.apps.foundation.mail import is_deliverable
from matxich.apps.foundation.models import Message
from matxich.domain.shared.decision import ALLOWED, Decision, refused

State = Message.State


def may_retry(message: Message, *, sends: bool) -> Decision:
    """May be put back to be sent."""
    if message.state in {State.WAITING, State.SENDING}:
        return refused("Thư đang chờ gửi.", "It is waiting to be sent.")
    if message.state == State.SENT:
        return refused("Thư đã gửi đi.", "It has been sent.")
    if not sends:
        return refused(
            "Máy này được đặt không gửi thư nào (MATXICH_MAIL_URL).",
            "This site is set to send no mail (MATXICH_MAIL_URL).",
        )
    if not message.to_address:
        return refused("Thư không có địa chỉ người nhận.", "It has no address.")
    if not is_deliverable(message.to_address):
        return refused(
            "Địa chỉ này là địa chỉ ví dụ, không ai nhận được.",
            "The address is an invented one that nobody has.",
        )
    return ALLOWED


def may_hold(message: Message) -> Decision:
    """May be kept back."""
    if message.state == State.WAITING:
        return ALLOWED
    if message.state == State.SENDING:
        return refused("Thư đang được gửi.", "It is being sent right now.")
    return refused("Chỉ giữ lại được thư đang chờ gửi.", "Only a message that waits can be held.")
