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
from matxich.apps.registry.actions import campaigns
from matxich.apps.registry.actions.duplicates import find_pairs
from matxich.apps.registry.actions.importing.applying import apply_import
from matxich.apps.registry.actions.importing.reading import read_import
from matxich.apps.registry.actions.importing.undoing import undo_import
from matxich.apps.registry.actions.reminders import remind_of_certificates

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


def _certificate_reminders(_job: Job, keep: Keep) -> None:
    remind_of_certificates(timezone.localdate(), timezone.now(), keep)


def _campaign_asking(job: Job, keep: Keep) -> None:
    campaigns.ask_all(job.payload["campaign"], keep, timezone.localdate(), timezone.now())


def _campaign_reminding(job: Job, keep: Keep) -> None:
    number = job.payload["number"]
    campaigns.remind_all(job.payload["campaign"], number, keep, timezone.localdate(), timezone.now())


HANDLERS: Mapping[str, Handler] = {
    "clean_up": _clean_up,
    "find_duplicates": lambda job, keep: find_pairs(job, keep, timezone.now()),
    "import_read": read_import,
    "import_apply": lambda job, keep: apply_import(job, keep, timezone.now()),
    "import_undo": lambda job, keep: undo_import(job, keep, timezone.now()),
    "certificate_reminders": _certificate_reminders,
    campaigns.ASKING: _campaign_asking,
    campaigns.REMINDING: _campaign_reminding,
}
