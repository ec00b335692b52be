"""Reads the words that firm names are made of into `NameWords`, once a process.

Legal forms, trade words and brand syllables have tables of their own; places and the longer names of processes,
materials, parts, machines and industries come from the vocabulary.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Collection, Iterator
from importlib import resources

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.legal_forms import LegalForm
from matxich.domain.enterprises.name_words import Entry, Kind, NameWords
from matxich.domain.enterprises.syllables import is_syllable
from matxich.domain.shared.text import fold

_FOLDER = resources.files("matxich.catalogue")
_KINDS = {"general": Kind.GENERAL, "trade": Kind.TRADE}
#: kinds of concepts whose names of several words are trade words too
_TRADES = ("process", "material", "part_family", "machine", "industry")
_PLACES = {"province", "region"}
# Nobody writes the whole of these in a firm's name.
_SHORT_PLACES = {
    "p_ha_noi": ("HN", "Ha Noi", "Hanoi's"),
    "p_ho_chi_minh": ("Hồ Chí Minh", "HCM", "TPHCM", "TP HCM", "HCMC", "Sài Gòn", "Saigon"),
}
_PLACE_SHARE, _CONCEPT_SHARE = 8.0, 2.0
_LONG_WORD = 6


@functools.cache
def load_name_words() -> NameWords:
    """Return the lexicon of firm names; the same object every time."""
    return NameWords(_forms(), _entries(), _syllables())


def _forms() -> Iterator[LegalForm]:
    for row in _rows("legal_forms.csv"):
        yield LegalForm(row["code"], row["role"], row["where"], _listed(row["written"]))


def _entries() -> Iterator[Entry]:
    known: set[str] = set()
    for row in _rows("names/trade_words.csv"):
        # What several words make up is found word by word; only abbreviations and set phrases are one.
        whole = () if "+" in row["code"] else (row["vi"], row["en"])
        written = (*whole, *_listed(row["written"]))
        known.update(map(fold, written))
        yield Entry(_KINDS[row["kind"]], row["code"], written, float(row["per_thousand"]))
    for row in _rows("names/small_words.csv"):
        yield Entry(Kind.SMALL, "", _listed(row["written"]))
    heads = {tuple(name.split()) for name in known}
    vocabulary = load_vocabulary()
    for concept in vocabulary.tree("place").concepts.values():
        if concept.attributes.get("kind") in _PLACES and not concept.code.endswith("_old"):
            labels = (concept.label.vi, concept.label.en)
            joined = tuple(fold(label).replace(" ", "") for label in labels)
            written = (*labels, *joined, *_SHORT_PLACES.get(concept.code, ()))
            yield Entry(Kind.PLACE, concept.code, tuple(dict.fromkeys(written)), _PLACE_SHARE)
    for kind in _TRADES:
        for concept in vocabulary.tree(kind).concepts.values():
            written = tuple(
                name for name in concept.names if fold(name) not in known and _is_telling(fold(name), heads)
            )
            known.update(map(fold, written))
            if written:
                yield Entry(Kind.TRADE, f"{kind}.{concept.code}", written, _CONCEPT_SHARE, is_remote=True)


def _is_telling(folded: str, heads: Collection[tuple[str, ...]]) -> bool:
    """Say whether a name of a concept cannot be somebody's brand: several words, or one long foreign one.

    A name that only puts words together which are known already ("công nghệ đúc") would cut names otherwise.
    """
    words = tuple(folded.split())
    if len(words) > 1:
        return not any(words[:at] in heads or words[-at:] in heads for at in range(1, len(words)))
    return folded.isascii() and len(folded) >= _LONG_WORD and not is_syllable(folded)


def _syllables() -> dict[str, float]:
    return {
        fold(word): float(row["per_thousand"])
        for row in _rows("names/syllables.csv")
        for word in row["words"].split()
    }


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _rows(path: str) -> list[dict[str, str]]:
    text = _FOLDER.joinpath(*path.split("/")).read_text(encoding="utf-8")
    return [dict(row) for row in csv.DictReader(io.StringIO(text))]
