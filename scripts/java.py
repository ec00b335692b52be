"""Find a Java for the test on a Spark cluster, or install one: `python -m scripts.java`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from scripts.stamps import say

#: The oldest that Spark 4 runs on.
OLDEST = 17
HOW_TO = f"No Java {OLDEST} or newer on this machine: the test on a Spark cluster is skipped."


def version() -> int:
    """Return the major version of the Java on the search path; 0 without one."""
    program = shutil.which("java")
    if program is None:
        return 0
    answer = subprocess.run([program, "-version"], check=False, capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', answer)
    return int(found[1]) if found else 0


def main() -> None:
    """Install a Java where there is none and the package manager may be used; otherwise say what that means."""
    if version() < OLDEST and os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing a Java with apt-get")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "default-jre-headless"]
        subprocess.run(install, check=False, env=quiet, stdout=subprocess.DEVNULL)
    if version() < OLDEST:
        say(HOW_TO)


if __name__ == "__main__":
    main()
