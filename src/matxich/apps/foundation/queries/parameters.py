"""What a parameter of the programme is on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from matxich.apps.foundation.models import Parameter
from matxich.catalogue.parameters import default_value


def value_on(code: str, on: dt.date) -> Any:
    """Return the value in force on a day: the newest row that began by then, else the catalogue's default.

    Raises:
        KeyError: neither the database nor the catalogue has one that early.
    """
    row = Parameter.objects.filter(code=code, valid_from__lte=on).order_by("-valid_from").first()
    return row.value if row is not None else default_value(code, on)
