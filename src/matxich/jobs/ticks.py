"""What comes round by itself: each kind is queued once a period, by whichever worker looks first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from matxich.apps.foundation.actions.jobs import ask_once_since

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """Work of every day, from an hour of the site's own time on; a worker that starts later makes up for it."""

    #: kind of the job
    kind: str
    hour: int

    def since(self, now: dt.datetime) -> dt.datetime:
        """Return when the period began in which a moment lies."""
        local = timezone.localtime(now)
        begun = local.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return begun if begun <= local else begun - DAY


TICKS = (Daily("clean_up", 3),)
#: kind → beginning of the period that this process has asked for, so that an idle second costs no query
_asked: dict[str, dt.datetime] = {}


def ask_for_due_ticks(now: dt.datetime) -> None:
    """Queue what has come round and no worker has queued in this period."""
    for tick in TICKS:
        since = tick.since(now)
        if _asked.get(tick.kind) != since:
            ask_once_since(tick.kind, since, now)
            _asked[tick.kind] = since
