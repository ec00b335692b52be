"""`matxich backup FILE` and `matxich restore FILE`: database and attachments in one file, of one moment."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from matxich.cli.installation import open_installation
from matxich.cli.main import UNUSABLE
from matxich.files.backup_archive import BadBackupError
from matxich.locale import translations


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 when done, 2 with the reason when it cannot be."""
    open_installation()
    from matxich.apps.foundation.actions.restoring import NotEmptyError  # noqa: PLC0415 -- needs the apps

    _ = translations(options.lang).gettext
    errors = Console(stderr=True)
    try:
        return _back_up(options.file, _) if options.command == "backup" else _restore(options.file, _)
    except (BadBackupError, NotEmptyError) as problem:
        errors.print(problem.text.in_language(options.lang), style="red", markup=False, highlight=False)
    except OSError as problem:
        text = _("The file cannot be used: {reason}").format(reason=problem)
        errors.print(text, style="red", markup=False, highlight=False)
    return UNUSABLE


def _back_up(file: Path, _: Callable[[str], str]) -> int:
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from matxich.apps.foundation.actions.backing_up import back_up  # noqa: PLC0415 -- needs the apps

    with _progress(_("Writing")) as progress:
        manifest = back_up(file, now=timezone.now(), progress=progress)
    print(
        _("{file}: {rows} rows of {tables} tables, {attachments} attachments").format(
            file=file, **_sizes(manifest)
        )
    )
    for token in manifest["missing_attachments"]:
        print(_("The attachment {token} has a row, but its file is not there.").format(token=token))
    print(_("It holds personal data: keep it where only those may read it who may read the site."))
    return 0


def _restore(file: Path, _: Callable[[str], str]) -> int:
    from django.core.management import call_command  # noqa: PLC0415 -- needs the settings

    from matxich.apps.foundation.actions.restoring import restore  # noqa: PLC0415 -- needs the apps

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with _progress(_("Restoring")) as progress:
        manifest = restore(file, progress=progress)
    print(_("{rows} rows of {tables} tables, {attachments} attachments").format(**_sizes(manifest)))
    print(_("Now build the directory's index: matxich index rebuild. Everybody signs in anew."))
    return 0


def _sizes(manifest: dict[str, Any]) -> dict[str, int]:
    return {
        "rows": sum(one["rows"] for one in manifest["tables"]),
        "tables": len(manifest["tables"]),
        "attachments": len(manifest["attachments"]),
    }


@contextmanager
def _progress(title: str) -> Iterator[Callable[[str, int], None]]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda what, count: None
        return
    with console.status(title) as status:
        yield lambda what, count: status.update(f"{title}: {what} {count}")
