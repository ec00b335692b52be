"""Error pages: one template, the words of each case here. The page of an edit conflict is `errors/conflict.py`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from matxich.web.navigation import Shell

TEMPLATE = "errors/error.html"


def _page(
    request: HttpRequest, status: int, title: str, explanation: str, next_step: str, **more: object
) -> HttpResponse:
    words = {"status": status, "title": title, "explanation": explanation, "next_step": next_step, **more}
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
    """403: known, and not allowed; the exception's own sentence says to whom it is open."""
    return _page(
        request,
        403,
        _("You may not open this page"),
        str(exception or "") or _("It is open to certain roles only."),
        _("If it is your task, ask the administrator of this site for the role."),
        may_sign_in=True,
    )


def not_allowed(request: HttpRequest, reason: str) -> HttpResponse:
    """403: a step that the rules or a permission refuse; nothing was changed."""
    return _page(
        request,
        403,
        _("This step is not possible"),
        reason,
        _("Nothing was changed. Go back to the page: the button says what is missing."),
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
        _("Search for what you need, or start again from the first page."),
        has_search=True,
    )


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: an address that only takes a form was opened as a page, or the other way round."""
    answer = _page(
        request,
        405,
        _("This address cannot be opened like this"),
        _("It belongs to a form: it does its step when the form is sent, and shows nothing by itself."),
        _("Go back to the page with the form."),
    )
    answer["Allow"] = allowed
    return answer


def upload_too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than the site accepts; none of it has been read."""
    return _page(
        request,
        413,
        _("The files are too large"),
        _("This site accepts up to %(limit)d MB at a time, all files together.")
        % {"limit": settings.MAX_UPLOAD_BYTES // 1024**2},
        _("Remove pictures and unused sheets from the workbook, or split it, and send it again."),
        shell=Shell(
            request, is_bare=True
        ),  # the middleware that refuses stands before the one that knows people
    )


def too_many_requests(request: HttpRequest, *, retry_after_s: int | None = None) -> HttpResponse:
    """429: too much in too short a time."""
    minutes = -(-retry_after_s // 60) if retry_after_s else None
    answer = _page(
        request,
        429,
        _("Too many attempts"),
        _("To keep guesses and floods away, this site accepts only so many in a while."),
        _("Try again in %(minutes)d minutes.") % {"minutes": minutes}
        if minutes
        else _("Wait a few minutes, then try again."),
    )
    if retry_after_s:
        answer["Retry-After"] = str(retry_after_s)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(
        request,
        500,
        _("Something went wrong on our side"),
        _("The step was not carried out. It has been written to the log."),
        _("Try again in a moment. If it happens again, tell who runs this site what you did and when."),
        shell=Shell(request, is_bare=True),  # the database may be what fails
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer, or is busy beyond patience."""
    answer = _page(
        request,
        503,
        _("The site is busy or being started"),
        _("Its database does not answer just now. The step was not carried out."),
        _("Go back and send it again in a minute. What you entered is still on the page behind you."),
        shell=Shell(request, is_bare=True),
    )
    answer["Retry-After"] = "30"
    return answer
