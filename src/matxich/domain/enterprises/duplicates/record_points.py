"""Points of pairs of records for what is not a name: tax code, phone, e-mail, unit, address."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from matxich.domain.enterprises.duplicates.columns import NONE, Bools, Columns, Floats, Ints
from matxich.domain.enterprises.duplicates.weights import Weights

#: in the order of `points`
RECORD_FEATURES = ("tax_code", "phone", "email", "place", "address")
_SAME_ADDRESS, _NEAR_ADDRESS, _OTHER_ADDRESS = 0.75, 0.4, 0.2


def points(first: Columns, second: Columns, a: Ints, b: Ints, weights: Weights) -> Floats:
    """Return the points of pairs of records, one column for each of `RECORD_FEATURES`."""
    result = np.zeros((len(a), len(RECORD_FEATURES)), np.float32)
    result[:, 0] = _tax(first, second, a, b, weights)
    phones = _shared(first.phones[a], second.phones[b])
    result[:, 1] = _worth(phones, weights.phone_agrees, weights.phone_differs)
    result[:, 2] = _worth(_shared(first.emails[a], second.emails[b]), weights.email_agrees, 0.0)
    places = first.places[a], second.places[b]
    known = (places[0] >= 0) & (places[1] >= 0)
    agrees = np.minimum(-np.log2(second.place_shares[b]), weights.most_unit)
    result[:, 3] = np.where(known, np.where(places[0] == places[1], agrees, weights.unit_differs), 0.0)
    result[:, 4] = _address(first.address[a], second.address[b], weights)
    return result


def tax_relation(first: Columns, second: Columns, a: Ints, b: Ints) -> tuple[Bools, Bools, Bools]:
    """Return where two valid codes are equal, where they differ, and where they differ as branches of one head."""
    one, two = first.tax_digits[a], second.tax_digits[b]
    known = (one >= 0) & (two >= 0)
    heads = first.tax_heads[a] == second.tax_heads[b]
    return known & (one == two), known & (one != two), known & (one != two) & heads


def _tax(first: Columns, second: Columns, a: Ints, b: Ints, weights: Weights) -> Floats:
    equal, differ, related = tax_relation(first, second, a, b)
    former = _shared(first.former[a], second.tax_digits[b][:, None]) > 0
    former |= _shared(second.former[b], first.tax_digits[a][:, None]) > 0
    result = np.where(
        equal, weights.tax_agrees, np.where(related, 0.0, np.where(differ, weights.tax_differs, 0.0))
    )
    result = np.where(former & ~equal, weights.tax_former, result)
    for at in np.flatnonzero(first.tax_wrong[a] | second.tax_wrong[b]).tolist():
        one, two = first.tax_codes[a[at]], second.tax_codes[b[at]]
        if one and two and len(one.digits) >= 9 and OSA.distance(one.digits, two.digits, score_cutoff=1) <= 1:
            result[at] = weights.tax_slip
    return result.astype(np.float32)


def _shared(one: Ints, two: Ints) -> Ints:
    """Return 1 where a value is on both sides, −1 where both have values and none is shared, else 0."""
    held = (one[:, :, None] >= 0) & (two[:, None, :] >= 0)
    agrees = (held & (one[:, :, None] == two[:, None, :])).any((1, 2))
    return np.where(agrees, 1, np.where(held.any((1, 2)), NONE, 0))


def _worth(shared: Ints, agrees: float, differs: float) -> Floats:
    return np.where(shared > 0, agrees, np.where(shared < 0, differs, 0.0)).astype(np.float32)


def _address(one: Ints, two: Ints, weights: Weights) -> Floats:
    held_one, held_two = one >= 0, two >= 0
    equal = held_one[:, :, None] & (one[:, :, None] == two[:, None, :])
    common = (equal.any(2).sum(1) + equal.any(1).sum(1)) / 2
    total = held_one.sum(1) + held_two.sum(1) - common
    known = held_one.any(1) & held_two.any(1)
    share = common / np.maximum(total, 1)
    near = np.where(share >= _NEAR_ADDRESS, weights.address_near, 0.0)
    apart = np.where(share < _OTHER_ADDRESS, weights.address_differs, near)
    return np.where(known, np.where(share >= _SAME_ADDRESS, weights.address_agrees, apart), 0.0).astype(
        np.float32
    )
