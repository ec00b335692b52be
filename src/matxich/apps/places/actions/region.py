"""What loading a region does for places: its units, and the known lines of the authority table."""

from __future__ import annotations

import datetime as dt

from matxich.apps.foundation.actor import Actor
from matxich.apps.places.actions.authorities import load_known
from matxich.apps.places.actions.load import LoadReport, load_region
from matxich.catalogue.regions import Region


def load_places(region: Region, *, actor: Actor, now: dt.datetime) -> tuple[LoadReport, int]:
    """Load the units of a region and the catalogue's authorities; return the report and how many lines were new.

    Raises:
        TablesMissingError: the tables are not installed or cannot be read.
        UnknownProvinceError: the tables have no such province.
    """
    report = load_region(region.province_code, actor=actor, now=now)
    return report, load_known(actor=actor, now=now)
