"""Run the whole suite: `python -m scripts.run_tests [pytest's words]`.

First the tests that touch the database, on PostgreSQL where there is one; then everything, on SQLite. Pytest's own
summary comes last. With words of your own (`make test ARGS="tests/web -x"`) only the second run is made, with them.
"""

from __future__ import annotations

import os
import subprocess
import sys

from scripts import browser, java, postgres
from scripts.stamps import ROOT, say

#: pytest's exit status when no test was selected.
NO_TESTS = 5


def pytest(*arguments: str, **environment: str) -> int:
    """Run pytest in a process of its own and return its exit status."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, check=False, cwd=ROOT, env={**os.environ, **environment}).returncode


def on_postgresql() -> int:
    """Run the tests that touch the database on a throw-away server; 0 when there is no PostgreSQL to be had."""
    programs = postgres.ensure_programs()
    if programs is None:
        say("PostgreSQL 15+ is not on this machine: the database tests run on SQLite only")
        return 0
    say(f"the database tests on PostgreSQL ({programs})")
    with postgres.throw_away_server(programs) as url:
        status = pytest("-q", "-m", "database and not journey", "--no-header", DATABASE_URL=url)
    return 0 if status == NO_TESTS else status


def main(arguments: list[str]) -> int:
    """Run both legs, the second one even when the first failed; return the first failure's status."""
    browser.main()
    java.main()
    os.environ.pop("DATABASE_URL", None)
    if arguments:
        return pytest(*arguments)
    first = on_postgresql()
    say("everything, on SQLite")
    second = pytest()
    if first and not second:
        print("\n✗ The suite passes on SQLite, but tests failed on PostgreSQL (see above).", flush=True)
    return first or second


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
