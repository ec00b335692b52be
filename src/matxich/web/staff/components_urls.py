"""The gallery of components."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import components_views

urlpatterns = [
    path("components/", components_views.gallery, name="components"),
]
