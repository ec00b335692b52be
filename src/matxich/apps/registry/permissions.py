"""Who may do what to a firm's record. Whether it may ever be done in its state is `domain.enterprises.registration`."""

from __future__ import annotations

from matxich.apps.accounts.models import Role
from matxich.apps.accounts.who import Who
from matxich.apps.registry.models import Claim, ClaimingRequest, Enterprise
from matxich.domain.shared.decision import ALLOWED, Decision, refused

_OFFICERS = refused(
    "Chỉ cán bộ chương trình làm được việc này.", "Only officers of the programme may do this."
)
_REPRESENTATIVES = refused(
    "Chỉ người đại diện của doanh nghiệp hoặc cán bộ làm được việc này.",
    "Only the firm's representatives or an officer may do this.",
)
_OWN_FIRM = refused(
    "Bạn đại diện cho doanh nghiệp này nên không thể tự kiểm tra; hãy để cán bộ khác làm.",
    "You act for this firm, so you cannot check it yourself; another officer has to.",
)
_OWN_REQUEST = refused(
    "Yêu cầu này liên quan đến chính bạn; hãy để cán bộ khác quyết định.",
    "This request concerns yourself; another officer has to decide.",
)
#: acts of a firm's own people; all others are an officer's
OWN_ACTS = frozenset({"claim", "submit"})


def may_see(who: Who, enterprise: Enterprise) -> Decision:
    """May see the record with what the public does not see."""
    return ALLOWED if who.is_staff or enterprise.pk in who.enterprise_ids else _REPRESENTATIVES


def may_edit(who: Who, enterprise: Enterprise) -> Decision:
    """May add and change lines."""
    return ALLOWED if who.is_officer or enterprise.pk in who.enterprise_ids else _REPRESENTATIVES


def may_move(who: Who, enterprise: Enterprise, act: str) -> Decision:
    """May move the record from stage to stage."""
    if act in OWN_ACTS and enterprise.pk in who.enterprise_ids:
        return ALLOWED
    if not who.is_officer:
        return _OFFICERS
    return _OWN_FIRM if enterprise.pk in who.enterprise_ids and act not in OWN_ACTS else ALLOWED


def may_decide(who: Who, claim: Claim) -> Decision:
    """May accept, refuse or ask about a claim."""
    if not who.is_officer:
        return _OFFICERS
    return _OWN_FIRM if claim.enterprise_id in who.enterprise_ids else ALLOWED


def may_consent(who: Who, enterprise: Enterprise) -> Decision:
    """May agree that the record is shown: the firm itself; an officer records another basis instead."""
    return ALLOWED if enterprise.pk in who.enterprise_ids or who.is_officer else _REPRESENTATIVES


def may_represent(who: Who, enterprise: Enterprise) -> Decision:
    """May say who else acts for the firm, and who no longer does."""
    return ALLOWED if who.is_officer or enterprise.pk in who.enterprise_ids else _REPRESENTATIVES


def may_keep_contacts(who: Who, enterprise: Enterprise) -> Decision:
    """May read, correct, export and erase the contact persons of the firm."""
    return ALLOWED if who.is_officer or enterprise.pk in who.enterprise_ids else _REPRESENTATIVES


def may_work_on_registry(who: Who) -> Decision:
    """May import, merge, run campaigns, set a firm's status."""
    return ALLOWED if who.is_officer else _OFFICERS


def may_see_history(who: Who, enterprise: Enterprise) -> Decision:
    """May read a record's history."""
    seen = bool(who.roles & {Role.OFFICER, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR})
    return ALLOWED if seen or enterprise.pk in who.enterprise_ids else _REPRESENTATIVES


def may_decide_claiming(who: Who, request: ClaimingRequest) -> Decision:
    """May approve or refuse that somebody acts for a firm: an officer whom it does not concern."""
    if not who.is_officer:
        return _OFFICERS
    concerned = request.user_id == who.user_id or request.enterprise_id in who.enterprise_ids
    return _OWN_REQUEST if concerned else ALLOWED
