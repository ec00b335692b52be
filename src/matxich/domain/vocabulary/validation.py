"""The vocabulary's own rules, each broken rule a sentence that says where and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from matxich.domain.vocabulary.finder import accent_form
from matxich.domain.vocabulary.vocabulary import KINDS, Vocabulary

#: columns that hold codes of another kind
REFERENCES = {
    "process": {},
    "machine": {"processes": "process"},
    "finish": {"process": "process"},
    "part_family": {"made_by": "process", "materials": "material", "industries": "industry"},
    "certificate": {"contains": "certificate", "near": "certificate"},
    "material": {"near": "material"},
    "place": {"succeeded_by": "place"},
}
_FOUR_LANGUAGES = ("process", "material", "part_family", "certificate", "machine")


def problems(vocabulary: Vocabulary) -> list[str]:
    """Return every broken rule: ids, parents, cycles, references, labels, names shared without being listed as ambiguous."""
    return [
        *_structure(vocabulary),
        *_labels(vocabulary),
        *_shared_names(vocabulary),
        *_loose_ends(vocabulary),
    ]


def _structure(vocabulary: Vocabulary) -> Iterator[str]:
    for kind in KINDS:
        tree = vocabulary.tree(kind)
        for concept in tree.concepts.values():
            for parent in concept.parents:
                if parent not in tree:
                    yield f"{kind} {concept.code}: parent {parent!r} does not exist; correct the code or add the parent"
            if concept.code in tree.ancestors(concept.code):
                yield f"{kind} {concept.code}: is its own ancestor; break the circle"
            for column, other in REFERENCES.get(kind, {}).items():
                for code in concept.listed(column):
                    if code not in vocabulary.tree(other):
                        yield f"{kind} {concept.code}: {column} names the unknown {other} {code!r}"


def _labels(vocabulary: Vocabulary) -> Iterator[str]:
    for kind in KINDS:
        for concept in vocabulary.tree(kind).concepts.values():
            languages = ("vi", "en", "ja", "ko") if kind in _FOUR_LANGUAGES else ("vi", "en")
            for language in languages:
                if not concept.attributes.get(language, "").strip():
                    yield f"{kind} {concept.code}: the {language} label is missing"


def _shared_names(vocabulary: Vocabulary) -> Iterator[str]:
    listed = {accent_form(word.alias) for word in vocabulary.ambiguous}
    owners: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind in KINDS:
        for concept in vocabulary.tree(kind).concepts.values():
            for name in concept.names:
                form = accent_form(name)
                owner = owners.setdefault(form, (kind, concept.code))
                if (
                    owner != (kind, concept.code)
                    and form not in listed
                    and {owner[0], kind} != {"place", "market"}
                    and owner[0] != "place"
                ):
                    yield f"{name!r} names both {owner[0]} {owner[1]} and {kind} {concept.code}; list it as ambiguous or drop one"


def _loose_ends(vocabulary: Vocabulary) -> Iterator[str]:
    for word in vocabulary.ambiguous:
        for kind, code, _, _ in word.candidates:
            if kind != "none" and (kind not in KINDS or code not in vocabulary.tree(kind)):
                yield f"ambiguous {word.alias!r}: no {kind} {code!r}"
    for compound in vocabulary.compounds:
        for kind, code in compound.concepts:
            if kind not in KINDS or code not in vocabulary.tree(kind):
                yield f"compound {compound.phrase!r}: no {kind} {code!r}"
