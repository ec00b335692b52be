"""`matxich places resolve "address"`: what an address means, out of the installed tables; no database is asked."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.table import Table

from matxich.catalogue.regions import regions
from matxich.domain.places.gazetteer import Gazetteer
from matxich.domain.places.resolution import Resolution, State
from matxich.domain.places.resolving import Resolver
from matxich.files.admin_units import TablesMissingError, read_region
from matxich.locale import translations

UNUSABLE = 2


def run(options: argparse.Namespace) -> int:
    """Answer; 0 when the unit of today is certain, 1 when it is not, 2 when the tables are not there."""
    region = regions().get(options.region)
    if region is None:
        known = ", ".join(regions())
        _ = translations(options.lang).gettext
        text = _("There is no region “{name}”. These are there: {known}.")
        print(text.format(name=options.region, known=known), file=sys.stderr)
        return UNUSABLE
    try:
        tables = read_region(region.province_code)
    except TablesMissingError as problem:
        print(problem.text.in_language(options.lang), file=sys.stderr)
        return UNUSABLE
    found = Resolver(Gazetteer(tables.units, tables.successions)).resolve(
        options.address, written_on=options.on
    )
    _print(found, options.lang)
    return 0 if found.state is State.EXACT else 1


def _print(found: Resolution, language: str) -> None:
    _ = translations(language).gettext
    states = {
        State.EXACT: _("certain"),
        State.TO_CONFIRM: _("to be confirmed"),
        State.OUTSIDE: _("outside the region"),
        State.UNKNOWN: _("not found"),
    }
    console = Console()
    console.print(
        f"{states[found.state]}: {found.reason.in_language(language)}", markup=False, highlight=False
    )
    table = Table(box=None, pad_edge=False, show_header=False)
    for heading, unit in ((_("Unit named"), found.named), (_("Former district"), found.district)):
        if unit is not None:
            table.add_row(heading, unit.label.in_language(language), unit.code)
    for candidate in found.candidates:
        mark = " *" if candidate.is_default and found.current is None else ""
        table.add_row(_("Today"), f"{candidate.unit.label.in_language(language)}{mark}", candidate.unit.code)
    for words in found.evidence:
        meaning = words.unit.label.in_language(language) if words.unit else _("none of the region's units")
        table.add_row(_("Words"), f"{words.text} → {meaning}", words.unit.code if words.unit else "")
    console.print(table)
    if found.current is None and any(candidate.is_default for candidate in found.candidates):
        console.print(_("* named first by the tables; not certain"), markup=False, highlight=False)
