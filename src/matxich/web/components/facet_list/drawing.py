"""The values of a facet as markup: a box to tick, the label, the count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value that can be chosen."""

    code: str
    label: str
    count: int
    #: the count in the reader's notation
    shown_count: str
    is_chosen: bool
    #: steps below the root of its tree
    depth: int = 0


def facet_values(facet: str, values: Sequence[ShownValue]) -> SafeString:
    """Return the boxes of these values; every text goes through `escape`."""
    return SafeString(
        "\n".join(
            f'<label class="mx-facet-value mx-facet-depth-{one.depth}"><input class="form-check-input" type="checkbox"'
            f' name="{facet}" value="{escape(one.code)}"{" checked" if one.is_chosen else ""}>'
            f'<span>{escape(one.label)}</span><span class="mx-facet-count">{escape(one.shown_count)}</span></label>'
            for one in values
        )
    )
