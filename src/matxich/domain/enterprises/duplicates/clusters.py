"""Records that hang together over pairs: one firm each, as far as the pairs are right."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def clusters(pairs: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the groups of items that pairs join, directly or over others, each in the order in which they were met.

    >>> clusters([(1, 2), (5, 6), (2, 3)])
    [[1, 2, 3], [5, 6]]
    """
    group: dict[Item, list[Item]] = {}
    for one, two in pairs:
        left, right = group.setdefault(one, [one]), group.setdefault(two, [two])
        if left is right:
            continue
        if len(left) < len(right):
            left, right = right, left
        left.extend(right)
        group.update(dict.fromkeys(right, left))
    distinct = {id(members): members for members in group.values()}
    return list(distinct.values())
