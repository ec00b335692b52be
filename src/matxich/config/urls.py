"""The addresses of the site. Each audience keeps its own list; this file only says where it is mounted."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from matxich.web.appearance import set_appearance
from matxich.web.health import health
from matxich.web.start import start

urlpatterns = [
    path("healthz", health, name="health"),
    path("language", set_language, name="set_language"),
    path("appearance", set_appearance, name="set_appearance"),
    path("start/", start, name="start"),
    path("notifications/", include("matxich.web.notifications.urls")),
    path("staff/", include("matxich.web.staff.urls")),
    path("desk/", include("matxich.web.desk.urls")),
    path("jobs/", include("matxich.web.jobs_urls")),
    path("accounts/", include("allauth.urls")),
    path("account/", include("matxich.web.account.urls")),
    path("invitations/", include("matxich.web.account.invitation_urls")),
    path("", include("matxich.web.public.urls")),
]

handler400 = "matxich.web.errors.views.bad_request"
handler403 = "matxich.web.errors.views.permission_denied"
handler404 = "matxich.web.errors.views.page_not_found"
handler429 = "matxich.web.account.throttling.too_many_requests"
handler500 = "matxich.web.errors.views.server_error"
