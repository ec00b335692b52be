"""Addresses of invitations, mounted at /invitations/."""

from __future__ import annotations

from django.urls import path

from matxich.web.account import invitation_views

app_name = "invitations"

urlpatterns = [path("<str:token>/", invitation_views.invitation, name="open")]
