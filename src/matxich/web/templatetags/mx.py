"""Tags that every template has without loading them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils import formats
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from matxich import __version__
from matxich.web.static_files import JOINED_STYLES, component_files

register = template.Library()

#: Level → its word. The colour never stands alone: a sign of `static/img/levels.svg` and the word go with it.
LEVELS: dict[str, Promise] = {
    "meets": _("Meets"),
    "near": _("Near"),
    "fails": _("Fails"),
    "expired": _("Expired"),
    "unknown": _("Unknown"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one icon of `web/icons.txt`. It is decoration: the words beside it say what it means."""
    return format_html(
        '<svg class="mx-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.inclusion_tag("components/level/level.html")
def level(code: str) -> dict[str, Any]:
    """Show one of the five levels: its sign, its word, its colour."""
    return {"code": code, "word": LEVELS[code]}


@register.simple_tag
def sign(code: str) -> SafeString:
    """Draw the sign of a level alone. Whoever uses it writes the word beside it, or for those who listen."""
    return format_html(
        '<svg class="mx-level-sign" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("img/levels.svg"),
        code,
    )


@register.simple_tag
def component_styles() -> SafeString:
    """Link the style sheets of the components: the folder is the list. Once collected they are one file."""
    is_joined = getattr(staticfiles_storage, "has_joined_styles", False)
    names = (JOINED_STYLES,) if is_joined else component_files(".css")
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))


@register.simple_tag
def component_scripts() -> SafeString:
    """Load the script of every component. Modules run after the page is read, each binds to its own `data-mx-…`."""
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((static(name),) for name in component_files(".js"))
    )


@register.simple_tag
def app_version() -> str:
    """Return the version of the program."""
    return __version__


@register.filter
def number(value: float, decimals: int | None = None) -> str:
    """Write a number as the reader's language does, thousands apart: `1.100,5` in vi, `1,100.5` in en."""
    return formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


@register.filter
def said(sentence: Mapping[str, str] | None) -> str:
    """Pick the reader's language from a sentence of the domain: {"vi": …, "en": …}; nothing for None."""
    if not sentence:
        return ""
    return sentence["vi"] if get_language() == "vi" else sentence["en"]


@register.filter
def percent(share: float) -> str:
    """Write a share 0..1 as whole per cent: `75 %`."""
    return f"{round(share * 100)} %"
