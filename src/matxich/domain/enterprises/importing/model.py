"""A firm as a file writes it, before anything is decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """One claim, field by field as written, and where it stands."""

    kind: str
    written: Mapping[str, str]
    sheet: str
    #: row as the spreadsheet counts it, from 1
    row: int
    #: something a reader should know about how it was made ("year taken from the day of the import"), "" otherwise
    note: str = ""


@dataclass(frozen=True, slots=True)
class WrittenContact:
    """A person or an office to be reached; "" where the file does not say."""

    full_name: str = ""
    position: str = ""
    email: str = ""
    #: E.164 where it can be read
    phone: str = ""


@dataclass(frozen=True, slots=True)
class WrittenFirm:
    """Everything that a file says about one firm."""

    name: str
    name_en: str = ""
    #: further names that joined rows gave it
    other_names: tuple[str, ...] = ()
    #: as kept in the registry ("0123456789-001"), "" when none is written or its check digit is wrong
    tax_code: str = ""
    #: as written, where that is no valid code
    wrong_tax_code: str = ""
    address: str = ""
    #: "active", "suspended" or "ceased"; "" when the file does not say
    status: str = ""
    #: ISO date on which the sender last confirmed the row, "" when the file does not say
    updated_on: str = ""
    contacts: tuple[WrittenContact, ...] = ()
    claims: tuple[WrittenClaim, ...] = ()
    #: every row about it
    places: tuple[Place, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form; what is empty is left out."""
        values: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("name", "name_en", "tax_code", "wrong_tax_code", "address", "status", "updated_on")
        }
        values["other_names"] = list(self.other_names)
        values["contacts"] = [
            {name: getattr(one, name) for name in WrittenContact.__slots__ if getattr(one, name)}
            for one in self.contacts
        ]
        values["claims"] = [
            {
                "kind": one.kind,
                "written": dict(one.written),
                "sheet": one.sheet,
                "row": one.row,
                **({"note": one.note} if one.note else {}),
            }
            for one in self.claims
        ]
        return {name: value for name, value in values.items() if value}

    @classmethod
    def of(cls, values: Mapping[str, Any], places: tuple[Place, ...] = ()) -> WrittenFirm:
        """Return the firm of a JSON form; its places are kept beside it."""
        simple = {
            name: values.get(name, "")
            for name in ("name", "name_en", "tax_code", "wrong_tax_code", "address", "status", "updated_on")
        }
        return cls(
            **simple,
            other_names=tuple(values.get("other_names", ())),
            contacts=tuple(WrittenContact(**one) for one in values.get("contacts", ())),
            claims=tuple(WrittenClaim(**one) for one in values.get("claims", ())),
            places=places,
        )

    def joined_with(self, other: WrittenFirm) -> WrittenFirm:
        """Return this firm with what another row says of it: blanks filled, names, contacts and claims added."""
        names = [self.name, *self.other_names]
        more = tuple(name for name in (other.name, *other.other_names) if name not in names)
        return replace(
            self,
            name_en=self.name_en or other.name_en,
            other_names=(*self.other_names, *more),
            tax_code=self.tax_code or other.tax_code,
            address=self.address or other.address,
            status=self.status or other.status,
            updated_on=max(self.updated_on, other.updated_on),
            contacts=tuple(dict.fromkeys((*self.contacts, *other.contacts))),
            claims=(*self.claims, *(one for one in other.claims if not _said(one, self.claims))),
            places=(*self.places, *other.places),
        )


def _said(claim: WrittenClaim, claims: tuple[WrittenClaim, ...]) -> bool:
    return any(one.kind == claim.kind and one.written == claim.written for one in claims)
