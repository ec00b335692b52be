"""`matxich work`: do the work behind the pages in a process of its own. Ends after the current step on Ctrl+C or SIGTERM."""

from __future__ import annotations

import argparse
import signal
import sys
from types import FrameType

from matxich.cli.installation import open_installation


def run(options: argparse.Namespace) -> int:
    """Work until told to stop; with `--once`, until nothing is due."""
    open_installation()
    from matxich.jobs.post import send_due  # noqa: PLC0415 -- needs the apps to be ready
    from matxich.jobs.runner import run_waiting  # noqa: PLC0415 -- as above
    from matxich.jobs.thread import Workers  # noqa: PLC0415 -- as above

    if options.once:
        run_waiting()
        while send_due():
            pass
        return 0
    workers = Workers()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        workers.stop()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, stop)
    workers.start()
    print("matxich work: ready", file=sys.stderr, flush=True)
    while not workers.join(0.5):
        pass
    return 0
