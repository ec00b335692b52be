"""On what, when and with what versions a benchmark ran."""

from __future__ import annotations

import datetime as dt
import os
import platform
from pathlib import Path
from typing import Any

import numpy as np


def machine() -> dict[str, Any]:
    """Return the machine, the date and the versions; what the system does not tell is left out."""
    about: dict[str, Any] = {
        "date": dt.datetime.now(tz=dt.UTC).strftime("%Y-%m-%d"),  # noqa: TID251 -- when it was measured
        "processor": _first("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "system": f"{platform.system()} {platform.release()}",
        "load_before": os.getloadavg()[0],
    }
    memory = _first("/proc/meminfo", "MemTotal")
    return about | ({"memory_gb": round(int(memory.split()[0]) / 2**20)} if memory else {})


def _first(path: str, name: str) -> str | None:
    if not Path(path).is_file():
        return None
    rows = (line.partition(":") for line in Path(path).read_text(encoding="utf-8").splitlines())
    return next((value.strip() for key, _, value in rows if key.strip() == name), None)
