"""Points of pairs of names, thousands at once: what the words that agree and those left over are worth.

All functions take arrays of name rows of two `Columns` (of the same numbers) and return one figure per pair. Explaining
one pair calls them on arrays of length one.
"""

from __future__ import annotations

import numpy as np

from matxich.domain.enterprises.duplicates.agreement import Agreement
from matxich.domain.enterprises.duplicates.columns import FORM_NUMBERS, NONE, Bools, Columns, Floats, Ints
from matxich.domain.enterprises.duplicates.weights import Weights
from matxich.domain.enterprises.legal_forms import forms_conflict
from matxich.domain.enterprises.name_words import Kind

#: the parts of a name that points are given for, in the order of `points`
NAME_FEATURES = ("brand", "brand_left", "trade", "place_name", "general", "whole_name", "legal_form")


def points(first: Columns, second: Columns, a: Ints, b: Ints, found: Agreement, weights: Weights) -> Floats:
    """Return the points of pairs of name rows, one column for each of `NAME_FEATURES`."""
    one, two = (
        _Side(first, a, found.first, found.first_slip),
        _Side(second, b, found.second, found.second_slip),
    )
    forms = _FORM_POINTS[first.forms[a], second.forms[b]]
    trade, others = _trade(one, two, weights)
    columns = (
        *_brand(one, two, found, others, weights),
        trade,
        _place(one, two, weights),
        _general(one, two, weights),
        _whole(one, two, found, weights),
        np.where(forms > 0, weights.form_agrees, np.where(forms < 0, weights.form_differs, 0.0)),
    )
    return np.column_stack(columns).astype(np.float32)


class _Side:
    """One name of each pair with what of it agreed."""

    def __init__(self, columns: Columns, rows: Ints, agreed: Bools, slips: Bools) -> None:
        self.kinds = columns.kinds[rows]
        self.bits = columns.bits[rows]
        self.identity = columns.identity[rows]
        self.held = columns.keys[rows] != NONE
        self.foreign = columns.foreign[rows]
        self.form_closes = columns.form_closes[rows]
        self.agreed = agreed
        self.slips = slips

    def sum(self, kind: Kind) -> Floats:
        """Return the bits of the words of a kind that agreed and are no part of the identity."""
        return np.asarray((self.bits * (self.agreed & ~self.identity & (self.kinds == kind))).sum(1))

    def left(self, kind: Kind) -> Ints:
        """Return how many words of a kind, no part of the identity, are left over."""
        return np.asarray((self.held & ~self.agreed & ~self.identity & (self.kinds == kind)).sum(1))

    def identity_left(self) -> Ints:
        """Return how many words of the identity are left over."""
        return np.asarray((self.held & ~self.agreed & self.identity).sum(1))

    def untold(self) -> tuple[Bools, Bools]:
        """Say where brand and trade words are left over and all of them are foreign, or all Vietnamese."""
        left = self.held & ~self.agreed & (self.identity | (self.kinds == Kind.TRADE))
        return left.any(1) & (self.foreign | ~left).all(1), left.any(1) & (~self.foreign | ~left).all(1)


def _translated(one: _Side, two: _Side) -> Bools:
    """Say where what is left over may be one word in two languages that the catalogue does not know."""
    foreign, native = one.untold(), two.untold()
    crossed = np.where(one.form_closes, foreign[0] & native[1], foreign[1] & native[0])
    return np.asarray(crossed & (one.form_closes != two.form_closes))


