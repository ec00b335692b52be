"""Make `.venv` and install exactly what a lock file names. `python -m scripts.environment run|dev`.

Runs under the system's Python with the standard library alone. Every file that pip takes is checked against the
hashes in `locks/`; where pip fetches it from is the machine's own business (pip's configuration).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.stamps import ROOT, Stamp, digest, say, stop

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
LOCKS = {
    # What serves pages, and what an editable install of the package itself needs.
    "run": ("run.txt", "build.txt"),
    # The same, and everything that tests and checks it.
    "dev": ("dev.txt",),
}


def make_venv() -> None:
    """Create the virtual environment where there is none that works."""
    if PYTHON.exists() and _runs(
        [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    ):
        return
    say(f"virtual environment in .venv (Python {sys.version.split()[0]})")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if _runs(command):
        return
    # Debian and Ubuntu keep the module that brings pip in a package of its own.
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"installing {package} with apt-get")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False)
        if _runs(command):
            return
    stop(f"Python cannot make a virtual environment here. Install its venv module ({package}) and run again.")


def install(kind: str) -> None:
    """Install the locked packages of `run` or `dev`, then the package itself, editable; skip what is done."""
    locks = [ROOT / "locks" / name for name in LOCKS[kind]]
    stamp, value = Stamp(f"lock-{kind}", STAMPS), digest(locks)
    if not stamp.is_current(value):
        say(f"packages of {', '.join(f'locks/{path.name}' for path in locks)}")
        pip("install", "--require-hashes", *(word for path in locks for word in ("-r", str(path))))
        stamp.record(value)
        if kind == "dev":
            # The development lock holds all of the other one.
            Stamp("lock-run", STAMPS).record(digest(ROOT / "locks" / name for name in LOCKS["run"]))
    tables = ROOT / "locks" / "places.txt"
    stamp = Stamp("lock-places", STAMPS)
    if not stamp.is_current(digest([tables])):
        # Its tables are data that we read; what it would bring along is never imported.
        pip("install", "--require-hashes", "--no-deps", "-r", str(tables))
        stamp.record(digest([tables]))
    package = digest(
        [ROOT / "pyproject.toml", ROOT / "hatch_build.py", ROOT / "src" / "matxich" / "__init__.py"]
    )
    stamp = Stamp("package", STAMPS)
    if not stamp.is_current(package):
        say("matxich itself, editable")
        pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        stamp.record(package)


def pip(*arguments: str) -> None:
    """Run the environment's pip quietly; stop with advice when it fails."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments, "-qq"]
    if subprocess.run(command, check=False).returncode:
        stop(
            "pip could not install what the lock names (its own message is above). "
            "It needs a package index: check the network, or pip's configuration where you use a mirror."
        )


def _runs(command: list[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def main(arguments: list[str]) -> None:
    """Bring `.venv` up to date for what is asked: `run` or `dev`."""
    kind = arguments[0] if arguments else "dev"
    if kind not in LOCKS:
        stop(f"unknown environment {kind!r}: say {' or '.join(LOCKS)}")
    os.chdir(Path(ROOT))
    make_venv()
    install(kind)


if __name__ == "__main__":
    main(sys.argv[1:])
