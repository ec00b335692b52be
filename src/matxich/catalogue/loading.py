"""Reads the vocabulary tables of this package into one `Vocabulary`, once a process."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
from collections.abc import Iterator
from importlib import resources

from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.concepts import Concept
from matxich.domain.vocabulary.finder import AmbiguousWord
from matxich.domain.vocabulary.vocabulary import Compound, Vocabulary

#: table → kind of its concepts
TABLES = {
    "processes": "process",
    "materials": "material",
    "finishes": "finish",
    "certificates": "certificate",
    "machine_types": "machine",
    "part_families": "part_family",
    "industries": "industry",
    "places": "place",
    "markets": "market",
    "languages": "language",
}
#: columns that hold other designations of the same thing, so they are names too
_DESIGNATIONS = ("jis", "en_din", "aisi", "gb", "tcvn", "iso")
_FOLDER = resources.files("matxich.catalogue") / "vocabulary"


def table_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one vocabulary table as text by column name; empty when there is no such table."""
    path = _FOLDER / f"{name}.csv"
    if not path.is_file():
        return []
    return [dict(row) for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))]


@functools.cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary of the catalogue; the same object every time."""
    concepts = [concept for table, kind in TABLES.items() for concept in _concepts(table, kind)]
    compounds = [Compound(row["phrase"], _pairs(row["concepts"])) for row in table_rows("compounds")]
    return Vocabulary(concepts, compounds, list(_ambiguous()), _digest())


def _concepts(table: str, kind: str) -> Iterator[Concept]:
    for row in table_rows(table):
        names = [row.get(language, "") for language in ("vi", "en", "ja", "ko")]
        for column, value in row.items():
            if column.startswith("aliases") or column in _DESIGNATIONS:
                names.extend((value or "").split("|"))
        written = tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))
        parents = tuple(part.strip() for part in (row.get("parents") or "").split("|") if part.strip())
        yield Concept(kind, row["code"], parents, Text(row["vi"], row["en"]), written, row)


def _ambiguous() -> Iterator[AmbiguousWord]:
    by_alias: dict[str, list[tuple[str, str, tuple[str, ...], bool]]] = {}
    for path in sorted(entry.name for entry in _FOLDER.iterdir() if entry.name.startswith("ambiguous")):
        for row in table_rows(path.removesuffix(".csv")):
            kind, _, code = row["candidate"].partition(":")
            context = tuple(word.strip() for word in (row.get("context") or "").split("|") if word.strip())
            by_alias.setdefault(row["alias"].strip(), []).append(
                (kind, code, context, row.get("default") == "yes")
            )
    for alias, candidates in by_alias.items():
        yield AmbiguousWord(alias, tuple(candidates))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (kind, code)
        for kind, _, code in (part.strip().partition(":") for part in text.split("|") if part.strip())
    )


def _digest() -> str:
    digest = hashlib.sha256()
    for entry in sorted(_FOLDER.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".csv"):
            digest.update(entry.name.encode() + entry.read_bytes())
    return digest.hexdigest()[:12]
