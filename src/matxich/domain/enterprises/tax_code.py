"""The tax code of a firm: 10 digits with a check digit, 13 for a branch, 12 for a household business or a person.

Spreadsheets lose the leading zero and add spaces, points and apostrophes; both are mended. A code whose check digit
is wrong was mistyped: it is kept as written, shown, and decides nothing. Since 1 July 2025 household businesses use
the owner's 12-digit personal number (Circular 86/2024/TT-BTC), which carries no check digit.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from stdnum.vn import mst

_HEAD, _PERSONAL, _BRANCH = 10, 12, 13
_SEPARATORS = re.compile(r"[\s.\-–—_/'’`]+")
_DECIMAL = re.compile(r"^(\d+)\.0+$")  # a spreadsheet's number: 100100079.0
_PREFIX = re.compile(r"^(?:mst|msdn|mã số thuế|mã số|tax code|tin|vat|vn)\s*[:.#]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A tax code as written, brought to its digits."""

    #: digits only: 10, 12 or 13 of them, or whatever was written when `is_valid` is False
    digits: str
    #: length and check digit are right
    is_valid: bool

    @property
    def head(self) -> str:
        """The ten digits of the legal person; the whole code for a person or a wrong code."""
        return self.digits[:_HEAD] if self.is_branch else self.digits

    @property
    def is_branch(self) -> bool:
        """Whether it is the code of a dependent unit."""
        return self.is_valid and len(self.digits) == _BRANCH

    @property
    def is_personal(self) -> bool:
        """Whether it is a personal number, as household businesses use."""
        return self.is_valid and len(self.digits) == _PERSONAL

    def __str__(self) -> str:
        return f"{self.digits[:_HEAD]}-{self.digits[_HEAD:]}" if self.is_branch else self.digits


@functools.lru_cache(maxsize=65_536)
def read_tax_code(text: str) -> TaxCode | None:
    """Read a tax code as people and spreadsheets write it; None when the cell holds no digit.

    >>> str(read_tax_code("0100233488")), str(read_tax_code("MST: 0314409058 - 002")), str(read_tax_code("100233488"))
    ('0100233488', '0314409058-002', '0100233488')
    >>> read_tax_code("0100233489").is_valid
    False
    """
    written = _PREFIX.sub("", text.strip())
    whole = _DECIMAL.match(written)
    digits = whole.group(1) if whole else _SEPARATORS.sub("", written)
    if not any(char.isdigit() for char in digits):
        return None
    for candidate in (digits, f"0{digits}"):
        if _checks(candidate):
            return TaxCode(candidate, is_valid=True)
    return TaxCode(digits, is_valid=False)


def _checks(digits: str) -> bool:
    if not (digits.isascii() and digits.isdigit()):
        return False
    # A personal number begins with its province, 001–096.
    if len(digits) == _PERSONAL:
        return digits.startswith("0") and digits[1:3] != "00"
    return bool(mst.is_valid(digits))


def is_head_and_branch(first: TaxCode, second: TaxCode) -> bool:
    """Say whether two different codes belong to one legal person: a head office and its branch, or two branches.

    >>> is_head_and_branch(read_tax_code("0314409058"), read_tax_code("0314409058-002"))
    True
    """
    return (
        first.digits != second.digits
        and (first.is_branch or second.is_branch)
        and first.is_valid
        and second.is_valid
        and first.head == second.head
    )
