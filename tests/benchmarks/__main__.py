"""Measure the matching and print the figures with the machine: `make bench`, or `python -m tests.benchmarks`.

`--quick` leaves out the million firms; `--only match|crowded|list|bm25|floor|quality|directory|dedupe|import` measures one
thing. Only a whole run writes `docs/benchmarks.md`; `--only dedupe` and `--only import` write their own
parts of it. Generated registries lie under `build/benchmarks/` and are used again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks import dedupe, dedupe_report, importing
from tests.benchmarks.directory import measure_directory
from tests.benchmarks.directory_report import directory_tables
from tests.benchmarks.machine import machine
from tests.benchmarks.report import markdown, progress, tables
from tests.benchmarks.sections import DOCUMENT, with_section, with_sections_of
from tests.benchmarks.storing import ensure
from tests.evaluation.score import HERE, score

SMALL, LARGE = 5_000, 1_000_000
GROWTH = (1_000, SMALL, 10_000, 100_000, LARGE)
NAMES = ("match", "crowded", "list", "bm25", "floor", "quality", "directory", "dedupe", "import")
Measured = dict[str, dict[int, dict[str, Any]]]


def main() -> None:
    """Measure, print, and after a whole run write the document."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="without the million firms")
    parser.add_argument("--only", choices=NAMES, help="measure one thing")
    options = parser.parse_args()
    sizes = tuple(size for size in GROWTH if size < LARGE) if options.quick else GROWTH
    if options.only == "dedupe":
        return _write_dedupe()
    if options.only == "import":
        return _write_import()
    about = machine()
    measured = _measured([options.only] if options.only else list(NAMES), sizes)
    quality = _quality() if options.only in {None, "quality"} else {}
    directory = directory_tables(measure_directory()) if options.only in {None, "directory"} else []
    about |= {"load_after": machine()["load_before"]}
    print("\n".join([*tables(about, measured, quality), "", *directory]))
    if not options.quick and not options.only:
        whole = with_sections_of(
            markdown(about, measured, quality, directory), DOCUMENT.read_text(encoding="utf-8")
        )
        DOCUMENT.write_text(whole, encoding="utf-8")
        print(f"\n→ {DOCUMENT.relative_to(Path.cwd()) if DOCUMENT.is_relative_to(Path.cwd()) else DOCUMENT}")
        _write_dedupe()
        _write_import()
    return None


def _write_dedupe() -> None:
    """Measure the search for duplicates, print, and write its part of the document."""
    about = machine()
    figures = dedupe.measure()
    about |= {"load_after": machine()["load_before"]}
    lines = dedupe_report.section(about, figures)
    print("\n".join(lines))
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(with_section(document, "dedupe", lines), encoding="utf-8")


def _write_import() -> None:
    """Measure the import of a spreadsheet, print, and write its part of the document."""
    progress(f"import of {importing.SIZE:,} firms")
    about = machine()
    command = [sys.executable, "-m", "tests.benchmarks.importing", str(importing.SIZE)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=DOCUMENT.parent.parent)
    about |= {"load_after": machine()["load_before"]}
    lines = importing.section(about, json.loads(done.stdout.splitlines()[-1]))
    print("\n".join(lines))
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(with_section(document, "import", lines), encoding="utf-8")


def _measured(names: list[str], sizes: tuple[int, ...]) -> Measured:
    wanted = [name for name in names if name not in {"quality", "directory", "dedupe", "import"}]
    measured: Measured = {"build": {size: _built(size) for size in sizes}} if wanted else {}
    for name in wanted:
        # The list and the crowded registry are measured at the largest size; search and floor stand beside both bars.
        own = (
            sizes
            if name == "match"
            else sizes[-1:]
            if name in {"crowded", "list"}
            else tuple(dict.fromkeys((SMALL, sizes[-1])))
        )
        if name == "crowded":
            progress(f"crowded index of {sizes[-1]:,} firms")
            ensure(sizes[-1], crowded=True)
        measured[name] = {size: _child(name, size) for size in own}
    return measured


def _built(size: int) -> dict[str, Any]:
    progress(f"index of {size:,} firms")
    return ensure(size)


def _child(name: str, size: int) -> dict[str, Any]:
    """Measure in a fresh process, so that memory is its own."""
    progress(f"{name} against {size:,} firms")
    command = [sys.executable, "-m", "tests.benchmarks.measuring", name, str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=DOCUMENT.parent.parent)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _quality() -> dict[str, dict[str, float]]:
    folders = [HERE, *sorted(path.parent for path in HERE.glob("*/lists") if path.is_dir())]
    return {folder.name: score(folder).figures() for folder in folders}


if __name__ == "__main__":
    main()
