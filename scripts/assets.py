"""Bring the front-end files of other people into `src/matxich/web/static/vendor/` (git-ignored).

`npm ci` takes the packages that `package-lock.json` names, by hash and without running their scripts; then the few
files that the pages use are copied. There is no bundler. Where the machine has no Node.js (18 or newer), one is
installed into `.venv` from the Python package index.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from scripts.environment import PYTHON, pip
from scripts.stamps import ROOT, Stamp, digest, say, stop

WEB = ROOT / "src" / "matxich" / "web"
VENDOR = WEB / "static" / "vendor"
MODULES = ROOT / "node_modules"
ICON_LIST = WEB / "icons.txt"
OLDEST_NODE = 18

FONT = "@fontsource/be-vietnam-pro"
FONT_FILES = [
    f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    for weight in (400, 500, 600, 700)
    for subset in ("vietnamese", "latin-ext", "latin")
]
#: What is copied: source inside node_modules → name inside static/vendor.
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    **{f"{FONT}/files/{name}": f"fonts/{name}" for name in FONT_FILES},
    f"{FONT}/LICENSE": "fonts/LICENSE.txt",
    "@tabler/icons/LICENSE": "icons-LICENSE.txt",
}


def find_npm() -> list[str]:
    """Return the command that starts npm: the machine's own, else the one of the virtual environment."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _node_version(node) >= OLDEST_NODE:
        return [npm]
    own = PYTHON.parent / "npm"
    if not own.exists():
        say(f"Node.js {OLDEST_NODE}+ is not on this machine: taking one from the Python package index")
        pip("install", "--require-hashes", "-r", str(ROOT / "locks" / "node.txt"))
    return [str(own)]


def _node_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)", answer)
    return int(found[1]) if found else 0


def install_packages() -> None:
    """Fill node_modules from the lock file."""
    command = [*find_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        stop("npm could not install what package-lock.json names (its own message is above).")


def copy_files() -> None:
    """Copy the listed files, without the pointers to source maps that are not copied with them."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, name in FILES.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix in {".css", ".js"}:
            text = (MODULES / source).read_text(encoding="utf-8")
            target.write_text(without_source_map(text), encoding="utf-8")
        else:
            shutil.copyfile(MODULES / source, target)
    (VENDOR / "icons.svg").write_text(sprite(wanted_icons()), encoding="utf-8")


def without_source_map(text: str) -> str:
    """Return a style sheet or script without its `sourceMappingURL` comment."""
    return re.sub(r"\n?(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$", "\n", text)


def wanted_icons() -> list[str]:
    """Return the icon names of `web/icons.txt`, one on a line, `#` starts a comment."""
    lines = (line.split("#")[0].strip() for line in ICON_LIST.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if line})


def sprite(names: list[str]) -> str:
    """Return one SVG file with a `<symbol>` for each named icon; stop when a name is unknown."""
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "".join(symbol(name) for name in names) + "</svg>\n"


def symbol(name: str, folder: Path = MODULES / "@tabler" / "icons" / "icons" / "outline") -> str:
    """Return one icon as a `<symbol>` whose strokes take the colour of the text around it."""
    path = folder / f"{name}.svg"
    if not path.is_file():
        stop(f"web/icons.txt names {name!r}, which the icon set does not have.")
    shapes = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    # Each drawing starts with an invisible square as large as itself, which only the design tool needs.
    shapes = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", shapes)
    inner = "".join(line.strip() for line in shapes.splitlines())
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round">{inner}</symbol>\n'
    )


def main() -> None:
    """Install and copy, unless it was done for these very inputs."""
    packages = digest([ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"])
    copied = digest([ICON_LIST, Path(__file__)], packages)
    packages_stamp, copied_stamp = Stamp("npm-packages"), Stamp("vendor-files")
    if copied_stamp.is_current(copied) and (VENDOR / "icons.svg").exists() and MODULES.is_dir():
        return
    if not (packages_stamp.is_current(packages) and MODULES.is_dir()):
        say("front-end packages of package-lock.json")
        install_packages()
        packages_stamp.record(packages)
    say("front-end files into static/vendor")
    copy_files()
    copied_stamp.record(copied)


if __name__ == "__main__":
    main()
