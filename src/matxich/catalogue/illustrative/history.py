"""When a firm came into the registry, when its lines were said, checked, renewed: the days of one record."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from matxich.catalogue.illustrative.drawn import (
    ASKED,
    CURRENT,
    NONE,
    PROPOSED,
    REFUSED,
    SUPERSEDED,
    WAITING,
    WITHDRAWN,
    DrawnLine,
    DrawnVersion,
)
from matxich.catalogue.illustrative.standing import CHECKED

#: Hanoi keeps one hour all year
ZONE = dt.timezone(dt.timedelta(hours=7))
#: days within which an officer looks at what was said: nothing waits longer
_UNANSWERED = 60
_ASKS = (
    "Xin bổ sung ảnh chụp giấy chứng nhận còn hạn.",
    "Năng lực ghi chưa rõ đơn vị, xin ghi lại.",
    "Xin gửi phiếu đo hoặc hồ sơ sản phẩm mẫu.",
)
_REFUSALS = (
    "Giấy tờ không thuộc doanh nghiệp này.",
    "Không tìm thấy máy khi đến xưởng.",
    "Ngày trên giấy không khớp.",
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one record, all before `today`."""

    today: dt.date
    stage: str
    created: dt.datetime
    #: when the record was handed in; None before that
    submitted: dt.datetime | None
    #: when an officer had been through it
    checked: dt.datetime | None
    #: whether somebody was at the factory
    was_visited: bool
    stage_since: dt.datetime
    confirmed_on: dt.date | None


def at_work(day: dt.date, draw: random.Random) -> dt.datetime:
    """Return a moment of a working day."""
    return dt.datetime(day.year, day.month, day.day, draw.randrange(8, 17), draw.randrange(60), tzinfo=ZONE)


def days_of(stage: str, today: dt.date, draw: random.Random) -> Days:
    """Return the days of a record that stands at a stage today."""
    checked = submitted = None
    if stage in CHECKED:
        created_on = today - dt.timedelta(days=draw.randrange(100, 5 * 365))
        submitted_on = created_on + dt.timedelta(days=draw.randrange(1, 40))
        submitted = at_work(submitted_on, draw)
        checked = at_work(submitted_on + dt.timedelta(days=draw.randrange(2, 30)), draw)
        since = checked + dt.timedelta(days=draw.randrange(0, 20))
    elif stage == "submitted":
        submitted_on = today - dt.timedelta(days=draw.randrange(1, 45))
        created_on = submitted_on - dt.timedelta(days=draw.randrange(1, 60))
        since = submitted = at_work(submitted_on, draw)
    else:
        created_on = today - dt.timedelta(days=draw.randrange(4, 130))
        since = at_work(created_on + dt.timedelta(days=draw.randrange(0, 3)), draw)
    created = dt.datetime(created_on.year, created_on.month, created_on.day, 7, 30, tzinfo=ZONE)
    return Days(
        today=today,
        stage=stage,
        created=created,
        submitted=submitted,
        checked=checked,
        was_visited=stage == "site_verified" or (stage == "published" and draw.random() < 0.3),
        stage_since=since,
        confirmed_on=_confirmed(since.date(), today, draw) if submitted else None,
    )


def _confirmed(since: dt.date, today: dt.date, draw: random.Random) -> dt.date:
    """Return when the firm last said that its record is true: most within the year, some long ago."""
    low, high = draw.choices(((1, 180), (180, 365), (365, 900)), (55, 27, 18))[0]
    return max(since, today - dt.timedelta(days=draw.randrange(low, high)))


def line(
    kind: str,
    written: dict[str, str],
    days: Days,
    draw: random.Random,
    *,
    said_on: dt.date | None = None,
    grade: int | None = None,
) -> DrawnLine:
    """Return a line that was said once: at the record's beginning, or on `said_on` where that is later.

    Args:
        grade: given by an officer; None draws one, where the stage has one.
    """
    first = days.created + dt.timedelta(minutes=draw.randrange(5, 400))
    said = max(first, at_work(min(said_on, days.today - dt.timedelta(days=1)), draw)) if said_on else first
    versions = [_fate(written, said, days, draw, grade)]
    if versions[0].grade > 1 and versions[0].state == CURRENT and draw.random() < 0.02:
        versions.extend(_change(versions[0], days, draw))
    return DrawnLine(kind, draw.getrandbits(128), tuple(versions))


