"""What every request passes on its way in or out, beside Django's own."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from matxich.apps.registry.conflict import EditConflictError
from matxich.domain.shared.decision import NotAllowedError
from matxich.web.errors.conflict import edit_conflict
from matxich.web.errors.views import method_not_allowed, not_allowed, unavailable, upload_too_large
from matxich.web.templatetags.mx_records import in_words

_LOG = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]

#: Powers of the browser that no page here uses, so that no script that slipped in can either.
_REFUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "payment",
    "usb",
)
PERMISSIONS = ", ".join(f"{power}=()" for power in _REFUSED)


def permissions_policy(get_response: Handler) -> Handler:
    """Send the list of browser powers that the site gives up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


def limit_upload(get_response: Handler) -> Handler:
    """Refuse a request larger than MATXICH_MAX_UPLOAD_MB by its stated length, before any of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0  # Django reads nothing of such a body
        if length > settings.MAX_UPLOAD_BYTES:
            return upload_too_large(request)
        return get_response(request)

    return middleware


def refusals(get_response: Handler) -> Handler:
    """Answer with a page when a view lets a refusal, an edit conflict or a failing database through."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return method_not_allowed(request, response["Allow"])
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowedError):
            return not_allowed(request, in_words(exception.text))
        if isinstance(exception, EditConflictError):
            return edit_conflict(request, exception)
        if isinstance(exception, OperationalError):
            _LOG.error("the database does not answer: %s", request.path, exc_info=exception)
            return unavailable(request)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
