"""Small phrases that several requirement types share: lists of concepts, sizes, ranges."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from matxich.domain.shared.bilingual import Text, joined, number, same
from matxich.domain.vocabulary.vocabulary import Vocabulary

NOTHING = Text("không có", "none")


def concepts(vocabulary: Vocabulary, kind: str, codes: Iterable[str], *, most: int = 6) -> Text:
    """Return the labels of concepts as a list of alternatives, cut after `most` of them."""
    return _alternatives(vocabulary, kind, tuple(codes), most)


@functools.lru_cache(maxsize=4096)
def _alternatives(vocabulary: Vocabulary, kind: str, codes: tuple[str, ...], most: int) -> Text:
    tree = vocabulary.tree(kind)
    labels = [tree.label(code) for code in codes if code in tree]
    if len(labels) > most:
        labels = [*labels[:most], same("…")]
    return joined(labels)


def listed(vocabulary: Vocabulary, kind: str, codes: Sequence[str], *, most: int = 6) -> Text:
    """Return the labels of what a firm has, or "none"."""
    tree = vocabulary.tree(kind)
    labels = [tree.label(code) for code in codes if code in tree]
    if not labels:
        return NOTHING
    cut = [*labels[:most], same("…")] if len(labels) > most else labels
    return Text(", ".join(label.vi for label in cut), ", ".join(label.en for label in cut))


def measured(value: float, unit: str, prefix: str = "") -> Text:
    """Return a number with its unit ("±0,02 mm", "350 t")."""
    return Text(
        f"{prefix}{number(value, 'vi')} {unit}".strip(), f"{prefix}{number(value, 'en')} {unit}".strip()
    )


def edges(values: Sequence[float | None], *, is_round: bool = False) -> Text:
    """Return a size ("300 × 200 × 50 mm", "Ø120 × 400 mm"); edges that are not stated are left out."""
    known = [value for value in values if value is not None]
    if is_round and len(known) == 3:
        diameter, length = (
            known[1],
            known[2] if known[0] == known[1] else known[0],
        )  # a disc (D, D, L) or a shaft (L, D, D)
        return Text(
            f"Ø{number(diameter, 'vi')} × {number(length, 'vi')} mm",
            f"Ø{number(diameter, 'en')} × {number(length, 'en')} mm",
        )
    mark = "Ø" if is_round else ""
    known = known[:1] if is_round else known
    return Text(
        f"{mark}{' × '.join(number(v, 'vi') for v in known)} mm",
        f"{mark}{' × '.join(number(v, 'en') for v in known)} mm",
    )


def span(low: float | None, high: float | None, unit: str) -> Text:
    """Return a range ("0,5–32 kg", "≤ 25 kg", "≥ 2 kg", "350 t")."""
    if low is not None and high is not None and low != high:
        return Text(
            f"{number(low, 'vi')}–{number(high, 'vi')} {unit}",
            f"{number(low, 'en')}–{number(high, 'en')} {unit}",
        )
    if low is None and high is not None:
        return measured(high, unit, "≤ ")
    if high is None and low is not None:
        return measured(low, unit, "≥ ")
    return measured(high or 0.0, unit)