def _fate(
    written: dict[str, str], said: dt.datetime, days: Days, draw: random.Random, grade: int | None
) -> DrawnVersion:
    confirmed = max(said.date(), days.confirmed_on) if days.confirmed_on else said.date()
    if days.checked is None:
        return DrawnVersion(written, said, check=WAITING, confirmed_on=confirmed)
    decided = _decided(said, days, draw)
    kind = draw.random() if grade is None else 0.5
    is_open = grade == 1 or kind < 0.03
    if decided is None or (is_open and (days.today - said.date()).days < _UNANSWERED):
        return DrawnVersion(written, said, check=WAITING, confirmed_on=confirmed)
    if is_open:
        return DrawnVersion(
            written, said, check=ASKED, decided_at=decided, reason=draw.choice(_ASKS), confirmed_on=confirmed
        )
    if kind < 0.038:
        return DrawnVersion(
            written,
            said,
            state=REFUSED,
            decided_at=decided,
            until=decided,
            reason=draw.choice(_REFUSALS),
            confirmed_on=said.date(),
        )
    given = grade or (3 if days.was_visited and draw.random() < 0.6 else 2)
    version = DrawnVersion(written, said, CURRENT, NONE, given, decided, confirmed_on=confirmed)
    if kind > 0.994 and grade is None:
        gone = decided + dt.timedelta(days=draw.randrange(20, 300))
        if gone.date() < days.today:
            return DrawnVersion(
                written, said, WITHDRAWN, NONE, given, decided, until=gone, confirmed_on=said.date()
            )
    return version


def _decided(said: dt.datetime, days: Days, draw: random.Random) -> dt.datetime | None:
    """Return when an officer looked at what was said: with the rest of the record, or some days after it was said."""
    if days.checked is not None and said < days.checked:
        return days.checked + dt.timedelta(minutes=draw.randrange(1, 50))
    found = at_work(said.date() + dt.timedelta(days=draw.randrange(2, 16)), draw)
    return found if found.date() < days.today else None


def _change(held: DrawnVersion, days: Days, draw: random.Random) -> list[DrawnVersion]:
    """Return a change to a verified line that still waits; none where nothing in it can change."""
    name = next(
        (one for one in ("capacity_per_month", "quantity", "lead_time_days") if one in held.written),
        "",
    )
    said = at_work(days.today - dt.timedelta(days=draw.randrange(1, 50)), draw)
    if not name or (held.decided_at and said <= held.decided_at):
        return []
    fresh = {**held.written, name: draw.choice(("15", "20", "24", "30"))}
    return [DrawnVersion(fresh, said, PROPOSED, WAITING, confirmed_on=said.date())]


def followed(
    kind: str,
    before: dict[str, str],
    after: dict[str, str],
    changed_on: dt.date,
    days: Days,
    draw: random.Random,
    *,
    grade: int,
) -> DrawnLine:
    """Return a line whose first version was checked with the record and was followed by another, checked too.

    The new version holds from the moment an officer accepted it, as a change to a verified line does.
    """
    said = days.created + dt.timedelta(minutes=draw.randrange(5, 400))
    first = days.checked or said
    again = max(first + dt.timedelta(days=1), at_work(changed_on, draw))
    accepted = at_work(again.date() + dt.timedelta(days=draw.randrange(1, 12)), draw)
    if accepted.date() >= days.today or accepted <= again:
        return line(kind, after, days, draw, grade=grade)
    confirmed = max(accepted.date(), days.confirmed_on or accepted.date())
    versions = (
        DrawnVersion(before, said, SUPERSEDED, NONE, 2, first, until=accepted, confirmed_on=said.date()),
        DrawnVersion(after, again, CURRENT, NONE, grade, accepted, confirmed_on=confirmed),
    )
    return DrawnLine(kind, draw.getrandbits(128), versions)
