"""Addresses of staff pages, mounted at /staff/. Every feature keeps its own list; one line each here."""

from __future__ import annotations

from django.urls.resolvers import URLPattern, URLResolver

from matxich.web.staff import (
    audit_urls,
    authorities_urls,
    campaigns_urls,
    claiming_urls,
    components_urls,
    definitions_urls,
    firm_people_urls,
    firm_record_urls,
    firms_urls,
    freshness_urls,
    home_urls,
    outbox_urls,
    people_urls,
    search_urls,
    submitted_urls,
    verification_urls,
)
from matxich.web.staff.duplicates import urls as duplicates_urls
from matxich.web.staff.imports import urls as imports_urls

app_name = "staff"

urlpatterns: list[URLPattern | URLResolver] = []
urlpatterns += home_urls.urlpatterns
urlpatterns += search_urls.urlpatterns
urlpatterns += components_urls.urlpatterns
urlpatterns += authorities_urls.urlpatterns
urlpatterns += people_urls.urlpatterns
urlpatterns += audit_urls.urlpatterns
urlpatterns += firm_people_urls.urlpatterns
urlpatterns += firm_record_urls.urlpatterns
urlpatterns += freshness_urls.urlpatterns
urlpatterns += campaigns_urls.urlpatterns
urlpatterns += outbox_urls.urlpatterns
urlpatterns += definitions_urls.urlpatterns
urlpatterns += imports_urls.urlpatterns
urlpatterns += verification_urls.urlpatterns
urlpatterns += claiming_urls.urlpatterns
urlpatterns += submitted_urls.urlpatterns
urlpatterns += firms_urls.urlpatterns
urlpatterns += duplicates_urls.urlpatterns
