"""An installation for the journey of an import: `python -m tests.journeys.import_site make FILE` or `… count FILE`.

`make` begins a registry of three firms with an officer, and writes the cookie of the officer's session into FILE as
JSON; `count` writes what the registry holds.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


def main(act: str, target: Path) -> None:
    """Make the installation, or count what is in it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matxich.config.settings")
    import django

    django.setup()
    told = made() if act == "make" else counted()
    target.write_text(json.dumps(told), encoding="utf-8")


def made() -> dict[str, Any]:
    """Begin the registry; return the officer's cookie."""
    from django.conf import settings
    from django.test import Client

    from matxich.apps.accounts.models import Role
    from matxich.config.serve import prepare
    from tests.apps.registry.workbooks import CODES
    from tests.web.people import firm, person

    prepare()
    firm("Công ty TNHH Cơ khí Lá Sen", CODES[0])
    firm("CTCP Nhựa Hồng Hà", CODES[1])
    firm("Công ty CP Đúc Sao Mai")
    officer = person("Cán bộ Nguyễn An", Role.OFFICER)
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"cookie": client.cookies[settings.SESSION_COOKIE_NAME].value}


def counted() -> dict[str, Any]:
    """Count firms and claims, and name the states of the imports."""
    from matxich.apps.registry.models import Claim, Enterprise, ImportBatch, ImportRow

    return {
        "firms": Enterprise.objects.count(),
        "claims": Claim.objects.exclude(state="withdrawn").count(),
        "states": list(ImportBatch.objects.order_by("id").values_list("state", flat=True)),
        "rows": ImportRow.objects.count(),
    }


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
