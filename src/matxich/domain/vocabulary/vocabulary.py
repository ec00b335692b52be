"""The whole vocabulary: its trees, its compounds, its ambiguous words, and one finder over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matxich.domain.vocabulary.concepts import Concept, Tree
from matxich.domain.vocabulary.finder import AmbiguousWord, Finder, Mention

#: the kinds in the order in which they win an alias they share
KINDS = (
    "process",
    "material",
    "finish",
    "certificate",
    "machine",
    "part_family",
    "industry",
    "place",
    "market",
    "language",
)


@dataclass(frozen=True, slots=True)
class Compound:
    """A phrase that names several concepts at once ("đúc áp lực nhôm" = die casting + aluminium)."""

    phrase: str
    #: (kind, code) pairs
    concepts: tuple[tuple[str, str], ...]


class Vocabulary:
    """Concepts by kind, and their finder. Built once a process; nothing in it changes afterwards."""

    def __init__(
        self,
        concepts: Iterable[Concept],
        compounds: Sequence[Compound] = (),
        ambiguous: Sequence[AmbiguousWord] = (),
        version: str = "",
    ) -> None:
        by_kind: dict[str, list[Concept]] = {kind: [] for kind in KINDS}
        for concept in concepts:
            by_kind[concept.kind].append(concept)
        self.trees: Mapping[str, Tree] = {kind: Tree(kind, listed) for kind, listed in by_kind.items()}
        self.compounds = tuple(compounds)
        self.ambiguous = tuple(ambiguous)
        #: a digest of the tables, kept with every result so that it can be reproduced
        self.version = version
        self._finder = Finder(self._entries(), self.ambiguous, self._is_more_special)

        materials = (
            (name, ((c.kind, c.code),)) for c in self.materials.concepts.values() for name in c.names
        )
        self._material_finder = Finder(
            materials,
            [word for word in self.ambiguous if all(c[0] in {"material", "none"} for c in word.candidates)],
        )

    def find_materials(self, text: str) -> list[Mention]:
        """Return the materials named in a text whatever else its words name ("vỏ nhựa ABS" is a housing and a resin)."""
        return self._material_finder.find(text, "material")

    def _is_more_special(self, special: tuple[str, str], general: tuple[str, str]) -> bool:
        return (
            special[0] == general[0]
            and special != general
            and self.trees[special[0]].is_a(special[1], general[1])
        )

    def _entries(self) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
        for kind in KINDS:
            for concept in self.trees[kind].concepts.values():
                for name in concept.names:
                    yield name, ((kind, concept.code),)
        for compound in self.compounds:
            yield compound.phrase, compound.concepts

    @property
    def processes(self) -> Tree:
        """The tree of processes."""
        return self.trees["process"]

    @property
    def materials(self) -> Tree:
        """The tree of materials."""
        return self.trees["material"]

    def tree(self, kind: str) -> Tree:
        """Return the tree of one kind; KeyError for a kind that does not exist."""
        return self.trees[kind]

    def find(
        self, text: str, kinds: Sequence[str] | None = None, *, prefer: str | None = None
    ) -> list[Mention]:
        """Return the concepts mentioned in a text, longest phrase first, in order of place.

        Args:
            kinds: keep only these kinds; phrases of other kinds still cover their words ("mạ kẽm" is no zinc).
            prefer: the kind that the column is about: it wins doubtful words, and short words without accents count.
        """
        found = self._finder.find(text, prefer)
        return [mention for mention in found if kinds is None or mention.kind in kinds]
