"""A process of workers for tests: the product's own loops, with a slow kind of job and a short lease.

`python -m tests.jobs.worker LOG`: writes a line into LOG when a job begins and when it ends.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path

LEASE_S = 1.5


def main(log: Path) -> None:
    """Work until killed or told to stop."""
    import django

    django.setup()
    from matxich.apps.foundation.actions import jobs
    from matxich.cli.main import main as command
    from matxich.jobs import handlers, ticks

    jobs.LEASE = dt.timedelta(seconds=LEASE_S)
    ticks.TICKS = ()

    def say(job, what: str) -> None:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{what} {job.pk} {os.getpid()}\n")

    def slow(job, keep) -> None:
        say(job, "begin")
        for step in range(job.payload["steps"]):
            time.sleep(0.05)
            keep(step + 1, job.payload["steps"])
        say(job, "end")

    def silent(job, keep) -> None:
        say(job, "begin")
        time.sleep(2 * LEASE_S)
        say(job, "end")

    handlers.HANDLERS.update(slow=slow, silent=silent)
    sys.exit(command(["work"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
