"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Firms and claims."""

    name = "matxich.apps.registry"
    label = "registry"
