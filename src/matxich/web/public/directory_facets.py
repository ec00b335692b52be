"""The facets beside the list: which values are offered, in which order, and how deep a tree is unfolded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.safestring import SafeString

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.answering import FacetValue
from matxich.domain.directory.facets import TREES
from matxich.domain.vocabulary.concepts import Tree
from matxich.web.components.facet_list.drawing import ShownValue, facet_values
from matxich.web.public.directory_asking import Wanted
from matxich.web.public.directory_words import FACET_NAMES, code_label, said

#: so many values are in sight; the others unfold
_IN_SIGHT = 7
#: so many are offered at all: a list of hundreds is better narrowed by words or on the map
_OFFERED = 40
#: facets that are unfolded from the start
_OPEN = ("process", "material", "certificate", "district")


#: nobody looks for "metal": steel, aluminium and the others stand at the top, unless one of these is chosen
_PASSED_OVER = frozenset({"metals", "ferrous", "nonferrous"})


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet."""

    code: str
    name: str
    values: tuple[ShownValue, ...]
    #: those that unfold
    more: tuple[ShownValue, ...]
    chosen_count: int
    is_open: bool
    #: values that are not even unfolded
    left_count: int

    @property
    def drawn_values(self) -> SafeString:
        """The values in sight, as markup."""
        return facet_values(self.code, self.values)

    @property
    def drawn_more(self) -> SafeString:
        """The values that unfold, as markup."""
        return facet_values(self.code, self.more)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the list and can be taken away."""

    name: str
    label: str
    #: query of the list without it
    query: str


def facet_groups(facets: Mapping[str, Sequence[FacetValue]]) -> list[FacetGroup]:
    """Return the facets that have something to choose, in their order."""
    return [_group(facet, values) for facet, values in facets.items() if values]


def _group(facet: str, values: Sequence[FacetValue]) -> FacetGroup:
    shown = _unfolded(facet, values) if facet in TREES else [_shown(facet, value) for value in values]
    if facet == "grade":
        shown.sort(key=lambda value: value.code, reverse=True)
    in_sight = [value for place, value in enumerate(shown) if place < _IN_SIGHT or value.is_chosen]
    if len(shown) - len(in_sight) <= 2:
        in_sight = shown
    more = [value for value in shown[:_OFFERED] if value not in in_sight]
    chosen = sum(value.is_chosen for value in shown)
    is_open = facet in _OPEN or chosen > 0
    left = len(shown) - len(in_sight) - len(more)
    return FacetGroup(facet, str(FACET_NAMES[facet]), tuple(in_sight), tuple(more), chosen, is_open, left)


def _shown(facet: str, value: FacetValue, depth: int = 0) -> ShownValue:
    label = said(value.label) if value.label else code_label(facet, value.code)
    count = formats.number_format(value.count, force_grouping=True)
    return ShownValue(value.code, label, value.count, count, value.is_chosen, depth)


def _unfolded(facet: str, values: Sequence[FacetValue]) -> list[ShownValue]:
    """Return a tree's values from the top: roots, and what lies below a chosen one or is chosen itself."""
    tree = load_vocabulary().tree(TREES[facet])
    by_code = {value.code: value for value in values}
    if facet == "market":  # a buyer thinks in countries; regions only where a firm names no country of them
        leaves = [
            value
            for value in values
            if value.is_chosen or not any(child in by_code for child in _children(tree, value.code))
        ]
        return [_shown(facet, value) for value in leaves]
    opened = {
        code for value in values if value.is_chosen for code in (value.code, *_ancestors(tree, value.code))
    }
    passed = _PASSED_OVER - opened
    roots = [
        value
        for value in values
        if value.code not in passed
        and not any(one in by_code and one not in passed for one in _ancestors(tree, value.code))
    ]
    return list(_walk(facet, tree, roots, by_code, opened, 0))


def _walk(
    facet: str,
    tree: Tree,
    level: Sequence[FacetValue],
    by_code: Mapping[str, FacetValue],
    opened: set[str],
    depth: int,
) -> Iterator[ShownValue]:
    for value in sorted(level, key=lambda value: -value.count):
        yield _shown(facet, value, depth)
        if value.code in opened:
            below = [by_code[code] for code in _children(tree, value.code) if code in by_code]
            yield from _walk(facet, tree, below, by_code, opened, depth + 1)


def _children(tree: Tree, code: str) -> tuple[str, ...]:
    return tree.children(code) if code in tree else ()


def _ancestors(tree: Tree, code: str) -> Mapping[str, int]:
    return tree.ancestors(code) if code in tree else {}


def chosen_chips(wanted: Wanted, facets: Mapping[str, Sequence[FacetValue]]) -> list[Chip]:
    """Return what was chosen, each with the list without it."""
    known = {(facet, value.code): value for facet, values in facets.items() for value in values}
    chips = []
    for facet, codes in wanted.chosen.items():
        for code in codes:
            value = known.get((facet, code))
            label = said(value.label) if value and value.label else code_label_of(facet, code)
            chips.append(Chip(str(FACET_NAMES[facet]), label, wanted.without(facet, code).query()))
    return chips


def code_label_of(facet: str, code: str) -> str:
    """Return the label of a chosen code; units and clusters that no firm of the answer has show their code."""
    return code if facet in {"district", "commune", "cluster"} else code_label(facet, code)
