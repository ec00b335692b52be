"""Addresses of imports, below /staff/imports/."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff.imports import act_views, batch_views, column_views, list_views, row_views

urlpatterns = [
    path("imports/", list_views.imports, name="imports"),
    path("imports/<int:batch_id>/", batch_views.batch, name="import"),
    path("imports/<int:batch_id>/progress", batch_views.progress, name="import_progress"),
    path("imports/<int:batch_id>/report-<slug:language>.xlsx", batch_views.report, name="import_report"),
    path("imports/<int:batch_id>/columns/", column_views.columns, name="import_columns"),
    path("imports/<int:batch_id>/rows/", row_views.choose_rows, name="import_rows"),
    path("imports/<int:batch_id>/rows/<int:number>/", row_views.row, name="import_row"),
    path("imports/<int:batch_id>/all/<slug:act>/", act_views.every_row, name="import_all"),
    path("imports/<int:batch_id>/application/<slug:mode>/", act_views.apply, name="import_application"),
    path("imports/<int:batch_id>/undoing/", act_views.undo, name="import_undoing"),
    path("imports/<int:batch_id>/discarding/", act_views.discard, name="import_discarding"),
]
