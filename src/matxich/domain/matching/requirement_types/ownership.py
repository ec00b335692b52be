"""Who owns the firm: domestic, foreign-invested, joint, state, or from one country."""

from __future__ import annotations

from matxich.domain.matching.columns import OWNERSHIP
from matxich.domain.matching.levels import Comparison, yes_or_no
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.shared.bilingual import Text, joined
from matxich.domain.vocabulary.vocabulary import Vocabulary

_LABELS = {
    "domestic": Text("vốn trong nước", "domestic"),
    "fdi": Text("vốn nước ngoài (FDI)", "foreign-invested"),
    "joint": Text("liên doanh", "joint venture"),
    "state": Text("nhà nước", "state-owned"),
}


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    stated = offers.firm("ownership")
    mask = sum(1 << OWNERSHIP.index(kind) for kind in wanted["any_of"] if kind in OWNERSHIP)
    countries = [code for code in wanted["any_of"] if code not in OWNERSHIP]
    meets = offers.has("owner_countries", countries) if countries else (stated & mask) != 0
    return yes_or_no(meets, stated == 0)


def _labels(vocabulary: Vocabulary, codes: list[str]) -> Text:
    tree = vocabulary.tree("market")
    return joined(
        [
            _LABELS[code] if code in _LABELS else tree.label(code)
            for code in codes
            if code in _LABELS or code in tree
        ]
    )


TYPE = RequirementType(
    code="ownership",
    label=Text("Sở hữu", "Ownership"),
    weight=1.0,
    compare=_compare,
    asked=lambda wanted, vocabulary: _labels(vocabulary, wanted["any_of"]),
    held=lambda wanted, offer: _labels(offer.registry.vocabulary, list(offer.the_firm.ownership)),
    demand_fields=("any_of", "none_of"),
    offer_columns=("ownership", "owner_countries"),
    question=Text(
        "Vốn của quý công ty là trong nước, nước ngoài hay liên doanh?",
        "Is your company domestic, foreign-invested or a joint venture?",
    ),
)
