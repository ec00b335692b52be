"""Addresses of the outbox, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import outbox_views as views

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/acts/", views.acts, name="outbox_acts"),
    path("outbox/<int:number>/", views.message, name="message"),
]
