"""The words of the directory's pages: labels of codes, of facets, of orders, in the reader's language."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.shared.bilingual import Text

FACET_NAMES: dict[str, Promise] = {
    "process": _("Field and process"),
    "material": _("Material"),
    "certificate": _("Certificate valid today"),
    "district": _("District before 1 July 2025"),
    "commune": _("Ward or commune today"),
    "cluster": _("Industrial cluster"),
    "size": _("Size"),
    "ownership": _("Ownership"),
    "market": _("Market"),
    "grade": _("Evidence"),
}
SORT_NAMES: dict[str, Promise] = {
    "relevance": _("Best answer first"),
    "name": _("Name"),
    "confirmed": _("Last confirmed"),
    "size": _("Size, largest first"),
}
SIZE_NAMES: dict[str, Promise] = {
    "micro": _("Micro firm"),
    "small": _("Small firm"),
    "medium": _("Medium firm"),
    "large": _("Large firm"),
}
OWNERSHIP_NAMES: dict[str, Promise] = {
    "domestic": _("Domestic"),
    "fdi": _("Foreign-invested"),
    "joint": _("Joint venture"),
    "state": pgettext_lazy("ownership", "State"),
}
GRADE_NAMES: dict[str, Promise] = {
    "1": _("Self-declared"),
    "2": _("Document checked"),
    "3": _("Site verified"),
    "4": _("Buyer confirmed"),
}
_OF_PAGE = {"size": SIZE_NAMES, "ownership": OWNERSHIP_NAMES, "grade": GRADE_NAMES}


def said(text: Text) -> str:
    """Return a sentence in the reader's language."""
    return text.in_language(get_language() or "vi")


def code_label(kind: str, code: str) -> str:
    """Return what a code means to a reader: a concept's label, a word of the page, else the code itself."""
    return label_in(kind, code, get_language() or "vi")


@functools.lru_cache(maxsize=8_192)
def label_in(kind: str, code: str, language: str) -> str:
    """Return what a code means in a language."""
    if kind in _OF_PAGE and code in _OF_PAGE[kind]:
        with override(language):
            return str(_OF_PAGE[kind][code])
    # ownership names countries too, by their code
    tree = load_vocabulary().trees.get("market" if kind == "ownership" else kind)
    return tree.label(code).in_language(language) if tree is not None and code in tree else code


def labels(kind: str, codes: Sequence[str]) -> str:
    """Return the labels of codes as a list."""
    return labels_in(kind, codes, get_language() or "vi")


def labels_in(kind: str, codes: Sequence[str], language: str) -> str:
    """Return the labels of codes as a list in a language."""
    return ", ".join(label_in(kind, code, language) for code in codes)


def spot_label(spot: Sequence[str], language: str) -> str:
    """Return the label of a spot as the index keeps it: code, label in vi, label in en."""
    return spot[1] if language == "vi" else spot[2]
