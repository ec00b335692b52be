"""Guesses that were refused: how long, and the words for it."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping

from allauth.account import app_settings
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

APP = "allauth.account"


def seconds_left(
    request: HttpRequest, action: str, *, key: str | None = None, rates: Mapping[str, str] | None = None
) -> float:
    """Return how many seconds an action stays refused; 0 when it is not.

    Args:
        action: of ACCOUNT_RATE_LIMITS.
        key: what is counted beside the address, as it was given to allauth.
    """
    longest = 0.0
    for rate in ratelimit.parse_rates((rates or app_settings.RATE_LIMITS).get(action)):
        if (rate.per == "key" and key is None) or (rate.per == "user" and not request.user.is_authenticated):
            continue
        name = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key)
        moments = cache.get(name, [])  # newest first
        if len(moments) >= rate.amount:
            # allauth keeps these moments by the clock of the machine, so they are compared with the same clock
            now = time.time()  # noqa: TID251 -- see above
            longest = max(longest, moments[rate.amount - 1] + float(rate.duration) - now)
    return longest


def too_many_guesses(seconds: float) -> str:
    """Return the sentence for somebody whose guesses are refused for a while."""
    minutes = max(1, math.ceil(seconds / 60))
    return ngettext(
        "Too many wrong attempts. For the account's safety no more are accepted for %(minutes)d minute; then try again, or set a new password by mail.",
        "Too many wrong attempts. For the account's safety no more are accepted for %(minutes)d minutes; then try again, or set a new password by mail.",
        minutes,
    ) % {"minutes": minutes}


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: the same step was taken too often in a short time."""
    words = {
        "status": 429,
        "title": _("Too many attempts"),
        "explanation": _(
            "This step was taken too often in a short time, so it is refused for a few minutes."
        ),
        "next_step": _("Wait a few minutes, then try again. Nothing else has changed."),
    }
    return render(request, "errors/error.html", words, status=429)
