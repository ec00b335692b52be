"""Addresses of the definitions' pages, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import definitions_views as views

urlpatterns = [
    path("definitions/", views.definition_counts, name="definitions"),
    path("definitions/<slug:code>/", views.definition_firms, name="definition"),
]
