"""Messages of the outbox, as officers look for them."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from matxich.apps.foundation.models import Message


def messages(
    *, kind: str = "", state: str = "", about_type: str = "", about_id: int | None = None, words: str = ""
) -> QuerySet[Message]:
    """Return the messages that all given filters hold for; "" and None hold for all. The order is the caller's.

    Args:
        words: part of the address or the subject.
    """
    rows = Message.objects.all()
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    if about_id is not None:
        rows = rows.filter(about_type=about_type, about_id=about_id)
    if words:
        rows = rows.filter(Q(to_address__icontains=words) | Q(subject__icontains=words))
    return rows


def kinds() -> list[str]:
    """Return the kinds that there are messages of."""
    return list(Message.objects.order_by("kind").values_list("kind", flat=True).distinct())


def counts_by_state() -> dict[str, int]:
    """Return state → number of messages; a state without any is left out."""
    rows = Message.objects.order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows}
