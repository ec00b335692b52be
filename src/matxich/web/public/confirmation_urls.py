"""Addresses of a firm's confirmation; the secret is a part of them."""

from __future__ import annotations

from django.urls import re_path

from matxich.web.public import confirmation_views as views

_TOKEN = r"(?P<token>[A-Za-z0-9_-]{20,100})"  # noqa: S105 -- the shape of a secret, not one

urlpatterns = [
    re_path(rf"^confirm/{_TOKEN}/$", views.confirmation, name="confirmation"),
    re_path(rf"^confirm/{_TOKEN}/renewal/$", views.renewal, name="confirmation_renewal"),
]
