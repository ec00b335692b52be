"""Bringing the catalogue's parameters into the database, where officers change them by later rows."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import Parameter
from matxich.catalogue.parameters import parameter_defaults


def load_parameters(*, actor: Actor, now: dt.datetime) -> int:
    """Add the defaults that are not there yet and return how many; what people changed stays as it is."""
    with transaction.atomic():
        there = set(Parameter.objects.values_list("code", "valid_from"))
        new = [one for one in parameter_defaults() if (one.code, one.valid_from) not in there]
        for one in new:
            row = Parameter.objects.create(
                code=one.code,
                value=one.value,
                valid_from=one.valid_from,
                legal_basis=one.legal_basis,
                note=one.note,
            )
            record(actor, "parameter.add", row, {"value": (None, one.value)}, now=now)
    return len(new)
