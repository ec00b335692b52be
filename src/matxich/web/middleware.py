"""What every request passes on its way in or out, beside Django's own."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from matxich.web.errors.views import upload_too_large

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
