"""An installation that is written into until it is killed: `python -m tests.journeys.saving_site make FILE` or `… touch FILE`.

`make` begins an illustrative region with an officer; into FILE go the cookie of the officer's session and the firms that
the public sees, as JSON. `touch` notes changes of all these firms, many times over, for the index to follow.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

FIRMS = 150
#: changes that one `touch` leaves to the index, at least
TOUCHES = 4000


def main(act: str, target: Path) -> None:
    """Make the installation, or note the changes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matxich.config.settings")
    import django

    django.setup()
    told = made() if act == "make" else touched()
    target.write_text(json.dumps(told), encoding="utf-8")


def made() -> dict[str, Any]:
    """Begin the registry."""
    from django.conf import settings
    from django.test import Client

    from matxich.apps.accounts.models import Role
    from matxich.apps.registry.queries.directory_size import public_enterprises
    from matxich.cli.demo import add_demo
    from matxich.cli.main import main as command
    from matxich.config.serve import prepare
    from tests.web.people import person

    prepare()
    assert command(["region", "load", "hanoi"]) == 0
    add_demo(firms=FIRMS)
    client = Client()
    client.force_login(person("Cán bộ Nguyễn An", Role.OFFICER))
    return {
        "cookie": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "firms": list(public_enterprises().order_by("pk").values_list("pk", flat=True)),
    }


def touched() -> dict[str, Any]:
    """Note changes as saving every firm again and again does; return the number of the last one."""
    from django.utils import timezone

    from matxich.apps.foundation.actions.changes import note_changes
    from matxich.apps.foundation.models import Change
    from matxich.apps.registry.queries.directory_size import public_enterprises

    ids = list(public_enterprises().values_list("pk", flat=True))
    for _ in range(TOUCHES // len(ids) + 1):
        note_changes("enterprise", ids, timezone.now())
    return {"last": Change.objects.latest("id").pk}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
