"""The product's own server as a process of its own, for journeys and for what happens when it is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a process that works on an installation in this folder, and nothing else of this machine's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("MATXICH_")
    }
    named = {
        "MATXICH_DATA_DIR": str(folder),
        "MATXICH_DEMO": "off",
        "DJANGO_SETTINGS_MODULE": "matxich.config.settings",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))),
    }
    return {**kept, **named, **more}


def run(folder: Path, module: str, *arguments: str) -> str:
    """Run a module on the installation in a folder; return what it said."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, env=environment_of(folder), cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


class Server:
    """`python -m matxich.config.serve` on one data folder; it can be killed and started again."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = environment_of(folder, PORT=str(self.port), **environment)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, ready: str = "/healthz", seconds: float = 120) -> float:
        """Start it and wait until an address answers; return the seconds that it took."""
        begun = time.monotonic()
        with (self.folder / "server.log").open("ab") as log:
            # A group of its own, so that its worker processes are killed with it.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "matxich.config.serve"],
                env=self._environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while time.monotonic() - begun < seconds:
            assert self._process.poll() is None, self.log()[-4000:]
            try:
                with urllib.request.urlopen(self.url + ready, timeout=30) as answer:
                    answer.read()
                return time.monotonic() - begun
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"{ready} did not answer within {seconds} s:\n{self.log()[-4000:]}")

    def kill(self) -> None:
        """Kill it and its workers as `kill -9` does."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def log(self) -> str:
        """What it has said."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")
