"""Somebody says “this firm is mine”: which way of proving it is open, and when a code counts."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import ALLOWED, Decision, refused

CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ClaimingState:
    """What the policy looks at: a firm, and a person who says that it is theirs."""

    #: "active", "suspended", "ceased", "merged"
    status: str
    #: the registry knows whom to send a code to
    has_contact: bool
    #: somebody acts for it today
    is_represented: bool
    #: this person does
    is_own: bool
    #: this person's request about it waits for an officer
    has_open_request: bool
    #: codes sent since yesterday: to this person or for this firm, whichever is more
    codes_sent: int
    #: requests of this person to officers since yesterday
    requests_sent: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is allowed, from dated parameters."""

    codes_a_day: int
    requests_a_day: int
    most_wrong: int
    code_hours: int


_OWN = refused("Bạn đang đại diện cho doanh nghiệp này rồi.", "You act for this firm already.")
_MERGED = refused(
    "Hồ sơ này đã gộp vào hồ sơ khác. Hãy nhận hồ sơ còn lại.",
    "This record was merged into another one. Claim that one.",
)
_NO_CONTACT = refused(
    "Hồ sơ chưa có địa chỉ liên hệ đã đăng ký để gửi mã. Hãy gửi yêu cầu cho cán bộ.",
    "The record has no registered contact that a code could be sent to. Send a request to an officer.",
)
_REPRESENTED = refused(
    "Doanh nghiệp đã có người đại diện. Hãy nhờ người đó mời bạn, hoặc gửi yêu cầu cho cán bộ.",
    "Somebody acts for this firm already. Ask them to invite you, or send a request to an officer.",
)
_MANY_CODES = Text(
    "Đã gửi {n} mã trong 24 giờ qua. Hãy tìm thư đã nhận, thử lại ngày mai, hoặc gửi yêu cầu cho cán bộ.",
    "{n} codes were sent within 24 hours. Look for the mail, try again tomorrow, or send a request to an officer.",
)
_OPEN = refused(
    "Yêu cầu của bạn về doanh nghiệp này đang chờ cán bộ.",
    "Your request about this firm is waiting for an officer.",
)
_MANY_REQUESTS = Text(
    "Bạn đã gửi {n} yêu cầu trong 24 giờ qua. Hãy thử lại ngày mai.",
    "You sent {n} requests within 24 hours. Try again tomorrow.",
)


def may_send_code(state: ClaimingState, limits: Limits) -> Decision:
    """Say whether a code may be sent to the firm's registered contact."""
    if state.status == "merged":
        return _MERGED
    if state.is_own:
        return _OWN
    if state.is_represented:
        return _REPRESENTED
    if not state.has_contact:
        return _NO_CONTACT
    if state.codes_sent >= limits.codes_a_day:
        n = str(state.codes_sent)
        return Decision(_MANY_CODES.format(n=n))
    return ALLOWED


def may_ask_officer(state: ClaimingState, limits: Limits) -> Decision:
    """Say whether the person may ask an officer instead."""
    if state.status == "merged":
        return _MERGED
    if state.is_own:
        return _OWN
    if state.has_open_request:
        return _OPEN
    return may_begin_firm(state.requests_sent, limits)


def may_begin_firm(requests_sent: int, limits: Limits) -> Decision:
    """Say whether the person may enter a firm that the registry does not have."""
    if requests_sent >= limits.requests_a_day:
        return Decision(_MANY_REQUESTS.format(n=str(requests_sent)))
    return ALLOWED


class Answer(enum.Enum):
    """What an entered code is."""

    RIGHT = "right"
    WRONG = "wrong"
    #: too late, or wrong too often: a new one is needed
    VOID = "void"


def judge_code(
    *, is_right: bool, wrong_count: int, expires_at: dt.datetime | None, now: dt.datetime, limits: Limits
) -> Answer:
    """Say what a code is worth.

    Args:
        is_right: it is the one that was sent.
        wrong_count: wrong ones before it.
        expires_at: until when it counts; None = there is none.
    """
    if expires_at is None or now >= expires_at or wrong_count >= limits.most_wrong:
        return Answer.VOID
    if is_right:
        return Answer.RIGHT
    return Answer.WRONG if wrong_count + 1 < limits.most_wrong else Answer.VOID


def masked(address: str) -> str:
    """Return an e-mail address so that who knows it recognises it, and nobody else learns it.

    >>> masked("nga@vidu.com.vn")
    'n•••@v•••.com.vn'
    """
    name, _at, host = address.partition("@")
    first, dot, rest = host.partition(".")
    return f"{name[:1]}•••@{first[:1]}•••{dot}{rest}"


def may_decide(state: str, *, approves: bool, reason: str) -> Decision:
    """Say whether an officer may decide so about a request.

    Args:
        state: "waiting"; any other has been decided, or never came to an officer.
        reason: needed to refuse.
    """
    if state != "waiting":
        return refused("Yêu cầu này đã được quyết định.", "This request was decided already.")
    if not approves and not reason.strip():
        return refused("Hãy ghi lý do từ chối.", "Write why it is refused.")
    return ALLOWED
