"""The workers of a process: one thread for jobs, one for mail. A web process has them unless MATXICH_JOBS says otherwise."""

from __future__ import annotations

import atexit
import threading

from django.conf import settings

from matxich.apps.foundation.wake import JOBS, POST
from matxich.jobs.loop import Loop
from matxich.jobs.post import send_due
from matxich.jobs.runner import Runner

#: seconds that the end of the process waits for what is being done
PATIENCE_S = 5.0


class Workers:
    """The loops of this process and their threads."""

    def __init__(self) -> None:
        runner = Runner(lambda: self.jobs.stopping)
        self.jobs = Loop("jobs", runner.work, JOBS)
        self.post = Loop("post", lambda: send_due(lambda: self.post.stopping), POST)
        loops = [self.jobs, self.post] if settings.SEND_MAIL else [self.jobs]
        self._threads = [
            threading.Thread(target=loop.run, name=f"matxich-{loop.name}", daemon=True) for loop in loops
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let every loop end after what it is doing; a job is laid down at its next sign of life."""
        self.jobs.stop()
        self.post.stop()

    def join(self, seconds: float | None = None) -> bool:
        """Wait until they have ended, at most so long each; False when one goes on."""
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)


def start_in_web_process() -> Workers | None:
    """Start the workers beside the pages, unless they run in a process of their own (`matxich work`)."""
    if settings.JOBS != "web":
        return None
    workers = Workers()
    workers.start()

    def end() -> None:
        workers.stop()
        workers.join(PATIENCE_S)

    atexit.register(end)
    return workers
