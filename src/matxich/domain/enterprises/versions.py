"""What a new version of a line does to the one that holds: take its place, wait for an officer, or nothing."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from matxich.domain.shared.decision import ALLOWED, Decision, refused
from matxich.domain.shared.grade import Grade


class Disposition(enum.Enum):
    """What becomes of a new version."""

    #: it says nothing new
    UNCHANGED = "unchanged"
    #: it holds from now on
    CURRENT = "current"
    #: a verified version holds until an officer has decided
    PROPOSED = "proposed"


#: sources whose word may replace a verified line at once, with a reason
TRUSTED = frozenset({"officer", "generated"})


def cleaned(written: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that say something, trimmed, in the order of their names.

    >>> cleaned({"b": " x ", "a": ""})
    {'b': 'x'}
    """
    return {name: text.strip() for name, text in sorted(written.items()) if text.strip()}


def disposition(
    held: Mapping[str, str] | None, held_grade: int, offered: Mapping[str, str], source: str
) -> Disposition:
    """Say what a version of a line does.

    Args:
        held: the fields of the version that holds; None for a line that is new.
        held_grade: its grade.
        offered: the fields of the new version.
        source: who offers it ("self", "link", "import", "officer", "generated").
    """
    if held is None:
        return Disposition.CURRENT
    if cleaned(held) == cleaned(offered):
        return Disposition.UNCHANGED
    if held_grade > Grade.SELF_DECLARED and source not in TRUSTED:
        return Disposition.PROPOSED
    return Disposition.CURRENT


def may_decide(state: str, decision: str, grade: int | None, reason: str) -> Decision:
    """Say whether an officer may decide so about a claim.

    Args:
        state: "current" or "proposed"; any other has been decided.
        decision: "accepted", "refused" or "asked".
        grade: the grade given; needed with "accepted".
        reason: needed with the other two.
    """
    if state not in {"current", "proposed"}:
        return refused(
            "Dòng này đã có phiên bản mới hơn hoặc đã được quyết định. Hãy tải lại trang.",
            "This line has a newer version or was decided already. Load the page again.",
        )
    if decision == "accepted" and (grade is None or grade <= Grade.SELF_DECLARED):
        return refused(
            "Hãy chọn mức bằng chứng: đã kiểm tra hồ sơ, đã xác minh tại chỗ hoặc bên mua xác nhận.",
            "Choose a grade of evidence: document checked, site verified or buyer confirmed.",
        )
    if decision in {"refused", "asked"} and not reason.strip():
        return refused(
            "Hãy ghi lý do để doanh nghiệp biết cần làm gì.", "Write why, so that the firm knows what to do."
        )
    return ALLOWED
