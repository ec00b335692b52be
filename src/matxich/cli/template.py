"""`matxich template suppliers|demand`: an empty workbook with drop-downs and comments."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console

from matxich.cli.main import UNUSABLE
from matxich.files.template import write_template
from matxich.locale import translations


def run(options: argparse.Namespace) -> int:
    """Write the workbook."""
    _ = translations(options.lang).gettext
    target = options.out or Path(f"matxich-{options.kind}.xlsx")
    try:
        target.resolve().parent.mkdir(parents=True, exist_ok=True)
        write_template(options.kind, target)
    except OSError as error:
        Console(stderr=True).print(
            _("The template cannot be written: {reason}").format(reason=error), style="red", markup=False
        )
        return UNUSABLE
    Console().print(_("Written: {file}").format(file=target), markup=False, highlight=False)
    return 0
