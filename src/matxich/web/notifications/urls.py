"""Addresses of the bell, mounted at /notifications/."""

from __future__ import annotations

from django.urls import path

from matxich.web.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.bell, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("<int:notification_id>/open/", views.open_one, name="open"),
]
