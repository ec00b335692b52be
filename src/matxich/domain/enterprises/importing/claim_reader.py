"""Reading claims of a file: equal texts are read once, and a field that cannot be used does not spoil the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matxich.domain.enterprises.claim_kind import ClaimProblem, Read, claim_kinds
from matxich.domain.enterprises.versions import cleaned
from matxich.domain.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Usable:
    """What of a written claim can be kept."""

    #: the fields that are kept; empty when nothing can be
    written: Mapping[str, str]
    #: None when nothing can be kept
    read: Read | None
    #: what tells it from the firm's other lines
    key: str
    #: an "error" here is a field that was left out, or the whole claim when `read` is None
    problems: tuple[ClaimProblem, ...]


class ClaimReader:
    """Reads claims and remembers what it has read."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[tuple[str, tuple[tuple[str, str], ...]], Usable] = {}

    def read(self, kind: str, written: Mapping[str, str]) -> Usable:
        """Return what can be kept of a claim."""
        fields = cleaned(written)
        asked = (kind, tuple(fields.items()))
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._read(kind, fields)
        return found

    def _read(self, code: str, fields: dict[str, str]) -> Usable:
        kind = claim_kinds()[code]
        problems: list[ClaimProblem] = []
        while fields:
            read = kind.read(fields, self._vocabulary)
            bad = [one for one in read.problems if one.severity == "error"]
            if not bad:
                return Usable(fields, read, kind.key(read, fields), (*problems, *read.problems))
            problems += bad
            kept = {name: text for name, text in fields.items() if name not in {one.field for one in bad}}
            if len(kept) == len(fields):  # a needed field is empty: nothing more can be left out
                break
            fields = kept
        return Usable({}, None, "", tuple(dict.fromkeys(problems)))
