"""What each kind of job does. A line here, a short function below: the work itself stands in the actions of its noun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from matxich.apps.foundation.actions.attachments import remove_orphans
from matxich.apps.foundation.actions.jobs import clear_finished
from matxich.apps.foundation.actions.outbox import forget_secrets
from matxich.apps.foundation.models import Job

#: (steps done, of how many): writes down how far it is and keeps hold of the job
Keep = Callable[[int, int], None]
Handler = Callable[[Job, Keep], None]

#: how long finished jobs are kept for whoever looks back
JOBS_KEPT = dt.timedelta(days=30)
#: longer than any link in a mail is good for
SECRETS_KEPT = dt.timedelta(days=120)


def _clean_up(_job: Job, keep: Keep) -> None:
    now = timezone.now()
    remove_orphans(now)
    keep(1, 4)
    clear_finished(now - JOBS_KEPT)
    keep(2, 4)
    forget_secrets(now - SECRETS_KEPT)
    keep(3, 4)
    SessionStore.clear_expired()


HANDLERS: Mapping[str, Handler] = {
    "clean_up": _clean_up,
}
