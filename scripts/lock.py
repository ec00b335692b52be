"""Write the lock files anew from pyproject.toml and package.json: `make lock`. Needs a package index.

pip's locks are pinned, hashed, the same for every Python from 3.11 on and for Linux and macOS, and name no index
address (an `uv.lock` would write one into every entry). npm leaves the addresses out because `.npmrc` says so.
"""

from __future__ import annotations

import shutil
import subprocess
import venv
from pathlib import Path

from scripts.assets import find_npm
from scripts.stamps import BUILD, ROOT, say

UV_VERSION = "0.13.9"
OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--quiet",
]


def uv() -> str:
    """Return the path of uv: the machine's own, or one put into a throw-away environment."""
    found = shutil.which("uv")
    if found:
        return found
    home = BUILD / "lock-venv"
    if not (home / "bin" / "uv").exists():
        venv.create(home, with_pip=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", f"uv=={UV_VERSION}"], check=True)
    return str(home / "bin" / "uv")


def compile_lock(name: str, *sources: str) -> None:
    """Resolve the sources into `locks/<name>.txt`, keeping the versions already chosen where they still fit."""
    say(f"locks/{name}.txt")
    target = Path("locks") / f"{name}.txt"
    subprocess.run([uv(), "pip", "compile", *sources, *OPTIONS, "-o", str(target)], cwd=ROOT, check=True)


def main() -> None:
    """Write every lock file."""
    compile_lock("run", "pyproject.toml")
    compile_lock("build", "--group", "build")
    compile_lock(
        "dev",
        "pyproject.toml",
        "--group",
        "dev",
        "--extra",
        "pg",
        "--extra",
        "dedupe",
        "--extra",
        "spark",
        "-c",
        "locks/run.txt",
    )
    compile_lock("places", "--group", "places", "--no-deps")
    compile_lock("node", "--group", "node")
    say("package-lock.json")
    subprocess.run([*find_npm(), "install", "--package-lock-only"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
