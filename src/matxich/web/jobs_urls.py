"""Addresses of the work behind the pages."""

from __future__ import annotations

from django.urls import path

from matxich.web.jobs_views import progress

app_name = "jobs"

urlpatterns = [path("<int:number>/", progress, name="progress")]
