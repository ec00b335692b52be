"""The first page of staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import home_views

urlpatterns = [path("", home_views.home, name="home")]
