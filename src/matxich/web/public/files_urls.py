"""Addresses of files that people gave."""

from __future__ import annotations

from django.urls import re_path

from matxich.web.public import files_views as views

urlpatterns = [
    re_path(r"^files/(?P<token>[0-9a-f]{32})/(?P<name>[^/]+)$", views.attachment, name="attachment"),
]
