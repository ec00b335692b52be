"""`matxich match`: two files in, a summary on the terminal, JSON and a workbook out."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from matxich.catalogue.loading import load_vocabulary
from matxich.cli.main import UNUSABLE
from matxich.cli.summary import print_summary
from matxich.domain.matching.columns import build_registry
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.run import match_list
from matxich.files.errors import UnreadableFileError
from matxich.files.matching import (
    Demand,
    Suppliers,
    is_illustrative,
    load_demand,
    load_suppliers,
    read_report,
)
from matxich.locale import translations

_PIPED_WIDTH = 120  # columns of a summary that goes to a file or another program


def run(options: argparse.Namespace) -> int:
    """Match and write; 0 when done, 2 when a file cannot be used or a result cannot be written."""
    _ = translations(options.lang).gettext
    errors = Console(stderr=True)
    try:
        with (
            errors.status(_("Reading the files"))
            if errors.is_terminal and not options.quiet
            else nullcontext()
        ):
            suppliers = load_suppliers(options.suppliers)
            demand = load_demand(options.demand)
    except UnreadableFileError as error:
        errors.print(error.text.in_language(options.lang), style="red", markup=False, highlight=False)
        for finding in getattr(error, "findings", ())[:10]:
            errors.print(
                f"  {finding.sheet} {finding.row or ''} {finding.message.in_language(options.lang)}",
                markup=False,
                highlight=False,
            )
        return UNUSABLE
    result = _matched(options, suppliers, demand, quiet=options.quiet or not errors.is_terminal)
    try:
        _write(options, result)
    except OSError as error:
        errors.print(
            _("The result cannot be written: {reason}").format(reason=error), style="red", markup=False
        )
        return UNUSABLE
    if not options.quiet and str(options.json) != "-":
        console = Console()
        print_summary(result, options.lang, console if console.is_terminal else Console(width=_PIPED_WIDTH))
    return 0


def _matched(
    options: argparse.Namespace, suppliers: Suppliers, demand: Demand, *, quiet: bool
) -> dict[str, Any]:
    _ = translations(options.lang).gettext
    today = dt.datetime.now().astimezone().date()  # noqa: TID251 -- the edge: a person's "today" enters here
    wanted = Options(on=options.on or today, top=options.top, near_top=options.top)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as bar:
        task = bar.add_task(_("Matching"), total=len(demand.lines))

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        if options.workers > 1 and len(demand.lines) > 1:
            from matxich.files.pool import match_in_pool  # noqa: PLC0415 -- starts processes, only when asked for

            result = match_in_pool(
                demand.lines, suppliers.firms, wanted, workers=options.workers, progress=progress
            )
        else:
            registry = build_registry(suppliers.firms, load_vocabulary())
            result = match_list(demand.lines, registry, wanted, progress)
        return document(
            result, read_report(suppliers, demand), illustrative=is_illustrative(suppliers, demand)
        )


def _write(options: argparse.Namespace, result: Mapping[str, Any]) -> None:
    if options.json is not None:
        text = json.dumps(result, ensure_ascii=False, indent=1)
        if str(options.json) == "-":
            sys.stdout.write(text + "\n")
        else:
            _folder(options.json)
            options.json.write_text(text + "\n", encoding="utf-8")
    if options.out is not None:
        from matxich.files.result_workbook import write_result  # noqa: PLC0415 -- slow import, only when asked for

        _folder(options.out)
        write_result(result, options.out, options.lang)


def _folder(path: Path) -> None:
    path.resolve().parent.mkdir(parents=True, exist_ok=True)
