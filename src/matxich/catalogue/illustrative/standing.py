"""How many firms of each standing a region has, and what follows from a standing.

The shares are set so that a thousand firms resemble the articles' figures of about 2024: some 900 firms in supporting
industries, more than 320 of them at international standard (domain notes 2.2).
"""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """One kind of firm."""

    code: str
    #: of a thousand
    per_thousand: int
    #: (stage, weight)
    stages: tuple[tuple[str, int], ...]
    #: weights of rich, middle, thin
    fullness: tuple[int, int, int]
    status: str = "active"
    is_trader: bool = False
    #: states nothing yet
    is_empty: bool = False
    #: an entry of another firm's, made a second time
    is_double: bool = False

    @property
    def is_strong(self) -> bool:
        """Whether it is larger than most."""
        return self.code in {"international", "certified"}


_PLAIN = (
    ("published", 56),
    ("desk_checked", 7),
    ("needs_supplement", 5),
    ("submitted", 7),
    ("claimed", 9),
    ("imported", 16),
)
STANDINGS = (
    Standing(
        "international", 328, (("published", 90), ("site_verified", 5), ("desk_checked", 5)), (65, 35, 0)
    ),
    Standing("certified", 92, (("published", 80), ("desk_checked", 20)), (45, 45, 10)),
    Standing("lapsed", 70, (("published", 55), ("needs_supplement", 25), ("desk_checked", 20)), (25, 50, 25)),
    Standing("claimed", 84, (("published", 55), ("submitted", 20), ("claimed", 25)), (20, 50, 30)),
    Standing("plain", 314, _PLAIN, (14, 46, 40)),
    Standing("double", 12, (("imported", 1),), (0, 0, 1), is_double=True),
    Standing("trader", 22, (("published", 60), ("imported", 40)), (10, 50, 40), is_trader=True),
    Standing("empty", 18, (("imported", 1),), (0, 0, 1), is_empty=True),
    Standing("suspended", 22, (("published", 40), ("imported", 60)), (10, 50, 40), status="suspended"),
    Standing("ceased", 38, (("published", 40), ("imported", 60)), (10, 40, 50), status="ceased"),
)
#: stages at which an officer has been through the lines
CHECKED = frozenset({"desk_checked", "site_verified", "published", "needs_supplement"})


def standings(firms: int, seed: int) -> list[Standing]:
    """Return the standing of every firm of a region: exact shares, in a drawn order.

    >>> from collections import Counter
    >>> Counter(one.code for one in standings(1000, 1))["international"]
    328
    """
    found: list[Standing] = []
    owed = 0.0
    for one in STANDINGS:
        owed += one.per_thousand * firms / 1000
        found.extend([one] * (round(owed) - len(found)))
    random.Random(f"standings {seed} {firms}").shuffle(found)
    return found
