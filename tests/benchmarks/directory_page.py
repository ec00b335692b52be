"""The page under load: the real server with two workers over a copy of the index, asked by wrk (Debian's package)."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SECONDS, CONNECTIONS, WORKERS = 20, 4, 2
_LUA = """
local paths = {{ {paths} }}
local at = 0
request = function() at = at % #paths + 1; return wrk.format("GET", paths[at], {{["Accept-Language"] = "vi"}}) end
done = function(summary, latency) for _, share in pairs({{50, 95, 99}}) do print("p" .. share, latency:percentile(share) / 1000) end end
"""


def page_under_load(index: Path, firms: int, paths: Sequence[str]) -> dict[str, Any]:
    """Return requests a second, latencies, and processor time a request; says why where it cannot be measured."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return {"skipped": "wrk is not installed (apt-get install wrk)"}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        shutil.copytree(index, data / "directory")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {
            **os.environ,
            "MATXICH_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "matxich.config.settings",
        }
        subprocess.run(
            [sys.executable, "-m", "matxich.config.serve", "--prepare-only"],
            check=True,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
        ]
        command += [
            "--workers",
            str(WORKERS),
            "--blocking-threads",
            "4",
            "--log-level",
            "warning",
            "matxich.config.wsgi:application",
        ]
        server = subprocess.Popen(command, env=environment, start_new_session=True)
        try:
            return _loaded(wrk, server.pid, f"http://127.0.0.1:{port}", firms, paths, data)
        finally:
            server.terminate()
            server.wait(30)


def _loaded(wrk: str, pid: int, site: str, firms: int, paths: Sequence[str], folder: Path) -> dict[str, Any]:
    script = folder / "paths.lua"
    script.write_text(_LUA.format(paths=", ".join(f'"{path}"' for path in paths)))
    _wait(site, firms)
    subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", "-d5s", "-s", script, site], check=True, stdout=subprocess.DEVNULL
    )
    before = _processor_s(pid)
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", script, site]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    spent = _processor_s(pid) - before
    requests = int(re.search(r"(\d+) requests in", said)[1])
    return {
        "requests_a_second": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        **{f"p{share}_ms": _milliseconds(said, share) for share in (50, 95, 99)},
        "processor_ms_a_request": spent * 1000 / requests,
        "different_lists": len(paths),
        "failed": "Non-2xx" in said,
    }


def _milliseconds(said: str, share: int) -> float:
    return float(re.search(rf"^p{share}\s+([\d.]+)", said, re.MULTILINE)[1])


def _processor_s(pid: int) -> float:
    """Return the processor time of a process and its children, alive now."""
    ticks = os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    total = 0.0
    for one in (str(pid), *children):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def _wait(site: str, firms: int) -> None:
    """Wait until the server answers, with all firms."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"{site}/directory/?lang=en", timeout=5) as answer:
                assert f"of {firms:,} firms" in answer.read().decode()
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {site}")
