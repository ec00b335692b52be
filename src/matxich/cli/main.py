"""`matxich`: match two spreadsheets, write samples and templates, look into the vocabulary.

Exit codes: 0 done, 2 the input cannot be used (the reason is on standard error).
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from matxich import __version__
from matxich.cli.operating import add_operating
from matxich.locale import LANGUAGES, translations

UNUSABLE = 2
#: command → module of this package; imported only when asked for, so that `matxich --version` is instant
COMMANDS = {
    "backup": "backup",
    "index": "index",
    "match": "match",
    "places": "places",
    "region": "region",
    "registry": "registry",
    "restore": "backup",
    "sample": "sample",
    "template": "template",
    "user": "user",
    "vocabulary": "vocabulary",
    "work": "work",
}


def language_of(arguments: Sequence[str]) -> str:
    """Return the language that the command line asks for; Vietnamese when it asks for none."""
    for place, word in enumerate(arguments):
        value = (
            word.partition("=")[2]
            if word.startswith("--lang=")
            else arguments[place + 1]
            if word == "--lang" and place + 1 < len(arguments)
            else ""
        )
        if value in LANGUAGES:
            return value
    return "vi"


def parser(language: str) -> argparse.ArgumentParser:
    """Return the whole command line with its help in one language."""
    _ = translations(language).gettext
    top = argparse.ArgumentParser(
        prog="matxich", description=_("From a buyer's part list to an explained shortlist of suppliers.")
    )
    top.add_argument("--version", action="version", version=f"matxich {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    match = _add_match(commands, _)
    sample = commands.add_parser("sample", help=_("write an illustrative supplier workbook and part list"))
    sample.add_argument("directory", type=Path, metavar="DIR")

    template = commands.add_parser("template", help=_("write an empty workbook to fill in"))
    template.add_argument("kind", choices=("suppliers", "demand"))
    template.add_argument(
        "--out", type=Path, metavar="FILE.xlsx", help=_("where to write it (matxich-<kind>.xlsx)")
    )

    vocabulary = commands.add_parser("vocabulary", help=_("look into the vocabulary"))
    asked = vocabulary.add_subparsers(dest="asked", required=True, metavar="find|check")
    find = asked.add_parser("find", help=_("show which concepts a text names"))
    find.add_argument("text")
    check = asked.add_parser("check", help=_("check the vocabulary's own rules"))
    work = commands.add_parser("work", help=_("do the work behind the pages in a process of its own"))
    work.add_argument("--once", action="store_true", help=_("do what is due and end"))
    resolve = _add_places(commands, _)
    others = (*_add_index(commands, _), *add_operating(commands, _), _add_registry(commands, _))
    for command in (match, sample, template, find, check, work, resolve, *others):
        command.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=language,
            help=_("language of what is printed and of the workbook"),
        )
    return top


def _add_match(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Callable[[str], str]
) -> argparse.ArgumentParser:
    match = commands.add_parser(
        "match",
        help=_("match a part list against suppliers"),
        description=_("Match a part list against suppliers."),
    )
    match.add_argument(
        "--suppliers",
        required=True,
        type=Path,
        metavar="S.xlsx",
        help=_("supplier workbook (.xlsx, .xls, .csv or .json)"),
    )
    match.add_argument(
        "--demand",
        required=True,
        type=Path,
        metavar="D.xlsx",
        help=_("part list (.xlsx, .xls, .csv or .json)"),
    )
    match.add_argument(
        "--json",
        type=Path,
        metavar="OUT.json",
        help=_("write the whole result as JSON (- for standard output)"),
    )
    match.add_argument("--out", type=Path, metavar="OUT.xlsx", help=_("write the result as a workbook"))
    match.add_argument(
        "--top", type=_positive, default=10, metavar="N", help=_("suppliers shown for each line (10)")
    )
    match.add_argument(
        "--on",
        type=dt.date.fromisoformat,
        metavar="DATE",
        help=_("day of the match, YYYY-MM-DD (today): certificates are judged on it"),
    )
    match.add_argument(
        "--workers", type=_positive, default=1, metavar="N", help=_("processes to work with (1)")
    )
    match.add_argument("--quiet", action="store_true", help=_("no summary and no progress on the terminal"))
    return match


def _add_registry(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Callable[[str], str]
) -> argparse.ArgumentParser:
    registry = commands.add_parser("registry", help=_("work on lists of firms"))
    asked = registry.add_subparsers(dest="asked", required=True, metavar="dedupe")
    dedupe = asked.add_parser("dedupe", help=_("find the rows of a list that are one firm"))
    dedupe.add_argument(
        "file", type=Path, metavar="FILE", help=_("list of firms (.xlsx, .xls, .csv or .json)")
    )
    dedupe.add_argument(
        "--engine",
        choices=("own", "duckdb", "spark"),
        default="own",
        help=_("our own, or Splink on DuckDB or on Apache Spark (own)"),
    )
    dedupe.add_argument(
        "--spark-master", default="local[*]", metavar="ADDRESS", help=_("where Spark runs (local[*])")
    )
    dedupe.add_argument("--out", type=Path, metavar="OUT.xlsx", help=_("write the result as a workbook"))
    return dedupe


def _add_places(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Callable[[str], str]
) -> argparse.ArgumentParser:
    places = commands.add_parser("places", help=_("look into the administrative units"))
    asked = places.add_subparsers(dest="asked", required=True, metavar="resolve")
    resolve = asked.add_parser(
        "resolve", help=_("say which unit an address means, before and after the reform")
    )
    resolve.add_argument("address")
    resolve.add_argument("--region", default="hanoi", metavar="NAME", help=_("the region (hanoi)"))
    resolve.add_argument(
        "--on", type=dt.date.fromisoformat, metavar="DATE", help=_("the day from which the address is")
    )
    return resolve


def _add_index(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Callable[[str], str]
) -> list[argparse.ArgumentParser]:
    index = commands.add_parser("index", help=_("the index of the public directory"))
    asked = index.add_subparsers(dest="asked", required=True, metavar="rebuild|status")
    return [
        asked.add_parser("rebuild", help=_("build the index anew; the old one serves meanwhile")),
        asked.add_parser("status", help=_("say how far the index is")),
    ]


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} < 1")
    return value


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console must not break on "đ"
    options = parser(language_of(words)).parse_args(words)
    run: Callable[[argparse.Namespace], int] = importlib.import_module(
        f"matxich.cli.{COMMANDS[options.command]}"
    ).run
    try:
        return run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # `matxich … | head` is no error
        return 0


if __name__ == "__main__":
    sys.exit(main())
