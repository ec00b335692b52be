"""The first page of a firm's people, and the way into one firm's desk."""

from __future__ import annotations

from django.urls import path

from matxich.web.desk import home_views

urlpatterns = [
    path("", home_views.home, name="home"),
    path("<int:enterprise_id>/enter/", home_views.enter, name="enter"),
]
