"""Addresses of the freshness pages, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import freshness_views as views

urlpatterns = [
    path("freshness/", views.freshness, name="freshness"),
    path("freshness/groups.xlsx", views.freshness_xlsx, name="freshness_xlsx"),
    path("freshness/firms/", views.freshness_firms, name="freshness_firms"),
    path("freshness/firms.xlsx", views.freshness_firms_xlsx, name="freshness_firms_xlsx"),
]
