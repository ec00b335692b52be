"""When a line of the authority table may begin, end or change: one body a task and level at a time, never undone.

What the lines say is data, dated and with its legal basis; nothing here knows a task.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import ALLOWED, Decision


@dataclass(frozen=True, slots=True)
class Term:
    """For what and how long one body is responsible."""

    task_code: str
    level: str
    body: str
    valid_from: dt.date
    #: first day on which it is no longer so; None while it holds
    valid_until: dt.date | None
    #: of the row; None when it is new
    number: int | None = None

    def overlaps(self, other: Term) -> bool:
        """Say whether the two hold on a common day."""
        return (other.valid_until is None or self.valid_from < other.valid_until) and (
            self.valid_until is None or other.valid_from < self.valid_until
        )


def may_stand(term: Term, others: Iterable[Term]) -> Decision:
    """Say whether a line may stand beside the others as it is.

    Args:
        term: the line as it would be after the change.
        others: all lines of the table; the line itself is recognised by its number.
    """
    if term.valid_until is not None and term.valid_until <= term.valid_from:
        return Decision(
            Text(
                "Ngày hết hiệu lực phải sau ngày bắt đầu. Hãy sửa một trong hai ngày.",
                "The day on which it ends must come after the day on which it begins. Change one of the two.",
            )
        )
    for other in others:
        is_same = other.number is not None and other.number == term.number
        if is_same or (other.task_code, other.level) != (term.task_code, term.level):
            continue
        if term.overlaps(other):
            return Decision(_taken(other))
    return ALLOWED


def may_end(term: Term, on: dt.date) -> Decision:
    """Say whether a line may end on a day, the first on which it no longer holds."""
    if term.valid_until is not None and term.valid_until <= on:
        return Decision(
            Text(
                "Dòng này đã hết hiệu lực từ {day}. Nếu ngày đó sai, hãy dùng «Sửa».",
                "This line has already ended on {day}. If that day is wrong, use “Correct”.",
            ).format(day=_day(term.valid_until))
        )
    if on <= term.valid_from:
        return Decision(
            Text(
                "Ngày hết hiệu lực phải sau ngày bắt đầu ({day}). Hãy chọn ngày muộn hơn.",
                "It must end after it begins ({day}). Choose a later day.",
            ).format(day=_day(term.valid_from))
        )
    return ALLOWED


def _taken(other: Term) -> Text:
    if other.valid_until is None:
        return Text(
            "Việc này ở cấp đó đã giao cho {body} từ {start}. Hãy kết thúc dòng đó trước, hoặc chọn ngày khác.",
            "At that level the task is with {body} from {start}. End that line first, or choose other days.",
        ).format(body=other.body, start=_day(other.valid_from))
    return Text(
        "Việc này ở cấp đó đã giao cho {body} từ {start} đến trước {end}. Hãy chọn ngày khác.",
        "At that level the task is with {body} from {start} until before {end}. Choose other days.",
    ).format(body=other.body, start=_day(other.valid_from), end=_day(other.valid_until))


def _day(day: dt.date) -> Text:
    return Text(f"{day:%d/%m/%Y}", day.isoformat())
