"""Bars of evidence as ready markup: a list shows a hundred of them, so each is rendered once a language."""

from __future__ import annotations

import functools

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from matxich.domain.shared.grade import LABELS, Grade


def grade_bars(grade: int) -> SafeString:
    """Return one to four bars with the grade's name for whoever cannot see them; "" for a firm that claims nothing."""
    return bars_in(grade, get_language() or "vi") if grade else SafeString("")


@functools.cache
def bars_in(grade: int, language: str) -> SafeString:
    """Return the bars of a grade, 1..4, with its name in a language."""
    words = {"grade": grade, "name": LABELS[Grade(grade)].in_language(language)}
    return SafeString(render_to_string("components/grade_bars/grade_bars.html", words).strip())
