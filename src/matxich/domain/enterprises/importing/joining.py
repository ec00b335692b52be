"""Rows of one file that are one firm, and what tells a row again in a later file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matxich.domain.enterprises.importing.model import WrittenFirm
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import fold

_TWICE = Text(
    "Mã số thuế {code} đã có ở “{first}” (trang {sheet}, dòng {row}) với tên khác hẳn. Hãy sửa mã hoặc tên trong tệp rồi nhập lại.",
    "The tax code {code} already stands at “{first}” (sheet {sheet}, row {row}) with quite another name. Correct the code or the name in the file and import it again.",
)


@dataclass(frozen=True, slots=True)
class Joined:
    """The firms of a file, each once."""

    firms: tuple[WrittenFirm, ...]
    #: firms that contradict an earlier one, with the reason
    refused: tuple[tuple[WrittenFirm, Text], ...]


def join_by_tax_code(firms: Sequence[WrittenFirm], core: Callable[[str], str]) -> Joined:
    """Join the firms that share a tax code; one whose name says something else contradicts the first.

    Args:
        core: what is left of a name without legal form and accents.
    """
    order: list[WrittenFirm | str] = []
    held: dict[str, WrittenFirm] = {}
    refused: list[tuple[WrittenFirm, Text]] = []
    for firm in firms:
        first = held.get(firm.tax_code) if firm.tax_code else None
        if first is None:
            order.append(firm.tax_code or firm)
            if firm.tax_code:
                held[firm.tax_code] = firm
        elif _alike(first, firm, core):
            held[firm.tax_code] = first.joined_with(firm)
        else:
            sheet, row = first.places[0]
            refused.append(
                (firm, _TWICE.format(code=firm.tax_code, first=first.name, sheet=sheet, row=str(row)))
            )
    return Joined(tuple(held[one] if isinstance(one, str) else one for one in order), tuple(refused))


def _alike(first: WrittenFirm, second: WrittenFirm, core: Callable[[str], str]) -> bool:
    """Say whether two names may be one firm's: one has no word that the other lacks, or their first words agree."""
    one = {word for name in (first.name, *first.other_names, first.name_en) for word in core(name).split()}
    two = {word for name in (second.name, second.name_en) for word in core(name).split()}
    return not one or not two or one <= two or two <= one or 2 * len(one & two) >= min(len(one), len(two))


def fingerprint(firm: WrittenFirm) -> str:
    """Return what tells this firm's row in a later file: name, tax code and address as written, folded.

    >>> fingerprint(WrittenFirm("CÔNG TY A")) == fingerprint(WrittenFirm("Công ty A"))
    True
    """
    told = "|".join((fold(firm.name), firm.tax_code or fold(firm.wrong_tax_code), fold(firm.address)))
    return hashlib.sha256(told.encode()).hexdigest()[:40]
