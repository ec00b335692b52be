"""How many firms the public may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.models.enterprise import Stage, Status


def public_enterprises() -> QuerySet[Enterprise]:
    """Return the firms that the public may see: published, in business, and agreed to (`Enterprise.is_public`)."""
    return Enterprise.objects.filter(
        Q(consented_at__isnull=False) | ~Q(consent_basis=""), stage=Stage.PUBLISHED, status=Status.ACTIVE
    )


def public_count() -> int:
    """Return how many there are."""
    return public_enterprises().count()


def holds_illustrative() -> bool:
    """Say whether any of them is invented, so that whatever rests on them says so."""
    return public_enterprises().filter(is_illustrative=True).exists()
