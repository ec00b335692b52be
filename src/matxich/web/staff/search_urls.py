"""Search over all records."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import search_views

urlpatterns = [path("search/", search_views.search, name="search")]
