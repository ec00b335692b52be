"""The illustrative region: putting it in where there are no real firms, and taking it out again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.actions.changes import note_changes
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import AuditEntry, Message, SignedLink
from matxich.apps.registry.actions.generating import CHUNK, write_firms
from matxich.apps.registry.models import Claim, Enterprise, Merge
from matxich.apps.registry.queries.drawable_places import drawable_places
from matxich.catalogue.illustrative.region import DEFAULT_SEED, draw_firms, region
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import NotAllowedError

_REAL = Text(
    "Đã có {count} doanh nghiệp thật trong cơ sở dữ liệu. Dữ liệu minh họa chỉ thêm vào cơ sở dữ liệu trống, trừ khi dùng --force.",
    "There are {count} real firms in the database. Illustrative data is added to an empty one only, unless you say --force.",
)
_THERE = Text(
    "Đã có {count} doanh nghiệp minh họa. Hãy xóa trước bằng: matxich region clear-illustrative",
    "There are {count} illustrative firms already. Remove them first: matxich region clear-illustrative",
)
_NO_PLACES = Text(
    "Chưa nạp đơn vị hành chính. Hãy chạy trước: matxich region load hanoi",
    "The administrative units are not loaded. Run first: matxich region load hanoi",
)


def illustrate(
    *,
    firms: int,
    today: dt.date,
    now: dt.datetime,
    slug: str = "hanoi",
    seed: int = DEFAULT_SEED,
    force: bool = False,
    whole: bool = True,
    officer_id: int | None = None,
    progress: Callable[[int], None] = lambda count: None,
) -> int:
    """Add an illustrative region of so many suppliers, with buyers and helpers, and return how many records it has.

    Args:
        today: the day that all its dates lie before.
        force: although there are real firms.
        whole: in one transaction, so that nothing stays of one that was broken off; else chunk by chunk.
        officer_id: user who is written down as having checked the lines.

    Raises:
        NotAllowedError: real or illustrative firms are there already, or the places are not loaded.
    """
    _empty(force=force)
    places = drawable_places()
    if not places:
        raise NotAllowedError(_NO_PLACES)
    drawn = draw_firms(region(slug, seed, today, places), firms)
    if not whole:
        return write_firms(drawn, now=now, officer_id=officer_id, progress=progress)
    with transaction.atomic():
        return write_firms(drawn, now=now, officer_id=officer_id, progress=progress)


def _empty(*, force: bool) -> None:
    real = Enterprise.objects.filter(is_illustrative=False).count()
    if real and not force:
        raise NotAllowedError(_REAL.format(count=real))
    there = Enterprise.objects.filter(is_illustrative=True).count()
    if there:
        raise NotAllowedError(_THERE.format(count=there))


def clear_illustrative(*, now: dt.datetime, progress: Callable[[int], None] = lambda count: None) -> int:
    """Remove every illustrative firm with all that hangs on it, and return how many; the history keeps that they were."""
    ids = list(Enterprise.objects.filter(is_illustrative=True).order_by("-id").values_list("id", flat=True))
    # References between records go first: they would forbid removing one before the other.
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        with transaction.atomic():
            Enterprise.objects.filter(merged_into__in=some).update(merged_into=None)
            Enterprise.objects.filter(head_office__in=some).update(head_office=None)
            Merge.objects.filter(kept__in=some).delete()
            Merge.objects.filter(gone__in=some).delete()
            Claim.objects.filter(enterprise__in=some).update(supersedes=None)
            kind = label(Enterprise())
            SignedLink.objects.filter(subject_type=kind, subject_id__in=some).delete()
            Message.objects.filter(about_type=kind, about_id__in=some).delete()
            Enterprise.objects.filter(pk__in=some).delete()
            AuditEntry.objects.bulk_create(
                [
                    AuditEntry(
                        at=now, via=COMMAND.via, action="enterprise.clear", subject_type=kind, subject_id=one
                    )
                    for one in some
                ],
                batch_size=CHUNK,
            )
            note_changes("enterprise", some, now)
        progress(min(start + CHUNK, len(ids)))
    return len(ids)
