"""Addresses of claiming a firm, within those of the desk."""

from __future__ import annotations

from django.urls import path

from matxich.web.desk import claim_views

urlpatterns = [
    path("claim/", claim_views.search, name="claim"),
    path("claim/new/", claim_views.new, name="claim_new"),
    path("claim/firms/<int:firm_id>/", claim_views.firm, name="claim_firm"),
    path("claim/firms/<int:firm_id>/code/", claim_views.code_sent, name="claim_code"),
    path("claim/firms/<int:firm_id>/request/", claim_views.asked, name="claim_ask"),
    path("claim/requests/<int:claiming_request_id>/", claim_views.claim_request, name="claim_request"),
]
