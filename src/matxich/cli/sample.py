"""`matxich sample DIR`: an illustrative supplier workbook and part list to try the command with."""

from __future__ import annotations

import argparse

from rich.console import Console

from matxich.cli.main import UNUSABLE
from matxich.files.sample import write_sample
from matxich.locale import translations


def run(options: argparse.Namespace) -> int:
    """Write the two files and say how to match them."""
    _ = translations(options.lang).gettext
    console = Console()
    try:
        suppliers, demand = write_sample(options.directory)
    except OSError as error:
        Console(stderr=True).print(
            _("The sample cannot be written: {reason}").format(reason=error), style="red", markup=False
        )
        return UNUSABLE
    console.print(
        _("Illustrative data, invented: {files}").format(files=f"{suppliers}, {demand}"),
        markup=False,
        highlight=False,
    )
    console.print(
        f"matxich match --suppliers {suppliers} --demand {demand} --out result.xlsx",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
    return 0
