"""The material: a grade and its equivalents are one concept; close grades, the same narrow family and a family
named in general are near; another family fails. No material stated is unknown."""

from __future__ import annotations

import functools

import numpy as np

from matxich.domain.matching.levels import Comparison, Level, with_unknown
from matxich.domain.matching.offers import DistinctSets, Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts, listed
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

CLOSE_GRADE, BROAD_FAMILY, SAME_FAMILY, BROADEST = 0.85, 0.75, 0.7, 0.6


@functools.lru_cache(maxsize=512)
def _circles(vocabulary: Vocabulary, asked: tuple[str, ...], equivalent: bool) -> tuple[frozenset[str], ...]:
    """Return the codes that meet, are close grades, name the family in general, and stand in the same narrow family."""
    tree = vocabulary.materials
    meets = {special for code in asked for special in tree.descendants(code)}
    close = {near for code in asked for near in tree.get(code).listed("near") if near in tree}
    close |= {code for code, concept in tree.concepts.items() if set(concept.listed("near")) & set(asked)}
    if equivalent:
        meets, close = meets | close, set()
    parents = {code for grade in asked for code, steps in tree.ancestors(grade).items() if steps == 1}
    broadest = {code for grade in asked for code, steps in tree.ancestors(grade).items() if steps > 1}
    siblings = {
        code
        for parent in parents
        if tree.ancestors(parent)
        for code in tree.children(parent)
        if tree.get(code).attributes.get("kind") == "grade"
    }
    grades = all(tree.get(code).attributes.get("kind") == "grade" for code in asked)
    return (
        frozenset(meets),
        frozenset(close - meets),
        frozenset(parents),
        frozenset(siblings - meets if grades else ()),
        frozenset(broadest - parents),
    )


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    asked, equivalent = tuple(wanted["any_of"]), bool(wanted.get("or_equivalent"))
    if not asked:
        return _refusals(wanted, offers)
    circles = _circles(offers.registry.vocabulary, asked, equivalent)
    return offers.by_set("materials", ("material", asked, equivalent), lambda sets: _judged(sets, circles))


def _judged(sets: DistinctSets, circles: tuple[frozenset[str], ...]) -> Comparison:
    meets, close, broad, siblings, broadest = circles
    levels = np.full(sets.count, Level.FAILS, np.uint8)
    closeness = np.zeros(sets.count, np.float32)
    for codes, level, value in (
        (broadest, Level.NEAR, BROADEST),
        (siblings, Level.NEAR, SAME_FAMILY),
        (broad, Level.NEAR, BROAD_FAMILY),
        (close, Level.NEAR, CLOSE_GRADE),
        (meets, Level.MEETS, 1.0),
    ):
        found = sets.has(codes)
        levels[found], closeness[found] = level, value
    return with_unknown(Comparison(levels, closeness), ~sets.states())


def _refusals(wanted: Wanted, offers: Offers) -> Comparison:
    """Compare with a line that only refuses: who works in nothing but the refused materials fails it."""
    refused = tuple(wanted["none_of"])
    return offers.by_set("materials", ("no material", refused), lambda sets: _refused(sets, refused))


def _refused(sets: DistinctSets, codes: tuple[str, ...]) -> Comparison:
    tree = sets.tree
    special = {code for refused in codes for code in tree.descendants(refused)}
    general = {code for refused in codes for code in tree.ancestors(refused)}
    fails = sets.has(special) & ~sets.has(set(tree.order) - special - general)
    levels = np.where(fails, np.uint8(Level.FAILS), np.uint8(Level.MEETS))
    return with_unknown(Comparison(levels, (~fails).astype(np.float32)), ~sets.states())


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    if not wanted["any_of"]:
        return Text("không dùng {m}", "no {m}").format(m=concepts(vocabulary, "material", wanted["none_of"]))
    return concepts(vocabulary, "material", wanted["any_of"])


def _held(wanted: Wanted, offer: Offers) -> Text:
    return listed(offer.registry.vocabulary, "material", offer.the_line.materials)


TYPE = RequirementType(
    code="material",
    label=Text("Vật liệu", "Material"),
    weight=4.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("any_of", "none_of", "or_equivalent"),
    offer_columns=("materials",),
    question=Text("Quý công ty có gia công vật liệu {asked} không?", "Do you process {asked}?"),
)
