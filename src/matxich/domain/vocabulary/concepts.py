"""Concepts of the vocabulary and the trees they form.

A concept is one thing a shop does, handles, owns or makes (a process, a material, a machine…), with its names in
vi, en, ja and ko. Its place in an is-a tree decides what meets what: a demand for "die casting" is met by
"high-pressure die casting", never the other way round.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from matxich.domain.shared.bilingual import Text


class UnknownConceptError(LookupError):
    """A code that the vocabulary does not hold."""

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(f"no {kind} with the code {code!r} in the vocabulary")
        self.kind = kind
        self.code = code


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of one kind."""

    #: "process", "material", "part_family", "certificate", "machine", "finish", "industry", "place", "market" or "language"
    kind: str
    code: str
    #: codes of the more general concepts of the same kind
    parents: tuple[str, ...]
    label: Text
    #: every way of writing it, in any language, the labels included
    names: tuple[str, ...]
    #: what else its row says, by column name, as text
    attributes: Mapping[str, str] = field(default_factory=dict)

    def listed(self, column: str) -> tuple[str, ...]:
        """Return a `|` list column as codes; empty when the column is empty."""
        return tuple(part.strip() for part in self.attributes.get(column, "").split("|") if part.strip())


class Tree:
    """The concepts of one kind with their ancestors and descendants, numbered in tree order.

    Tree order puts a concept's descendants right behind it wherever it has one parent, so that the rows of a
    sub-tree are one slice of a table sorted by it.
    """

    def __init__(self, kind: str, concepts: Iterable[Concept]) -> None:
        self.kind = kind
        self.concepts: dict[str, Concept] = {}
        self._children: dict[str, list[str]] = {}
        for concept in concepts:
            self.concepts[concept.code] = concept
        for concept in self.concepts.values():
            for parent in concept.parents:
                self._children.setdefault(parent, []).append(concept.code)
        order: list[str] = []
        seen: set[str] = set()
        for concept in self.concepts.values():
            if not concept.parents:
                self._walk(concept.code, order, seen)
        for (
            code
        ) in self.concepts:  # a cycle or an unknown parent still gets a number; the validator reports it
            self._walk(code, order, seen)
        self.order: tuple[str, ...] = tuple(order)
        self.number: dict[str, int] = {code: index for index, code in enumerate(order)}

    def _walk(self, code: str, order: list[str], seen: set[str]) -> None:
        if code in seen:
            return
        seen.add(code)
        order.append(code)
        for child in self._children.get(code, ()):
            self._walk(child, order, seen)

    def __contains__(self, code: object) -> bool:
        return code in self.concepts

    def __len__(self) -> int:
        return len(self.order)

    def get(self, code: str) -> Concept:
        """Return the concept with this code, or raise `UnknownConceptError`."""
        try:
            return self.concepts[code]
        except KeyError:
            raise UnknownConceptError(self.kind, code) from None

    def label(self, code: str) -> Text:
        """Return the label of a concept."""
        return self.get(code).label

    def children(self, code: str) -> tuple[str, ...]:
        """Return the codes one step more special."""
        return tuple(self._children.get(code, ()))

    @functools.cache  # noqa: B019 -- one tree lives as long as the process
    def ancestors(self, code: str) -> Mapping[str, int]:
        """Return every more general code with its distance in steps (the nearest way); the concept itself is left out."""
        found: dict[str, int] = {}
        edge = [(parent, 1) for parent in self.get(code).parents]
        while edge:
            parent, steps = edge.pop(0)
            if parent in found or parent not in self.concepts:
                continue
            found[parent] = steps
            edge.extend((grand, steps + 1) for grand in self.concepts[parent].parents)
        return found

    @functools.cache  # noqa: B019 -- one tree lives as long as the process
    def descendants(self, code: str) -> frozenset[str]:
        """Return the concept and everything more special, as codes."""
        self.get(code)
        found: set[str] = set()
        edge = [code]
        while edge:
            current = edge.pop()
            if current not in found:
                found.add(current)
                edge.extend(self._children.get(current, ()))
        return frozenset(found)

    def is_a(self, code: str, wanted: str) -> bool:
        """Say whether a concept is the wanted one or more special than it."""
        return code == wanted or wanted in self.ancestors(code)

    def most_special(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Drop every code that another one of the set is more special than; order is kept."""
        listed = list(dict.fromkeys(codes))
        return tuple(code for code in listed if not any(code in self.ancestors(other) for other in listed))
