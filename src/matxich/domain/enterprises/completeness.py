"""How complete a firm's profile is, and what is missing, most useful first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a complete profile states."""

    code: str
    label: Text
    #: share of the whole; all parts add up to 1
    weight: float
    #: kind of claim, and its field; "" = any claim of the kind
    kind: str
    field: str = ""


PARTS: tuple[Part, ...] = (
    Part("process", Text("ít nhất một công đoạn", "at least one process"), 0.2, "process"),
    Part("materials", Text("vật liệu gia công", "materials worked in"), 0.08, "process", "materials"),
    Part("tolerance", Text("dung sai tốt nhất", "best tolerance"), 0.08, "process", "tolerance_mm"),
    Part("size", Text("kích thước chi tiết lớn nhất", "largest part"), 0.06, "process", "max_size_mm"),
    Part(
        "capacity",
        Text("năng lực còn nhận mỗi tháng", "free capacity a month"),
        0.08,
        "process",
        "capacity_per_month",
    ),
    Part("lead_time", Text("thời gian giao", "lead time"), 0.05, "process", "lead_time_days"),
    Part("machine", Text("máy móc", "machines"), 0.1, "machine"),
    Part("certificate", Text("chứng nhận", "certificates"), 0.1, "certificate"),
    Part("product", Text("sản phẩm", "products"), 0.05, "product"),
    Part("customer", Text("khách hàng", "customers"), 0.05, "customer"),
    Part("figure", Text("số liệu năm", "yearly figures"), 0.05, "figure"),
    Part("ownership", Text("sở hữu", "ownership"), 0.03, "profile", "ownership"),
    Part("kind", Text("sản xuất hay thương mại", "maker or trader"), 0.04, "profile", "kind"),
    Part("description", Text("giới thiệu", "description"), 0.03, "profile", "description"),
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of `PARTS` a profile states."""

    #: 0..1
    share: float
    missing: tuple[Part, ...]


def completeness(claims: Sequence[tuple[str, Mapping[str, str]]]) -> Completeness:
    """Return how complete a profile is.

    Args:
        claims: (kind, fields as written) of the claims that hold.

    >>> completeness([]).share
    0.0
    """
    stated = {(kind, name) for kind, written in claims for name, text in written.items() if text.strip()}
    kinds = {kind for kind, _ in claims}
    there = [
        part for part in PARTS if ((part.kind, part.field) in stated if part.field else part.kind in kinds)
    ]
    missing = [part for part in PARTS if part not in there]
    missing.sort(key=lambda part: -part.weight)
    return Completeness(round(sum((part.weight for part in there), 0.0), 6), tuple(missing))
