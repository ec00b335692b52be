"""The life of a firm's record: which act may ever be done at which stage, and why not otherwise (domain notes 3.1).

Who may do it is another question: `apps.registry.permissions`.
"""

from __future__ import annotations

from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import ALLOWED, Decision, refused

IMPORTED, CLAIMED, SUBMITTED, NEEDS_SUPPLEMENT, DESK_CHECKED, SITE_VERIFIED, PUBLISHED = (
    "imported",
    "claimed",
    "submitted",
    "needs_supplement",
    "desk_checked",
    "site_verified",
    "published",
)
ACTIVE, SUSPENDED, CEASED, MERGED = "active", "suspended", "ceased", "merged"


@dataclass(frozen=True, slots=True)
class RecordState:
    """What the policy looks at."""

    stage: str
    status: str
    #: the firm agreed, or there is another basis for showing it
    has_consent: bool
    has_tax_code: bool
    #: process lines, machines, products it claims today
    capability_count: int
    #: claims that wait for an officer
    waiting_count: int
    #: claims with a grade above self-declared
    checked_count: int


@dataclass(frozen=True, slots=True)
class StageAct:
    """One act that moves a record from stage to stage."""

    code: str
    label: Text
    sources: frozenset[str]
    target: str
    #: what is told before it is done
    effect: Text
    needs_reason: bool = False


ACTS: dict[str, StageAct] = {
    act.code: act
    for act in (
        StageAct(
            "claim",
            Text("Nhận hồ sơ", "Claim"),
            frozenset({IMPORTED}),
            CLAIMED,
            Text(
                "Người đại diện bắt đầu quản lý hồ sơ này.",
                "A representative begins to look after this record.",
            ),
        ),
        StageAct(
            "submit",
            Text("Nộp để kiểm tra", "Submit for checking"),
            frozenset({IMPORTED, CLAIMED, NEEDS_SUPPLEMENT}),
            SUBMITTED,
            Text("Hồ sơ vào hàng chờ của cán bộ.", "The record enters the officers' queue."),
        ),
        StageAct(
            "ask_supplement",
            Text("Yêu cầu bổ sung", "Ask for a supplement"),
            frozenset({SUBMITTED, DESK_CHECKED, SITE_VERIFIED, PUBLISHED}),
            NEEDS_SUPPLEMENT,
            Text(
                "Doanh nghiệp được báo cần bổ sung gì; hồ sơ đã công bố sẽ tạm ẩn.",
                "The firm is told what is missing; a published record is hidden meanwhile.",
            ),
            needs_reason=True,
        ),
        StageAct(
            "desk_check",
            Text("Xác nhận đã kiểm tra hồ sơ", "Mark as desk-checked"),
            frozenset({SUBMITTED}),
            DESK_CHECKED,
            Text("Hồ sơ đủ điều kiện để công bố.", "The record may be published."),
        ),
        StageAct(
            "site_verify",
            Text("Xác nhận đã xác minh tại chỗ", "Mark as site-verified"),
            frozenset({DESK_CHECKED, PUBLISHED}),
            SITE_VERIFIED,
            Text(
                "Ghi nhận đã đến tận nơi; sau đó có thể công bố.",
                "It is recorded that somebody was there; publish afterwards.",
            ),
        ),
        StageAct(
            "publish",
            Text("Công bố", "Publish"),
            frozenset({DESK_CHECKED, SITE_VERIFIED}),
            PUBLISHED,
            Text("Hồ sơ hiện trong danh bạ công khai.", "The record appears in the public directory."),
        ),
        StageAct(
            "unpublish",
            Text("Ngừng công bố", "Unpublish"),
            frozenset({PUBLISHED}),
            DESK_CHECKED,
            Text("Hồ sơ biến khỏi danh bạ công khai.", "The record disappears from the public directory."),
            needs_reason=True,
        ),
    )
}

_NO_CAPABILITY = refused(
    "Hồ sơ chưa có năng lực, máy móc hay sản phẩm nào. Hãy thêm ít nhất một dòng.",
    "The record states no process, machine or product yet. Add at least one line.",
)
_NO_CONSENT = refused(
    "Doanh nghiệp chưa đồng ý công khai. Hãy mời doanh nghiệp đồng ý, hoặc ghi căn cứ công khai.",
    "The firm has not agreed to be shown. Ask it to agree, or record the basis for showing it.",
)
_WAITING = refused(
    "Còn dòng khai chờ kiểm tra. Hãy chấp nhận, từ chối hoặc hỏi lại từng dòng trước.",
    "Claims are still waiting. Accept, refuse or ask about each of them first.",
)
_NOTHING_CHECKED = refused(
    "Chưa có dòng khai nào được kiểm tra. Hãy kiểm tra ít nhất một dòng.",
    "No claim has been checked yet. Check at least one.",
)
_NOT_ACTIVE = {
    SUSPENDED: refused(
        "Doanh nghiệp đang tạm ngừng. Hãy khôi phục trước.", "The firm is suspended. Resume it first."
    ),
    CEASED: refused("Doanh nghiệp đã chấm dứt hoạt động.", "The firm has ceased."),
    MERGED: refused(
        "Hồ sơ đã gộp vào hồ sơ khác. Hãy mở hồ sơ còn lại.",
        "This record was merged into another one. Open that one.",
    ),
}
STAGE_LABELS = {
    IMPORTED: Text("mới nhập", "imported"),
    CLAIMED: Text("đã nhận", "claimed"),
    SUBMITTED: Text("đã nộp", "submitted"),
    NEEDS_SUPPLEMENT: Text("cần bổ sung", "needs supplement"),
    DESK_CHECKED: Text("đã kiểm tra hồ sơ", "desk-checked"),
    SITE_VERIFIED: Text("đã xác minh tại chỗ", "site-verified"),
    PUBLISHED: Text("đã công bố", "published"),
}
_WRONG_STAGE = Text(
    "Hồ sơ đang ở bước “{stage}”; việc này chỉ làm được ở bước {sources}.",
    "The record is at “{stage}”; this can only be done at {sources}.",
)


def may_move(code: str, state: RecordState) -> Decision:
    """Say whether an act may be done to a record in this state, and if not, why.

    Raises:
        KeyError: there is no such act.
    """
    act = ACTS[code]
    if state.status in _NOT_ACTIVE:
        return _NOT_ACTIVE[state.status]
    if state.stage not in act.sources:
        names = [STAGE_LABELS[stage] for stage in STAGE_LABELS if stage in act.sources]
        return Decision(
            _WRONG_STAGE.format(
                stage=STAGE_LABELS[state.stage],
                sources=Text(", ".join(n.vi for n in names), ", ".join(n.en for n in names)),
            )
        )
    if code in {"submit", "publish"} and not state.capability_count:
        return _NO_CAPABILITY
    if code == "desk_check":
        return _WAITING if state.waiting_count else ALLOWED if state.checked_count else _NOTHING_CHECKED
    if code == "publish" and not state.has_consent:
        return _NO_CONSENT
    return ALLOWED


def may_edit(state: RecordState) -> Decision:
    """Say whether the lines of a record may be changed at all."""
    if state.status in {CEASED, MERGED}:
        return _NOT_ACTIVE[state.status]
    return ALLOWED


def may_set_status(target: str, state: RecordState) -> Decision:
    """Say whether a firm in this state may be marked active, suspended or ceased."""
    if state.status == MERGED:
        return _NOT_ACTIVE[MERGED]
    if state.status == target:
        return refused("Doanh nghiệp đã ở tình trạng này.", "The firm has this status already.")
    return ALLOWED
