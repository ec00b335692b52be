"""Addresses of firms' desks, mounted at /desk/. Every feature keeps its own list; one line each here."""

from __future__ import annotations

from django.urls.resolvers import URLPattern, URLResolver

from matxich.web.desk import (
    claim_urls,
    firm_people_urls,
    firm_record_urls,
    home_urls,
)

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = []
urlpatterns += home_urls.urlpatterns
urlpatterns += claim_urls.urlpatterns
urlpatterns += firm_people_urls.urlpatterns
urlpatterns += firm_record_urls.urlpatterns
