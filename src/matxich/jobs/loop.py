"""A loop in a thread: work while there is some, then wait for the bell or for a second, until told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connections

from matxich.apps.foundation.wake import Bell

log = logging.getLogger(__name__)
#: seconds between two looks when nothing rings: other processes queue without ringing here
LOOK_EVERY_S = 1.0
#: seconds of rest after the database did not answer
REST_S = 5.0


class Loop:
    """Calls `work` again and again. `work` does one thing and returns True, or finds nothing to do and returns False."""

    def __init__(self, name: str, work: Callable[[], bool], bell: Bell) -> None:
        self.name = name
        self._work = work
        self._bell = bell
        self._stop = threading.Event()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Let it end after what it is doing now."""
        self._stop.set()
        self._bell.ring()

    def run(self) -> None:
        """Work until stopped. Whatever goes wrong is logged, and the loop goes on."""
        while not self.stopping:
            try:
                close_old_connections()
                busy = self._work()
            except DatabaseError:
                log.exception("%s: the database does not answer; looking again in %.0f s", self.name, REST_S)
                self._close()
                self._stop.wait(REST_S)
            except Exception:
                log.exception("%s: went wrong; going on in %.0f s", self.name, REST_S)
                self._stop.wait(REST_S)
            else:
                if not busy and not self.stopping:
                    self._bell.wait(LOOK_EVERY_S)
        self._close()

    @staticmethod
    def _close() -> None:
        connections.close_all()
