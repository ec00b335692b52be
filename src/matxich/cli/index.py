"""`matxich index rebuild|status`: the index of the public directory."""

from __future__ import annotations

import argparse

from rich.console import Console

from matxich.cli.installation import open_installation
from matxich.cli.main import UNUSABLE
from matxich.files.directory_index_folder import IndexBusyError, NoDirectoryIndexError
from matxich.locale import translations


def run(options: argparse.Namespace) -> int:
    """Build the index anew beside the one in use, or say how it stands."""
    open_installation()
    return _rebuild(options.lang) if options.asked == "rebuild" else _status(options.lang)


def _rebuild(language: str) -> int:
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from matxich.apps.registry.indexing import rebuild_index  # noqa: PLC0415 -- needs the apps to be ready

    _ = translations(language).gettext
    try:
        count = rebuild_index(timezone.localdate())
    except IndexBusyError:
        text = _(
            "Another process is building the index right now. Wait until it is done, then look with “matxich index status”."
        )
        Console(stderr=True).print(text, style="red", markup=False)
        return UNUSABLE
    print(_("The directory's index holds {count} firms.").format(count=count))
    return 0


def _status(language: str) -> int:
    from matxich.apps.registry.indexing import behind, directory_index  # noqa: PLC0415 -- needs the apps to be ready

    _ = translations(language).gettext
    try:
        position = directory_index().position
    except NoDirectoryIndexError as problem:
        Console(stderr=True).print(problem.text.in_language(language), style="red", markup=False)
        return UNUSABLE
    text = _("Up to change {change}, {behind} changes behind; certificates as of {day}; {path}")
    print(
        text.format(
            change=position.change, behind=behind(position), day=position.day, path=directory_index().folder
        )
    )
    return 0