def _brand(
    one: _Side, two: _Side, found: Agreement, other_trade: Bools, weights: Weights
) -> tuple[Floats, Floats]:
    """Return what the agreeing words of the identity are worth, and what its other words cost."""
    sums = []
    for side in (one, two):
        # A slip makes a rare word; what it was meant to be is not as rare.
        worth = np.where(side.slips, np.clip(side.bits + weights.slip, 0.5, 5.0), side.bits)
        sums.append((worth * (side.agreed & side.identity)).sum(1))
    agreed = np.minimum(sums[0], sums[1])
    translated = _translated(one, two)
    other = found.other_accent.sum(1)
    left, right = one.identity_left() + other, two.identity_left() + other
    both, any_left = (left > 0) & (right > 0), left + right > 0
    near = (left == 1) & (right == 1) & found.near.any(1)
    doubtful = found.other_order | found.lost_accent.any(1)
    most = np.where(
        both & ~near & ~translated,
        weights.most_when_other,
        np.where(any_left | other_trade | doubtful, weights.most_when_missing, np.inf),
    )
    doubts = found.lost_accent.sum(1) * weights.lost_accent + found.other_order * weights.other_order
    more = np.maximum(np.maximum(left, right) - 1, 0) * weights.brand_missing_more
    cost = np.where(
        both,
        np.where(near, weights.brand_near, weights.brand_other + more),
        np.where(any_left, weights.brand_missing + more, 0.0),
    )
    cost = np.where(translated, np.maximum(cost, weights.translated), cost)
    return np.minimum(agreed, most) + doubts, cost


def _trade(one: _Side, two: _Side, weights: Weights) -> tuple[Floats, Bools]:
    """Return the points of the trade words, and where the two have nothing but other trades."""
    left, right = one.left(Kind.TRADE), two.left(Kind.TRADE)
    agreed = (one.sum(Kind.TRADE) + two.sum(Kind.TRADE)) / 2
    # "Nhựa" is identity in "Nhựa Hà Nội" and trade in "Nhựa Tân Á": it agrees all the same.
    shared = agreed + (one.agreed & (one.kinds == Kind.TRADE)).sum(1) > 0
    both = (left > 0) & (right > 0)
    other = np.where(_translated(one, two), 0.0, weights.trade_other)
    cost = np.where(
        both,
        np.where(shared, weights.trade_partly, other),
        np.minimum(left + right, 2) * weights.trade_missing,
    )
    return np.minimum(agreed * weights.trade_share, weights.most_trade) + cost, both & ~shared


def _place(one: _Side, two: _Side, weights: Weights) -> Floats:
    left, right = one.left(Kind.PLACE), two.left(Kind.PLACE)
    agreed = (one.sum(Kind.PLACE) + two.sum(Kind.PLACE)) / 2 * weights.place_share
    cost = np.where((left > 0) & (right > 0), weights.place_other, (left + right > 0) * weights.place_missing)
    return np.asarray(agreed + cost)


def _general(one: _Side, two: _Side, weights: Weights) -> Floats:
    left, right = one.left(Kind.GENERAL), two.left(Kind.GENERAL)
    agreed = np.minimum(
        (one.sum(Kind.GENERAL) + two.sum(Kind.GENERAL)) / 2 * weights.general_share, weights.most_general
    )
    missing = np.maximum((left + right) * weights.general_missing, weights.most_general_missing)
    return np.asarray(agreed + np.where((left > 0) & (right > 0), weights.general_other, missing))


def _whole(one: _Side, two: _Side, found: Agreement, weights: Weights) -> Floats:
    left, right = one.left(Kind.GENERAL), two.left(Kind.GENERAL)
    doubted = found.other_accent.any(1) | found.lost_accent.any(1) | found.other_order
    whole = one.held.any(1) & two.held.any(1) & ~doubted
    for side, general in ((one, left), (two, right)):
        whole &= (side.held & ~side.agreed).sum(1) == general
    slip = one.slips.any(1) | two.slips.any(1)
    general = np.where(left + right > 0, weights.whole_name_but_general, weights.whole_name)
    general = np.where((left > 0) & (right > 0), weights.whole_name_other_general, general)
    worth = np.where(slip, np.minimum(general, weights.whole_name_slip), general)
    accented = found.accented & ~slip & (general > weights.whole_name_other_general)
    worth = worth + accented * weights.whole_name_accents
    return np.where(whole, worth, 0.0)


def _form_points() -> Floats:
    table = np.zeros((len(FORM_NUMBERS), len(FORM_NUMBERS)), np.float32)
    for one, x in FORM_NUMBERS.items():
        for two, y in FORM_NUMBERS.items():
            if forms_conflict(one, two):
                table[x, y] = -1
            elif one and one == two and one not in {"company", "enterprise"}:
                table[x, y] = 1
    return table


_FORM_POINTS = _form_points()
