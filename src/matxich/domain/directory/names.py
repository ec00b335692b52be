"""Names of firms as the directory looks for them: folded words, and the name without its legal form."""

from __future__ import annotations

import itertools
import re

from matxich.domain.shared.text import fold

# Folded, the longer before the shorter that begins it.
_LEGAL = (
    "cong ty trach nhiem huu han mot thanh vien",
    "cong ty trach nhiem huu han hai thanh vien tro len",
    "cong ty trach nhiem huu han",
    "cong ty tnhh mot thanh vien",
    "cong ty tnhh hai thanh vien tro len",
    "cong ty tnhh mtv",
    "cong ty tnhh",
    "cong ty co phan",
    "cong ty cp",
    "cty tnhh mtv",
    "cty tnhh",
    "cty co phan",
    "cty cp",
    "tnhh mtv",
    "tnhh mot thanh vien",
    "doanh nghiep tu nhan",
    "hop tac xa",
    "tong cong ty",
    "cong ty",
    "joint stock company",
    "limited liability company",
    "one member company limited",
    "company limited",
    "one member",
    "co ltd",
    "corporation",
    "tnhh",
    "ctcp",
    "dntn",
    "htx",
    "cty",
    "mtv",
    "jsc",
    "llc",
    "ltd",
    "inc",
    "corp",
)
_LEGAL_FORM = re.compile(rf"(?<!\S)(?:{'|'.join(_LEGAL)})(?!\S)")


def brand(folded: str) -> str:
    """Return a folded name without the words of its legal form; the whole name where nothing else is left.

    >>> brand("cong ty tnhh mtv co khi dong anh"), brand("emtc jsc"), brand("cong ty")
    ('co khi dong anh', 'emtc', 'cong ty')
    """
    return " ".join(_LEGAL_FORM.sub(" ", folded).split()) or folded


def exact_forms(name: str) -> tuple[str, ...]:
    """Return what counts as this very name: all its folded words, and those without the legal form."""
    folded = fold(name)
    return tuple(dict.fromkeys(form for form in (folded, brand(folded)) if form))


def joined_forms(folded: str) -> tuple[str, ...]:
    """Return what a name looks like with its spaces left out: neighbouring words in pairs, and the whole name.

    >>> joined_forms("thang long steel")
    ('thanglong', 'longsteel', 'thanglongsteel')
    """
    words = brand(folded).split()
    pairs = [left + right for left, right in itertools.pairwise(words)]
    return tuple(dict.fromkeys([*pairs, "".join(words)]))
