"""An address of its own for each language (`?lang=en`), so that search engines can offer both."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from matxich.locale import LANGUAGES

NAME = "lang"
View = Callable[..., HttpResponseBase]


def in_asked_language(view: View) -> View:
    """Answer in the language that the address names; without one, in the reader's own."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **words: Any) -> HttpResponseBase:
        asked = request.GET.get(NAME, "")
        if asked not in LANGUAGES:
            return view(request, *args, **words)
        with translation.override(asked):
            request.LANGUAGE_CODE = asked
            response = view(request, *args, **words)
        response.headers["Content-Language"] = asked
        return response

    return wrapped


def alternates(request: HttpRequest, path: str) -> list[tuple[str, str]]:
    """Return (language, absolute address) of a page in each language, and "x-default" without one."""
    whole = request.build_absolute_uri(path)
    joined = "&" if "?" in whole else "?"
    return [*((code, f"{whole}{joined}{NAME}={code}") for code in LANGUAGES), ("x-default", whole)]
