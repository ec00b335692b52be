"""What kind of company a name says: `CTCP`, `Cty TNHH MTV`, `HTX`, `Co., Ltd`, and the words for its branches.

People write the form in pieces, in any order and twice over ("CÔNG TY TNHH SX MTV …", "… NGUYỄN KIM CO.,LTD"). Each
piece is known by itself (`catalogue/legal_forms.csv`); together they give one form.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text

#: the forms that a name can say, in the order in which one outweighs another
FORMS = {
    "household": Text("hộ kinh doanh", "household business"),
    "cooperative": Text("hợp tác xã", "cooperative"),
    "private": Text("doanh nghiệp tư nhân", "private enterprise"),
    "partnership": Text("công ty hợp danh", "partnership"),
    "joint_stock": Text("công ty cổ phần", "joint-stock company"),
    "limited_single": Text("công ty TNHH một thành viên", "single-member limited company"),
    "limited": Text("công ty TNHH", "limited company"),
    "joint_venture": Text("công ty liên doanh", "joint venture"),
    "state": Text("doanh nghiệp nhà nước", "state enterprise"),
    "general_corporation": Text("tổng công ty", "general corporation"),
    "corporation": Text("công ty (corporation)", "corporation"),
    "company": Text("công ty", "company"),
    "enterprise": Text("xí nghiệp", "enterprise"),
}
#: what a name can say of a dependent unit
UNITS = {
    "branch": Text("chi nhánh", "branch"),
    "office": Text("văn phòng đại diện", "representative office"),
    "site": Text("nhà máy, kho, cửa hàng", "factory, store or shop"),
}
# Forms that never become one another by a shorter way of writing.
_KINDS = {
    "household": "household",
    "cooperative": "cooperative",
    "private": "private",
    "partnership": "partnership",
    "joint_stock": "joint_stock",
    "corporation": "joint_stock",
    "limited": "limited",
    "limited_single": "limited",
}


@dataclass(frozen=True, slots=True)
class LegalForm:
    """One piece of a legal form, or one word for a dependent unit, as people write it."""

    code: str
    #: "form", or what kind of unit it names: "branch", "office", "site"
    role: str
    #: where in a name it counts: "anywhere", "start" (first word), "closing" (last, or before another piece),
    #: "after_company" (after "công ty", or first), "segment" (first word after a dash or bracket, or of the name)
    where: str
    #: every way of writing it
    written: tuple[str, ...]


def form_of(pieces: Collection[str]) -> str:
    """Return the legal form that the pieces of a name give together, "" when there are none.

    >>> form_of(["company", "limited", "single_member"]), form_of(["company"]), form_of([])
    ('limited_single', 'company', '')
    """
    found = set(pieces)
    if found & {"single_member", "two_member"}:
        found.add("limited_single" if "single_member" in found else "limited")
    return next((form for form in FORMS if form in found), "")


def forms_conflict(first: str, second: str) -> bool:
    """Say whether two forms cannot be two ways of writing one (a "company" or an unstated form conflicts with nothing).

    >>> forms_conflict("limited", "limited_single"), forms_conflict("limited", "joint_stock"), forms_conflict("", "private")
    (False, True, False)
    """
    kinds = {_KINDS.get(first), _KINDS.get(second)}
    return None not in kinds and len(kinds) == 2
