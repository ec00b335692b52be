"""The facets of the directory: by what a list may be narrowed, and which values of each a firm has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from matxich.domain.directory.entry import Entry, EntryCertificate, Spot
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

#: in the order in which a page shows them
FACETS = (
    "process",
    "material",
    "certificate",
    "district",
    "commune",
    "cluster",
    "size",
    "ownership",
    "market",
    "grade",
)
#: facets whose values form a tree of the vocabulary, with its kind: a firm counts for every more general value too
TREES = {"process": "process", "material": "material", "market": "market"}
#: a tree counted at its roots only while nothing of it is chosen: that is what a page shows then, and it is cheap
COARSE = {"process": "process_roots"}
#: materials are counted by family, this many steps below the root; any material can still be chosen
_FAMILY_STEPS = 2
SIZES = ("micro", "small", "medium", "large")
_BETWEEN = "|"


def facet_values(entry: Entry, vocabulary: Vocabulary, on: dt.date) -> Mapping[str, tuple[str, ...]]:
    """Return the values a firm counts for, by facet; a spot is written "code|label in vi|label in en".

    Args:
        on: the day on which certificates are judged.
    """
    processes = with_ancestors(
        vocabulary, "process", (code for line in entry.lines for code in line.processes)
    )
    materials = with_ancestors(
        vocabulary, "material", (code for line in entry.lines for code in line.materials)
    )
    return {
        "process": processes,
        "process_roots": tuple(code for code in processes if is_root(vocabulary, "process", code)),
        "material": tuple(code for code in materials if is_family(vocabulary, code)),
        "certificate": _distinct(
            code
            for certificate in entry.certificates
            if is_valid(certificate, on)
            for code in with_contained(vocabulary, certificate.code)
        ),
        "district": _spots(entry.districts),
        "commune": _spots(entry.communes),
        "cluster": _spots(entry.clusters),
        "size": (entry.size_class,) if entry.size_class else (),
        "ownership": _distinct(entry.ownership),
        "market": with_ancestors(vocabulary, "market", entry.markets),
        "grade": (str(int(entry.grade)),) if entry.grade else (),
    }


def is_valid(certificate: EntryCertificate, on: dt.date) -> bool:
    """Say whether a certificate is known to be valid on a day; its last day counts."""
    return certificate.expires_on is not None and certificate.expires_on >= on


def is_root(vocabulary: Vocabulary, kind: str, code: str) -> bool:
    """Say whether nothing in the vocabulary is more general than a code."""
    tree = vocabulary.tree(kind)
    return code not in tree or not tree.get(code).parents


def is_family(vocabulary: Vocabulary, code: str) -> bool:
    """Say whether a material is a family that firms are counted by."""
    tree = vocabulary.materials
    if code not in tree or tree.get(code).attributes.get("kind") != "family":
        return False
    return max(tree.ancestors(code).values(), default=0) <= _FAMILY_STEPS


def value_code(value: str) -> str:
    """Return the code of a facet's value ("276|Huyện Thạch Thất|Thạch Thất District" → "276")."""
    return value.partition(_BETWEEN)[0]


def value_label(value: str) -> Text | None:
    """Return the label that a value carries with it; None for one that the vocabulary or the page names."""
    _, *labels = value.split(_BETWEEN)
    return Text(labels[0], labels[-1]) if labels else None


def with_ancestors(vocabulary: Vocabulary, kind: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes with everything more general; one that the vocabulary does not hold stands alone."""
    tree = vocabulary.tree(kind)
    return _distinct(
        one for code in codes for one in ((code, *tree.ancestors(code)) if code in tree else (code,))
    )


def with_contained(vocabulary: Vocabulary, certificate: str) -> tuple[str, ...]:
    """Return a certificate with those it contains: who holds IATF 16949 answers for ISO 9001."""
    tree = vocabulary.tree("certificate")
    if certificate not in tree:
        return (certificate,)
    return _distinct((certificate, *tree.get(certificate).listed("contains"), *tree.ancestors(certificate)))


def _spots(spots: Iterable[Spot]) -> tuple[str, ...]:
    return _distinct(_BETWEEN.join((spot.code, spot.label.vi, spot.label.en)) for spot in spots)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
