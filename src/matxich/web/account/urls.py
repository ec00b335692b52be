"""Addresses of one's own account, mounted at /account/."""

from __future__ import annotations

from django.urls import path

from matxich.web.account import data_views, views

app_name = "accounts"

urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("data/", data_views.data, name="data"),
    path("data/export.json", data_views.export_json, name="data_json"),
    path("data/export.xlsx", data_views.export_xlsx, name="data_xlsx"),
    path("data/erasure/", data_views.erasure, name="erasure"),
    path("personal-data/", data_views.purposes_page, name="purposes"),
]
