"""`matxich region`: load a region's reference data, add or remove the illustrative region, make benchmark data."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from matxich.catalogue.regions import regions
from matxich.cli.installation import open_installation
from matxich.cli.main import UNUSABLE
from matxich.domain.shared.decision import NotAllowedError
from matxich.files.admin_units import TablesMissingError
from matxich.locale import translations


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 0 when done, 2 with the reason when it cannot be."""
    open_installation()
    asked = {"load": _load, "illustrate": _illustrate, "generate": _generate, "clear-illustrative": _clear}
    try:
        return asked[options.asked](options)
    except (NotAllowedError, TablesMissingError) as problem:
        Console(stderr=True).print(problem.text.in_language(options.lang), style="red", markup=False)
        return UNUSABLE


def _load(options: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from matxich.apps.foundation.actions.parameters import load_parameters  # noqa: PLC0415 -- needs the apps
    from matxich.apps.foundation.actor import COMMAND  # noqa: PLC0415 -- as above
    from matxich.apps.places.actions.region import load_places  # noqa: PLC0415 -- as above

    _ = translations(options.lang).gettext
    region = regions().get(options.region)
    if region is None:
        text = _("There is no region “{name}”. These are there: {known}.")
        Console(stderr=True).print(
            text.format(name=options.region, known=", ".join(regions())), style="red", markup=False
        )
        return UNUSABLE
    now = timezone.now()
    report, authorities = load_places(region, actor=COMMAND, now=now)
    parameters = load_parameters(actor=COMMAND, now=now)
    text = _(
        "{region}: {created} units added, {changed} changed, {unchanged} as they were; {authorities} lines of authority and {parameters} parameters added."
    )
    print(
        text.format(
            region=region.label.in_language(options.lang),
            created=report.created_count,
            changed=report.changed_count,
            unchanged=report.unchanged_count,
            authorities=authorities,
            parameters=parameters,
        )
    )
    return 0


def _illustrate(options: argparse.Namespace) -> int:
    from matxich.cli.demo import add_demo  # noqa: PLC0415 -- needs the apps to be ready

    _ = translations(options.lang).gettext
    with _bar(_("Illustrative firms"), options.firms) as progress:
        count, accounts = add_demo(
            firms=options.firms, seed=options.seed, force=options.force, progress=progress
        )
    print(
        _("{count} illustrative records added, labelled as invented wherever they are shown.").format(
            count=count
        )
    )
    if accounts:
        print(accounts.in_language(options.lang))
    return 0


def _generate(options: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from matxich.apps.registry.actions.illustrating import illustrate  # noqa: PLC0415 -- needs the apps

    _ = translations(options.lang).gettext
    now = timezone.now()
    with _bar(_("Generated firms"), options.firms) as progress:
        count = illustrate(
            firms=options.firms,
            seed=options.seed,
            today=timezone.localdate(now),
            now=now,
            force=options.force,
            whole=False,
            progress=progress,
        )
    text = _("{count} records generated. The directory's index: matxich index rebuild")
    print(text.format(count=count))
    return 0


def _clear(options: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from matxich.apps.registry.actions.demo_people import close_demo_people  # noqa: PLC0415 -- needs the apps
    from matxich.apps.registry.actions.illustrating import clear_illustrative  # noqa: PLC0415 -- as above
    from matxich.apps.registry.models import Enterprise  # noqa: PLC0415 -- as above
    from matxich.cli.demo import forget_accounts  # noqa: PLC0415 -- as above

    _ = translations(options.lang).gettext
    total = Enterprise.objects.filter(is_illustrative=True).count()
    with _bar(_("Removing illustrative firms"), total) as progress:
        count = clear_illustrative(now=timezone.now(), progress=progress)
    closed = close_demo_people()
    forget_accounts()
    text = _("{count} illustrative records removed, {closed} demonstration accounts closed.")
    print(text.format(count=count, closed=closed))
    return 0


@contextmanager
def _bar(title: str, total: int) -> Iterator[Callable[[int], None]]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as shown:
        task = shown.add_task(title, total=total)
        yield lambda done: shown.update(task, completed=min(done, total))
