"""How a reader wants pages to look: theme, size of text, contrast. Each is kept in a cookie and drawn by the server.

The choices are forms that work without JavaScript; `components/display_menu` makes them immediate where there is some.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing a reader may choose; the first value is what holds without a choice, and sets no cookie."""

    name: str
    values: tuple[str, ...]

    @property
    def cookie(self) -> str:
        """The cookie's name."""
        return f"mx_{self.name}"

    def chosen(self, request: HttpRequest) -> str:
        """Return the reader's choice."""
        value = request.COOKIES.get(self.cookie, "")
        return value if value in self.values else self.values[0]


PREFERENCES = (
    #: `auto` follows the system
    Preference("theme", ("auto", "light", "dark")),
    Preference("text", ("normal", "small", "large")),
    Preference("contrast", ("normal", "high")),
)


def appearance(request: HttpRequest) -> dict[str, str]:
    """Give every template `theme`, `text_size` and `contrast`."""
    theme, text, contrast = (one.chosen(request) for one in PREFERENCES)
    return {"theme": theme, "text_size": text, "contrast": contrast}


@require_POST
def set_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the choices sent and go back to the page they were made on."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    for preference in PREFERENCES:
        value = request.POST.get(preference.name, "")
        if value == preference.values[0]:
            response.delete_cookie(preference.cookie, samesite="Lax")
        elif value in preference.values:
            # The script of the menu writes these cookies too, so they cannot be HttpOnly; they say nothing secret.
            response.set_cookie(
                preference.cookie, value, max_age=_YEAR_S, samesite="Lax", secure=settings.HTTPS
            )
    return response
