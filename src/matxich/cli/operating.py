"""The parsers of the commands that whoever runs the site uses: a region's data, backup and restore, accounts."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

#: of the illustrative region, unless another number is asked for
_FIRMS, _SEED = 1000, 2026
#: the roles of `accounts.models.Role`; written here again so that `matxich --help` needs no database
_ROLES = ("officer", "leader", "council_member", "administrator", "auditor")


def add_operating(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Callable[[str], str]
) -> list[argparse.ArgumentParser]:
    """Add the commands and return those that print something."""
    return [*_add_region(commands, _), *_add_backup(commands, _), *_add_user(commands, _)]


def _add_region(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Callable[[str], str]
) -> list[argparse.ArgumentParser]:
    region = commands.add_parser("region", help=_("a region's reference data; illustrative firms"))
    asked = region.add_subparsers(
        dest="asked", required=True, metavar="load|illustrate|generate|clear-illustrative"
    )
    load = asked.add_parser("load", help=_("load places, authorities and parameters; again does no harm"))
    load.add_argument("region", metavar="NAME", help=_("the region, such as hanoi"))
    illustrate = asked.add_parser(
        "illustrate", help=_("add invented firms, labelled so, to an empty registry")
    )
    generate = asked.add_parser("generate", help=_("add many invented firms for measuring"))
    for command, default in ((illustrate, _FIRMS), (generate, None)):
        command.add_argument(
            "--firms",
            type=_positive,
            default=default,
            required=default is None,
            metavar="N",
            help=_("how many suppliers"),
        )
        command.add_argument(
            "--seed", type=int, default=_SEED, metavar="N", help=_("another number, other firms")
        )
        command.add_argument("--force", action="store_true", help=_("although there are real firms"))
    clear = asked.add_parser("clear-illustrative", help=_("remove the invented firms and their accounts"))
    return [load, illustrate, generate, clear]


def _add_backup(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Callable[[str], str]
) -> list[argparse.ArgumentParser]:
    backup = commands.add_parser("backup", help=_("write database and attachments into one file"))
    restore = commands.add_parser("restore", help=_("fill an empty installation from a backup"))
    for command in (backup, restore):
        command.add_argument("file", type=Path, metavar="FILE")
    return [backup, restore]


def _add_user(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Callable[[str], str]
) -> list[argparse.ArgumentParser]:
    user = commands.add_parser("user", help=_("accounts of staff: the first administrator begins here"))
    asked = user.add_subparsers(dest="asked", required=True, metavar="create|list")
    create = asked.add_parser("create", help=_("invite somebody and print the link that makes the account"))
    create.add_argument("email", metavar="EMAIL")
    create.add_argument("--role", required=True, choices=_ROLES)
    create.add_argument("--name", default="", metavar="NAME", help=_("full name"))
    create.add_argument(
        "--site", metavar="ADDRESS", help=_("address of the site in the link (as in MATXICH_SITE_URL)")
    )
    listing = asked.add_parser("list", help=_("list who holds a role"))
    return [create, listing]


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} < 1")
    return value
