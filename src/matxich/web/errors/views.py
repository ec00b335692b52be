"""Error pages: one template, the words of each case here."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

TEMPLATE = "errors/error.html"


def _page(
    request: HttpRequest, status: int, title: str | Promise, explanation: str, next_step: str
) -> HttpResponse:
    words = {"status": status, "title": title, "explanation": explanation, "next_step": next_step}
    return render(request, TEMPLATE, words, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood."""
    return _page(
        request,
        400,
        _("The request could not be understood"),
        _("Something in the address or in the form does not have the shape this page expects."),
        _("Go back, check what was entered, and send it again."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, and not allowed."""
    return _page(
        request,
        403,
        _("You may not open this page"),
        _("It is open to certain roles only."),
        _("If it is your task, ask the administrator of this site for the role."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form does not carry the token this site gave out, as after a long pause or without cookies."""
    return _page(
        request,
        403,
        _("The form has expired"),
        _("It was opened too long ago, in another window, or the browser refuses cookies from this site."),
        _("Open the page again and repeat the step. Cookies from this site must be allowed."),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing lives at this address."""
    return _page(
        request,
        404,
        _("There is no page at this address"),
        _("The address may be mistyped, or what it showed is no longer kept."),
        _("Start again from the first page."),
    )


def upload_too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than the site accepts; none of it has been read."""
    return _page(
        request,
        413,
        _("The files are too large"),
        _("This site accepts up to %(limit)d MB at a time, all files together.")
        % {"limit": settings.MAX_UPLOAD_BYTES // 1024**2},
        _("Remove pictures and unused sheets from the workbook, or split it, and send it again."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(
        request,
        500,
        _("Something went wrong on our side"),
        _("The step was not carried out. It has been written to the log."),
        _("Try again in a moment. If it happens again, tell who runs this site what you did and when."),
    )
