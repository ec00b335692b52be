"""Addresses of the history of everything, below /staff/audit/."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import audit_views

urlpatterns = [
    path("audit/", audit_views.audit, name="audit"),
    path("audit/export.csv", audit_views.export_csv, name="audit_csv"),
    path("audit/export.xlsx", audit_views.export_xlsx, name="audit_xlsx"),
]
