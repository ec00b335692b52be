"""Addresses of rounds of asking, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import campaigns_acts as acts
from matxich.web.staff import campaigns_views as views

urlpatterns = [
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/new/", views.campaign_new, name="campaign_new"),
    path("campaigns/<int:number>/", views.campaign, name="campaign"),
    path("campaigns/<int:number>/edit/", views.campaign_edit, name="campaign_edit"),
    path("campaigns/<int:number>/firms.xlsx", views.campaign_xlsx, name="campaign_xlsx"),
    path("campaigns/<int:number>/firms/<int:member_id>/", views.campaign_firm, name="campaign_firm"),
    path(
        "campaigns/<int:number>/firms/<int:member_id>/revocation/",
        acts.campaign_revocation,
        name="campaign_revocation",
    ),
    path("campaigns/<int:number>/<slug:act>/", acts.campaign_act, name="campaign_act"),
]
