"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Administrative units and authorities."""

    name = "matxich.apps.places"
    label = "places"
