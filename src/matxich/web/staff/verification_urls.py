"""Addresses of the verification queue, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import verification_together, verification_views

urlpatterns = [
    path("verification/", verification_views.queue, name="verification"),
    path("verification/together/", verification_together.together, name="verification_together"),
    path("verification/<int:claim_id>/", verification_views.verify, name="verification_claim"),
]
