"""Light or dark: the reader's choice, kept in a cookie; without one, the system's.

The choice is a form that works without JavaScript; `components/theme_switch` makes it immediate where there is some.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "mx_theme"
#: `auto` follows the system and sets no cookie.
THEMES = ("auto", "light", "dark")
_YEAR_S = 365 * 24 * 3600


def theme(request: HttpRequest) -> dict[str, str]:
    """Give every template `theme`: one of THEMES."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return {"theme": chosen if chosen in THEMES else "auto"}


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    chosen = request.POST.get("theme", "")
    if chosen == "auto":
        response.delete_cookie(COOKIE, samesite="Lax")
    elif chosen in THEMES:
        # The script of the theme switch writes this cookie too, so it cannot be HttpOnly; it says nothing secret.
        response.set_cookie(COOKIE, chosen, max_age=_YEAR_S, samesite="Lax", secure=settings.HTTPS)
    return response
