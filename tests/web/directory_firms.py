"""Published firms for the tests of the directory's pages, made by the registry's own actions."""

from __future__ import annotations

import datetime as dt

from matxich.apps.foundation.actions.changes import note_changes
from matxich.apps.foundation.actor import Actor
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import create_enterprise, set_consent
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.models import Claim, Enterprise
from matxich.apps.registry.models.enterprise import Stage

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
NOBODY = Actor(None)


def published(name: str, *claims: tuple[str, dict[str, str]], grade: int = 1, **columns) -> Enterprise:
    """A firm that the public may see, with these claims (kind, fields), all of one grade."""
    firm = create_enterprise(
        name=name,
        actor=NOBODY,
        now=NOW,
        tax_code=columns.pop("tax_code", ""),
        name_en=columns.pop("name_en", ""),
        is_illustrative=columns.pop("is_illustrative", True),
    )
    for kind, written in claims:
        propose(firm, kind, written, actor=NOBODY, now=NOW, source="officer", refreshing=False)
    Claim.objects.filter(enterprise=firm).update(grade=grade)
    set_consent(firm, True, actor=NOBODY, now=NOW)
    Enterprise.objects.filter(pk=firm.pk).update(stage=Stage.PUBLISHED, confirmed_on=NOW.date(), **columns)
    refresh([firm.pk], NOW)
    if columns:  # what is worked out of claims that are not here, such as the size
        Enterprise.objects.filter(pk=firm.pk).update(**columns)
        note_changes("enterprise", [firm.pk], NOW)
    firm.refresh_from_db()
    return firm


def casting(name: str = "Công ty TNHH Cơ khí Lá Sen", **columns) -> Enterprise:
    """A firm that casts aluminium under pressure and holds IATF 16949."""
    return published(
        name,
        ("process", {"process": "Đúc áp lực", "materials": "Nhôm", "tolerance_mm": "±0,05"}),
        ("certificate", {"standard": "IATF 16949", "expires_on": "14/03/2099"}),
        ("customer", {"name": "Khách Kín", "country": "Nhật Bản", "tier": "tier1"}),
        ("profile", {"ownership": "Trong nước", "description": "Đúc & gia công <b>chi tiết</b>"}),
        **columns,
    )
