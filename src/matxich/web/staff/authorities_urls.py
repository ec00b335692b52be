"""Addresses of the authority table, within those of the staff."""

from __future__ import annotations

from django.urls import path

from matxich.web.staff import authorities_views as views

urlpatterns = [
    path("authorities/", views.authorities, name="authorities"),
    path("authorities/new/", views.addition, name="authority_addition"),
    path("authorities/<int:number>/", views.authority, name="authority"),
    path("authorities/<int:number>/correction/", views.correction, name="authority_correction"),
    path("authorities/<int:number>/closure/", views.closure, name="authority_closure"),
]
