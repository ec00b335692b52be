"""What a kind of requirement is: its comparison over columns and the sentences that explain one answer.

Each kind is one module in `requirement_types/`, named after its code, with one `TYPE`; the folder is the registry.
The sentence is made from the same view of one line that the comparison judged, so they cannot disagree.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from matxich.domain.matching.levels import Comparison, Level
from matxich.domain.matching.offers import Offers
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

Wanted = Mapping[str, Any]

_COMPARED = Text("{label}: {held}; yêu cầu {asked}", "{label}: {held}; asked {asked}")
_UNKNOWN = Text("{label}: chưa khai; yêu cầu {asked}", "{label}: not stated; asked {asked}")
ASK = Text(
    "{label}: quý công ty có đáp ứng “{asked}” không? Giá trị cụ thể?",
    "{label}: can you meet “{asked}”? Please state the value.",
)


@dataclass(frozen=True)
class RequirementType:
    """One kind of requirement."""

    code: str
    label: Text
    #: share in the score; printed with every result
    weight: float
    compare: Callable[[Wanted, Offers], Comparison]
    #: what is asked, in words
    asked: Callable[[Wanted, Vocabulary], Text]
    #: what the one offer says, in words; only called when it says something
    held: Callable[[Wanted, Offers], Text]
    #: keys of `Requirement.value`
    demand_fields: tuple[str, ...]
    #: columns that the comparison reads
    offer_columns: tuple[str, ...]
    #: a firm can mend it (certificate, tolerance, capacity, machine), so failing it makes a near miss
    mendable: bool = False
    #: a number slightly missed is still missed: near on a hard requirement is a near miss, not a match
    near_excludes: bool = False
    #: what to ask the supplier when it is unknown; {label} and {asked} are filled
    question: Text = ASK
    #: a whole sentence of its own, where the common form does not read well; None = common form
    sentence: Callable[[Wanted, Offers, Level], Text | None] | None = None

    def reason(self, wanted: Wanted, offer: Offers, level: Level) -> Text:
        """Return the sentence that explains one answer (`offer` holds one line)."""
        own = self.sentence(wanted, offer, level) if self.sentence else None
        if own is not None:
            return own
        asked = self.asked(wanted, offer.registry.vocabulary)
        if level is Level.UNKNOWN:
            return _UNKNOWN.format(label=self.label, asked=asked)
        return _COMPARED.format(label=self.label, held=self.held(wanted, offer), asked=asked)

    def ask(self, wanted: Wanted, vocabulary: Vocabulary) -> Text:
        """Return the question to the supplier whose answer would settle an unknown."""
        return self.question.format(label=self.label, asked=self.asked(wanted, vocabulary))


@functools.cache
def requirement_types() -> Mapping[str, RequirementType]:
    """Return every kind of requirement by code: the modules of `requirement_types/`."""
    package = importlib.import_module("matxich.domain.matching.requirement_types")
    found: dict[str, RequirementType] = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        kind: RequirementType = importlib.import_module(f"{package.__name__}.{module.name}").TYPE
        if kind.code != module.name:
            raise ValueError(
                f"requirement type {kind.code!r} stands in {module.name}.py; name the file after the code"
            )
        found[kind.code] = kind
    return found
