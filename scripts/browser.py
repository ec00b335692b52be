"""Find a Chromium for the browser tests, or install one: `python -m scripts.browser`.

Playwright's own browser download is not used: the tests run in the system's Chromium or Chrome.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scripts.stamps import say

#: Names on the search path, then places outside it, in the order of preference.
COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
HOW_TO = (
    "No Chromium or Chrome on this machine: the browser tests cannot run. Install one (Debian, Ubuntu: "
    "`apt-get install chromium`; macOS: Chrome or Chromium in /Applications), or name it in CHROMIUM=/path/to/it."
)


def find_browser() -> str | None:
    """Return the path of a browser: the one CHROMIUM names, else the first that is there; None without any."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    found = (shutil.which(command) for command in COMMANDS)
    return next((path for path in found if path), None) or next((p for p in PLACES if Path(p).exists()), None)


def main() -> None:
    """Install Chromium where there is none and the package manager may be used; otherwise say how to."""
    if find_browser():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing chromium with apt-get")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        with Path(os.devnull).open("w") as nowhere:
            subprocess.run(install, check=False, env=quiet, stdout=nowhere)
    if not find_browser():
        say(HOW_TO)


if __name__ == "__main__":
    main()
