"""Answer conditions by walking through all firms: for the time without an index, and to hold the index to.

Plain and slow on purpose (about a second for 10,000 firms); it decides what every condition means.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from matxich.domain.directory.conditions import (
    All,
    AtLeast,
    Code,
    Condition,
    Everything,
    Exact,
    Except,
    Mark,
    Nothing,
    Phrase,
    Word,
)
from matxich.domain.directory.form import Form
from matxich.domain.directory.spelling import within


class Scan:
    """A store of forms in memory."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms = list(forms)
        self._met: dict[Condition, list[Form]] = {}

    def count(self, condition: Condition) -> int:
        """Return how many firms meet it."""
        return len(self._meeting(condition))

    def page(
        self, condition: Condition, order: str, offset: int, limit: int
    ) -> tuple[int, list[Mapping[str, Any]]]:
        """Return how many firms meet it, and the displays of one stretch of them, in one of `form.ORDERS`."""
        ordered = sorted(self._meeting(condition), key=lambda form: (form.orders[order], form.name_key))
        return len(ordered), [form.display for form in ordered[offset : offset + limit]]

    def facet_counts(self, condition: Condition, facets: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """Return by facet and value how many firms meet the condition and have the value."""
        met = self._meeting(condition)
        return {facet: Counter(value for form in met for value in form.facets[facet]) for facet in facets}

    def _meeting(self, condition: Condition) -> list[Form]:
        if condition not in self._met:
            if len(self._met) > 200:
                self._met.clear()
            self._met[condition] = [form for form in self.forms if meets(form, condition)]
        return self._met[condition]


def meets(form: Form, condition: Condition) -> bool:
    """Say whether a firm meets a condition."""
    return _MEANINGS[type(condition)](form, condition)


def _code(form: Form, asked: Code) -> bool:
    return any(code.startswith(asked.digits) if asked.begins else code == asked.digits for code in form.codes)


def _phrase(form: Form, asked: Phrase) -> bool:
    *whole, last = asked.words
    for name in form.names:
        words = name.split()
        for start in range(len(words) - len(whole)):
            if words[start : start + len(whole)] == whole and words[start + len(whole)].startswith(last):
                return True
    return False


def _word(form: Form, asked: Word) -> bool:
    listed = (*form.names, *form.joined, *(form.texts if asked.anywhere else ()))
    words = itertools.chain.from_iterable(text.split() for text in listed)
    return any(within(asked.word, word, asked.typos, begins=asked.begins) for word in words)


_MEANINGS: dict[type, Callable[[Form, Any], bool]] = {
    Everything: lambda form, asked: True,
    Nothing: lambda form, asked: False,
    Code: _code,
    Exact: lambda form, asked: asked.name in form.exact,
    Phrase: _phrase,
    Word: _word,
    Mark: lambda form, asked: asked.mark in form.marks,
    All: lambda form, asked: all(meets(form, part) for part in asked.parts),
    AtLeast: lambda form, asked: sum(meets(form, part) for part in asked.parts) >= asked.count,
    Except: lambda form, asked: meets(form, asked.holds) and not meets(form, asked.fails),
}
