"""Addresses of the registry table and of a firm's record, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import firm_identity, firm_views, firms_bulk, firms_views

_FIRM = "firms/<int:enterprise_id>/"

urlpatterns = [
    path("firms/", firms_views.table, name="firms"),
    path("firms/list.csv", firms_views.csv, name="firms_csv"),
    path("firms/list.xlsx", firms_views.xlsx, name="firms_xlsx"),
    path("firms/bulk/", firms_bulk.bulk, name="firms_bulk"),
    path("firms/new/", firm_identity.new, name="firm_new"),
    path(_FIRM, firm_views.firm, name="firm"),
    path(f"{_FIRM}acts/<slug:act>/", firm_views.act, name="firm_act"),
    path(f"{_FIRM}status/<slug:status>/", firm_views.status, name="firm_status"),
    path(f"{_FIRM}identity/", firm_identity.identity, name="firm_identity"),
    path(f"{_FIRM}names/new/", firm_identity.name_new, name="firm_name_new"),
    path(f"{_FIRM}names/<int:name_id>/removal/", firm_identity.name_removal, name="firm_name_removal"),
    path(f"{_FIRM}codes/new/", firm_identity.code_new, name="firm_code_new"),
    path(f"{_FIRM}roles/new/", firm_identity.role_new, name="firm_role_new"),
    path(f"{_FIRM}roles/<int:role_id>/end/", firm_identity.role_end, name="firm_role_end"),
]
