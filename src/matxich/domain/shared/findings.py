"""What a reader met on its way: a problem or a remark, with its place, its cause and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one place of an input file."""

    #: stable name, e.g. "duplicate_supplier_id"
    code: str
    #: "error": the value or row was not used; "warning": used with a doubt; "info": worth knowing
    severity: str
    #: what, why, and what was done or is to do
    message: Text
    file: str = ""
    sheet: str = ""
    #: row as the spreadsheet counts it, from 1; None for the whole sheet
    row: int | None = None
    #: column heading as written; "" for the whole row
    column: str = ""
    #: the value as written
    value: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        place = {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
        }
        return {"code": self.code, "severity": self.severity, **place, "message": self.message.as_dict()}
