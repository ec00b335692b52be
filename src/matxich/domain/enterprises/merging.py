"""Whether two records may become one, and which version of each line holds afterwards."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from matxich.domain.enterprises.tax_code import is_head_and_branch, read_tax_code
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import ALLOWED, Decision, refused


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records."""

    id: int
    name: str
    tax_code: str
    status: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A current claim of one side."""

    id: int
    kind: str
    #: "" for a kind of which a firm has one
    key: str
    grade: int
    confirmed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Clash:
    """One line that both records state: one version stays, the other becomes an earlier one of the same line."""

    kept: HeldLine
    gone: HeldLine
    #: True when the version of the record that goes is the better one
    gone_wins: bool


_OTHER_CODES = Text(
    "Hai hồ sơ có hai mã số thuế khác nhau ({one} và {two}). Chỉ gộp khi chắc chắn đó là một doanh nghiệp đã đổi mã: hãy đánh dấu xác nhận và ghi lý do.",
    "The two records have two different tax codes ({one} and {two}). Merge them only when it is certain that one firm changed its code: tick the confirmation and write why.",
)
_BRANCH = Text(
    "{one} và {two} là mã của trụ sở và chi nhánh: hai hồ sơ đứng riêng, không gộp.",
    "{one} and {two} are codes of a head office and its branch: two records, which are not merged.",
)
_GONE = Text(
    "“{name}” đã được gộp vào hồ sơ khác. Hãy mở hồ sơ còn lại.",
    "“{name}” was merged into another record already. Open that one.",
)


def has_other_code(one: Side, two: Side) -> bool:
    """Say whether both have a tax code, and not the same one."""
    return bool(one.tax_code and two.tax_code and one.tax_code != two.tax_code)


def may_merge(kept: Side, gone: Side, *, reason: str = "", codes_confirmed: bool = False) -> Decision:
    """Say whether a record may go into another one.

    Args:
        reason: why; needed with two different tax codes.
        codes_confirmed: a person has said that the two codes are one firm's.
    """
    if kept.id == gone.id:
        return refused("Hãy chọn hai hồ sơ khác nhau.", "Choose two different records.")
    for side in (kept, gone):
        if side.status == "merged":
            return Decision(_GONE.format(name=side.name))
    if kept.is_illustrative != gone.is_illustrative:
        return refused(
            "Một hồ sơ là dữ liệu minh họa, hồ sơ kia là thật: không gộp.",
            "One record is illustrative, the other one is real: they are not merged.",
        )
    if not has_other_code(kept, gone):
        return ALLOWED
    one, two = read_tax_code(kept.tax_code), read_tax_code(gone.tax_code)
    if one is not None and two is not None and is_head_and_branch(one, two):
        return Decision(_BRANCH.format(one=kept.tax_code, two=gone.tax_code))
    if not (codes_confirmed and reason.strip()):
        return Decision(_OTHER_CODES.format(one=kept.tax_code, two=gone.tax_code))
    return ALLOWED


def clashes(kept: Sequence[HeldLine], gone: Sequence[HeldLine]) -> list[Clash]:
    """Return the lines that both state, each once; the better graded version wins, then the later confirmed, then the kept."""
    free: dict[tuple[str, str], list[HeldLine]] = defaultdict(list)
    for line in kept:
        free[line.kind, line.key].append(line)
    found: list[Clash] = []
    for line in gone:
        same = free[line.kind, line.key]
        if same:
            other = same.pop(0)
            found.append(Clash(other, line, _strength(line) > _strength(other)))
    return found


def _strength(line: HeldLine) -> tuple[int, dt.date]:
    return line.grade, line.confirmed_on or dt.date.min
