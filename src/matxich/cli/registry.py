"""`matxich registry dedupe`: which rows of a list are one firm, with the reasons, as a workbook."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from contextlib import nullcontext

from rich.console import Console

from matxich.catalogue.firm_names import load_name_words
from matxich.cli.main import UNUSABLE
from matxich.domain.enterprises.duplicates.finding import find_duplicates
from matxich.domain.enterprises.duplicates.records import LABELS, Decision
from matxich.files.dedupe import Listing, load_listing
from matxich.files.dedupe_workbook import Found, write_duplicates
from matxich.files.errors import UnreadableFileError
from matxich.files.splink_dedupe import MissingEngineError, find_with_splink
from matxich.locale import translations

#: pairs shown on the terminal
_SHOWN = 10


def run(options: argparse.Namespace) -> int:
    """Find, write and sum up; 0 when done, 2 when the file or the engine cannot be used."""
    _ = translations(options.lang).gettext
    errors = Console(stderr=True)
    try:
        with errors.status(_("Looking for duplicates")) if errors.is_terminal else nullcontext():
            listing = load_listing(options.file)
            found = _found(listing, options)
        today = dt.datetime.now().astimezone().date()  # noqa: TID251 -- the edge: a person's "today" enters here
        if options.out is not None:
            options.out.resolve().parent.mkdir(parents=True, exist_ok=True)
            write_duplicates(
                options.out, listing, found, engine=options.engine, language=options.lang, on=today
            )
    except (UnreadableFileError, MissingEngineError) as error:
        errors.print(error.text.in_language(options.lang), style="red", markup=False, highlight=False)
        return UNUSABLE
    except OSError as error:
        errors.print(
            _("The result cannot be written: {reason}").format(reason=error), style="red", markup=False
        )
        return UNUSABLE
    _sum_up(options, listing, found)
    return 0


def _found(listing: Listing, options: argparse.Namespace) -> list[Found]:
    lexicon = load_name_words()
    if options.engine == "own":
        return [Found(pair, pair.probability) for pair in find_duplicates(listing.records, lexicon)]
    pairs = find_with_splink(
        listing.records, lexicon, engine=options.engine, spark_master=options.spark_master
    )
    return [Found(entry.pair, entry.probability) for entry in pairs]


def _sum_up(options: argparse.Namespace, listing: Listing, found: list[Found]) -> None:
    _ = translations(options.lang).gettext
    console = Console()
    counts = Counter(entry.pair.decision for entry in found)
    console.print(_("{count} rows read.").format(count=len(listing.records)), highlight=False)
    for decision in (Decision.SAME, Decision.POSSIBLE, Decision.RELATED):
        label = LABELS[decision].in_language(options.lang)
        console.print(f"{counts[decision]:>7}  {label}", markup=False, highlight=False)
    for entry in found[:_SHOWN]:
        one, two = entry.pair.first, entry.pair.second
        console.print(
            f"{entry.probability:>7.1%}  {one.name} = {two.name}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    if options.out is not None:
        console.print(_("Written: {file}").format(file=options.out), markup=False, highlight=False)
    elif found:
        console.print(
            _("Add --out FILE.xlsx for every pair with its reasons."), markup=False, highlight=False
        )
