"""What to offer while somebody types: firms by the beginning of a name or code, and concepts that some firm has."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from matxich.domain.directory.answering import Store
from matxich.domain.directory.conditions import Code, Condition, Except, Mark, Phrase, Word, both, either
from matxich.domain.directory.names import brand
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import clean, fold, has_glyphs
from matxich.domain.vocabulary.vocabulary import Vocabulary

#: kinds that are offered, the likelier first
KINDS = ("process", "material", "certificate", "part_family", "machine", "industry", "place", "market")
_FIRMS, _CONCEPTS, _SHORTEST, _SHORTEST_CODE = 5, 4, 2, 3
_TRIED = 40


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list under the search box."""

    #: "firm", or the kind of a concept
    kind: str
    #: the enterprise's id or the concept's code
    code: str
    label: Text
    #: a firm's tax code, or the name by which a concept was recognised where that is not its label
    detail: str = ""
    #: how many firms have the concept; None for a firm
    count: int | None = None


class ConceptNames:
    """Every name of every concept, found by the beginning of any of its words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        found: dict[tuple[str, str, str], tuple[int, int, str]] = {}
        for rank, kind in enumerate(KINDS):
            for concept in vocabulary.tree(kind).concepts.values():
                for name in concept.names:
                    words = fold(name).split()
                    for start in range(len(words)):
                        # a name that begins so comes before one that only has such a word, and before another script's
                        key = (" ".join(words[start:]), kind, concept.code)
                        found.setdefault(key, (min(start, 1) + 2 * has_glyphs(name), rank, name))
        self._names = sorted((*key, *value) for key, value in found.items())

    def beginning(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Return kind, code and the name that begins so of each concept, the likeliest first."""
        asked = fold(text)
        start = bisect.bisect_left(self._names, (asked,))
        end = bisect.bisect_left(self._names, (f"{asked}\U0010ffff",))
        matches = sorted(
            self._names[start:end], key=lambda match: (match[3], match[4], len(match[0]), match[0])
        )
        seen: set[tuple[str, str]] = set()
        for _, kind, code, _, _, name in matches:
            if (kind, code) not in seen:
                seen.add((kind, code))
                yield kind, code, name

    def label(self, kind: str, code: str) -> Text:
        """Return the label of a concept."""
        return self._vocabulary.tree(kind).label(code)


def suggest(store: Store, text: str, names: ConceptNames) -> list[Suggestion]:
    """Return what to offer for what has been typed so far; nothing for less than two letters."""
    cleaned = clean(text)
    digits = "".join(sign for sign in cleaned if sign.isdigit())
    if len(digits) >= _SHORTEST_CODE and not any(sign.isalpha() for sign in cleaned):
        return _firms(store, [Code(digits, begins=True)])
    words = tuple(brand(fold(cleaned)).split())
    if len("".join(words)) < _SHORTEST:
        return []
    each = [Word(word) for word in words[:-1]]
    named = either([both(*each, Word(words[-1], begins=True)), Word("".join(words), begins=True)])
    return [*_concepts(store, cleaned, names), *_firms(store, [Phrase(words), named])]


def _firms(store: Store, tiers: list[Condition]) -> list[Suggestion]:
    found: list[Suggestion] = []
    for place, tier in enumerate(tiers):
        condition = Except(tier, either(tiers[:place])) if place else tier
        wanted = _FIRMS - len(found)
        for shown in store.page(condition, "standing", 0, wanted)[1] if wanted else ():
            label = Text(shown["name"], shown.get("name_en") or shown["name"])
            found.append(Suggestion("firm", str(shown["id"]), label, shown.get("tax_code", "")))
    return found


def _concepts(store: Store, text: str, names: ConceptNames) -> list[Suggestion]:
    found: list[Suggestion] = []
    for tried, (kind, code, name) in enumerate(names.beginning(text)):
        if len(found) == _CONCEPTS or tried == _TRIED:
            break
        count = store.count(Mark(f"{kind}={code}"))
        if count:
            label = names.label(kind, code)
            detail = "" if name in (label.vi, label.en) else name
            found.append(Suggestion(kind, code, label, detail, count))
    return found
