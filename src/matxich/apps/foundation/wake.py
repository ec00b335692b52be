"""Waking the workers of this process at once when it queues something; other processes look once a second."""

from __future__ import annotations

import threading

from django.db import transaction


class Bell:
    """Rung by whoever queues, waited for by the loop that works."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ring_after_commit(self) -> None:
        """Ring once the transaction that queued has ended well: before, the worker would not see what it is for."""
        transaction.on_commit(self._event.set)

    def ring(self) -> None:
        """Ring now."""
        self._event.set()

    def wait(self, seconds: float) -> None:
        """Wait until it rings, at most so long, and be ready for the next ring."""
        self._event.wait(seconds)
        self._event.clear()


#: something was queued in `actions.jobs`
JOBS = Bell()
#: a message was put into the outbox
POST = Bell()
