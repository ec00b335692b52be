"""The rows of the list of firms as markup. Every text goes through `escape`; plain strings, for this is most of the page's time."""

from __future__ import annotations

import datetime as dt
import functools
from html import escape

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from matxich.domain.shared.grade import LABELS, Grade
from matxich.web.components.grade_bars.drawing import bars_in
from matxich.web.public.directory_rows import Row, ShownCertificate
from matxich.web.templatetags.mx import sign


def firm_row(row: Row, language: str) -> SafeString:
    """Return one firm of the list, in the language that the page is in."""
    who = "".join(
        f"<span>{escape(text)}</span>" for text in (row.tax_code, row.place, row.cluster, row.size) if text
    )
    invented = (
        f'<span class="mx-firm-invented">{escape(_("Illustrative"))}</span>' if row.is_illustrative else ""
    )
    other = f'<p class="mx-firm-other">{escape(row.other_name)}</p>' if row.other_name else ""
    why = f'<span class="mx-firm-why">{escape(row.reason)}</span>' if row.reason else ""
    return SafeString(
        f'<li class="mx-firm"><div class="mx-firm-head"><h3><a href="{_address()}{row.id}/">{escape(row.name)}</a></h3>'
        f'{invented}{other}<p class="mx-firm-who">{who}</p></div>{_lines(row, language)}{_certificates(row, language)}'
        f'<p class="mx-firm-foot">{_evidence(row.grade, language)}<span>{_confirmed(row.confirmed_on, language)}</span>{why}</p></li>'
    )


@functools.cache
def _address() -> str:
    return reverse("public:directory")


def _lines(row: Row, language: str) -> str:
    if not row.lines:
        nothing = escape(_("Has not stated its processes yet."))
        return f'<p class="mx-quiet mx-firm-none">{nothing}</p>'
    listed = "".join(f"<li>{bars_in(grade, language)} {escape(text)}</li>" for text, grade in row.lines)
    if row.more_lines > 0:
        more = ngettext("and %(n)d more line", "and %(n)d more lines", row.more_lines) % {"n": row.more_lines}
        listed += f'<li class="mx-quiet">{escape(more)}</li>'
    return f'<ul class="mx-firm-lines">{listed}</ul>'


def _certificates(row: Row, language: str) -> str:
    if not row.certificates:
        return ""
    listed = "".join(
        f"<li>{bars_in(held.grade, language)} {escape(held.name)} {_validity(held, language)}</li>"
        for held in row.certificates
    )
    return f'<ul class="mx-firm-held">{listed}</ul>'


def _validity(held: ShownCertificate, language: str) -> str:
    return _validity_on(held.expires_on, held.is_expired, language)


@functools.lru_cache(maxsize=4_096)
def _validity_on(expires_on: dt.date | None, is_expired: bool, language: str) -> str:
    with override(language):
        if expires_on is None:
            words = escape(_("expiry not stated"))
            return f'<span class="mx-quiet">{words}</span>'
        day = {"on": date_format(expires_on, "SHORT_DATE_FORMAT")}
        if is_expired:
            words = escape(_("expired %(on)s") % day)
            return f'<span class="mx-level mx-level-expired">{sign("expired")}{words}</span>'
        words = escape(_("until %(on)s") % day)
        return f'<span class="mx-quiet">{words}</span>'


@functools.cache
def _evidence(grade: int, language: str) -> str:
    if not grade:
        with override(language):
            nothing = escape(_("No claim yet"))
        return f"<span>{nothing}</span>"
    return f"<span>{bars_in(grade, language)} {escape(LABELS[Grade(grade)].in_language(language))}</span>"


@functools.lru_cache(maxsize=4_096)
def _confirmed(confirmed_on: dt.date | None, language: str) -> str:
    with override(language):
        if confirmed_on is None:
            return escape(_("Never confirmed"))
        return escape(_("Last confirmed %(on)s") % {"on": date_format(confirmed_on, "SHORT_DATE_FORMAT")})
