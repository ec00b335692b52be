"""Tags for what records show: states, grades, sizes of files."""

from __future__ import annotations

import datetime as dt
import functools

from django import template
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import LABELS, Grade
from matxich.web.presenters.statuses import status_of

register = template.Library()

#: one bar a grade, the first the lowest
_BARS = ("M0 9h4v3H0z", "M5 6h4v6H5z", "M10 3h4v9h-4z", "M15 0h4v12h-4z")


@register.simple_tag
def status(kind: str, value: str) -> SafeString:
    """Show a state: `{% status "stage" firm.stage %}`. Kinds are those of `presenters.statuses`."""
    return _status_in(kind, value, get_language() or "vi")


@register.simple_tag
def grade(value: int | None, *, words: bool = False) -> SafeString:
    """Show a grade of evidence as one to four bars, with its name on focus and on paper; beside it with `words`.

    None and 0 mean that nothing is evidenced, and say so.
    """
    return _grade_in(Grade(value) if value else None, words, get_language() or "vi")


# A table shows hundreds of these, of few kinds: each is drawn once a language.
@functools.lru_cache(maxsize=1024)
def _status_in(kind: str, value: str, language: str) -> SafeString:
    with translation.override(language):
        word, tone = status_of(kind, value)
        return SafeString(
            render_to_string("components/status/status.html", {"word": word, "tone": tone}).strip()
        )


@functools.lru_cache(maxsize=64)
def _grade_in(known: Grade | None, words: bool, language: str) -> SafeString:
    drawn = {
        "name": LABELS[known].in_language(language) if known else "",
        "bars": [(shape, number <= int(known or 0)) for number, shape in enumerate(_BARS, start=1)],
        "words": words,
    }
    with translation.override(language):
        return SafeString(render_to_string("components/grade/grade.html", drawn).strip())


def grade_in_words(value: int) -> str:
    """Return the name of a grade of evidence; "" for 0, the number itself for an unknown one."""
    if not value:
        return ""
    return in_words(LABELS[Grade(value)]) if value in set(Grade) else str(value)


@register.filter
def in_words(text: Text | None) -> str:
    """Pick the reader's language from a `Text` of the domain; nothing for None."""
    return text.in_language(get_language() or "vi") if text is not None else ""


@register.filter
def age(moment: dt.datetime | dt.date) -> str:
    """Say in whole days how long ago something was: "today", "41 days"."""
    day = timezone.localdate(moment) if isinstance(moment, dt.datetime) else moment
    days = (timezone.localdate() - day).days
    if days <= 0:
        return _("today")
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


@register.filter
def file_size(size_bytes: int) -> str:
    """Write the size of a file: `1,2 MB`."""
    return filesizeformat(size_bytes)


@register.filter
def plain_number(value: float) -> str:
    """Write a number as a drawing wants it, whatever the language: `12.5`."""
    return f"{value:g}"
