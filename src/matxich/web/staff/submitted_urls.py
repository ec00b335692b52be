"""Address of the queue of records that were sent in, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import submitted_views

urlpatterns = [path("submitted/", submitted_views.submitted, name="submitted_firms")]
