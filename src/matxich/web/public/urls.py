"""Addresses of the public pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path, re_path
from django.urls.resolvers import URLPattern

from matxich.web.public import (
    confirmation_urls,
    directory_export,
    directory_firm,
    directory_views,
    downloads,
    files_urls,
    match_views,
    places_views,
    result_views,
    understood_views,
    views,
)
from matxich.web.public.runs import TOKEN

app_name = "public"


def _of_match(rest: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    return re_path(rf"^matches/(?P<token>{TOKEN})/{rest}$", view, name=name)


urlpatterns = [
    path("", views.home, name="home"),
    path("templates/<slug:kind>.xlsx", downloads.template, name="template"),
    path("sample/<slug:kind>.xlsx", downloads.sample, name="sample"),
    path("places/", places_views.places, name="places"),
    re_path(r"^places/(?P<key>[0-9]{2,5}(-[0-9]{4})?)/$", places_views.place, name="place"),
    path("directory/", directory_views.directory, name="directory"),
    path("directory/map", directory_views.area_map, name="directory_map"),
    path("directory/suggestions", directory_views.suggestions, name="directory_suggestions"),
    path("directory/list.csv", directory_export.export_csv, name="directory_csv"),
    path("directory/list.xlsx", directory_export.export_xlsx, name="directory_xlsx"),
    path("directory/<int:enterprise_id>/", directory_firm.firm, name="directory_firm"),
    path("matches/", match_views.create, name="matches"),
    _of_match("", result_views.match, "match"),
    _of_match("files/", match_views.replace_files, "files"),
    _of_match("again/", match_views.run_again, "again"),
    _of_match("deletion/", match_views.delete, "deletion"),
    _of_match("progress", match_views.progress, "progress"),
    _of_match("understood/", understood_views.understood, "understood"),
    _of_match("upgrades/", result_views.upgrades, "upgrades"),
    _of_match("lines/(?P<number>[0-9]{1,9})/", result_views.line, "line"),
    _of_match(r"result\.json", downloads.result_json, "result_json"),
    _of_match(r"result-(?P<language>vi|en)\.xlsx", downloads.result_xlsx, "result_xlsx"),
]
urlpatterns += files_urls.urlpatterns
urlpatterns += confirmation_urls.urlpatterns
