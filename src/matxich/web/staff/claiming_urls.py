"""Addresses of the requests to act for a firm, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import claiming_views

urlpatterns = [
    path("claiming/", claiming_views.requests, name="claiming_requests"),
    path("claiming/<int:claiming_request_id>/", claiming_views.claiming_request, name="claiming_request"),
]
