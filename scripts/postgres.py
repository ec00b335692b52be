"""A throw-away PostgreSQL server for one test run, where the machine has or can have PostgreSQL 15 or newer.

The server listens on a socket in its own temporary folder and nowhere else, keeps nothing, and is stopped and removed
with the run. PostgreSQL refuses to run as root; then it runs as the user `postgres`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.stamps import say

OLDEST = 15
#: Where packagers put the server's programs, which are rarely on the search path.
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
SERVER_USER = "postgres"
#: Nothing here has to survive a power cut.
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find_programs() -> Path | None:
    """Return the folder that holds initdb and pg_ctl of the newest PostgreSQL, 15 or later; None without one."""
    folders = [Path(found) for pattern in PLACES for found in Path("/").glob(pattern.removeprefix("/"))]
    on_path = shutil.which("pg_ctl")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    versions = {folder: _version(folder) for folder in folders if (folder / "initdb").exists()}
    fitting = [folder for folder, version in versions.items() if version >= OLDEST]
    return max(fitting, key=lambda folder: versions[folder], default=None)


def _version(programs: Path) -> int:
    answer = subprocess.run(
        [programs / "pg_ctl", "--version"], check=False, capture_output=True, text=True
    ).stdout
    found = re.search(r"(\d+)", answer)
    return int(found[1]) if found else 0


def ensure_programs() -> Path | None:
    """Return the programs' folder, installing the package first where that is possible; None when it is not."""
    programs = find_programs()
    if programs is None and os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing postgresql with apt-get")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]
        subprocess.run(install, check=False, env=quiet, stdout=subprocess.DEVNULL)
        programs = find_programs()
    return programs


@contextmanager
def throw_away_server(programs: Path) -> Iterator[str]:
    """Run a server for the length of the block; yield the address for DATABASE_URL.

    Raises:
        subprocess.CalledProcessError: the server cannot be made or started; its output says why.
    """
    home = Path(tempfile.mkdtemp(prefix="matxich-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(home, SERVER_USER)
        as_user = ["runuser", "-u", SERVER_USER, "--"]
    data = home / "data"

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), *arguments]
        subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "-D", str(data), "-U", "matxich", "-A", "trust", "--locale=C", "-E", "UTF8", "-N")
        options = f"-k {home} -c listen_addresses='' {SPEED}"
        run("pg_ctl", "-D", str(data), "-l", str(home / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql://matxich@/postgres?host={home}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
