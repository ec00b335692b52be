"""One firm of the list as it is shown, made from what the index keeps of it: no database is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matxich.domain.directory.answering import Hit
from matxich.web.public.directory_words import label_in, labels_in, spot_label


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    """One certificate."""

    name: str
    #: None: the firm has not said
    expires_on: dt.date | None
    is_expired: bool
    grade: int


@dataclass(frozen=True, slots=True)
class Row:
    """One firm."""

    id: int
    name: str
    #: its name in the other language, "" without
    other_name: str
    tax_code: str
    place: str
    cluster: str
    size: str
    #: (what it does to what, 1..4)
    lines: tuple[tuple[str, int], ...]
    more_lines: int
    certificates: tuple[ShownCertificate, ...]
    products: str
    markets: str
    ownership: str
    #: 1..4; 0 when it claims nothing yet
    grade: int
    confirmed_on: dt.date | None
    is_illustrative: bool
    #: why it answers, "" where nothing was asked
    reason: str


def row_of(hit: Hit, today: dt.date, language: str) -> Row:
    """Return a firm as the list shows it."""
    shown: Mapping[str, Any] = hit.display
    name, name_en = shown["name"], shown.get("name_en", "")
    is_english = language != "vi"
    places = shown.get("communes") or shown.get("districts") or ()
    lines = shown.get("lines", ())
    return Row(
        id=int(shown["id"]),
        name=name_en if is_english and name_en else name,
        other_name=name if is_english and name_en else name_en,
        tax_code=shown.get("tax_code", ""),
        place=", ".join(spot_label(spot, language) for spot in places),
        cluster=", ".join(spot_label(spot, language) for spot in shown.get("clusters", ())),
        size=label_in("size", shown["size"], language) if "size" in shown else "",
        lines=tuple(
            (
                " · ".join(
                    filter(None, (labels_in("process", made, language), labels_in("material", of, language)))
                ),
                grade,
            )
            for made, of, grade in lines
        ),
        more_lines=shown.get("line_count", 0) - len(lines),
        certificates=tuple(_certificate(held, today, language) for held in shown.get("certificates", ())),
        products=", ".join(shown.get("products", ())),
        markets=labels_in("market", shown.get("markets", ()), language),
        ownership=labels_in("ownership", shown.get("ownership", ()), language),
        grade=shown.get("grade", 0),
        confirmed_on=dt.date.fromisoformat(shown["confirmed_on"]) if "confirmed_on" in shown else None,
        is_illustrative=shown.get("is_illustrative", False),
        reason=hit.reason.in_language(language),
    )


def _certificate(held: tuple[str, str | None, int], today: dt.date, language: str) -> ShownCertificate:
    code, day, grade = held
    expires_on = dt.date.fromisoformat(day) if day else None
    return ShownCertificate(
        label_in("certificate", code, language),
        expires_on,
        expires_on is not None and expires_on < today,
        grade,
    )
