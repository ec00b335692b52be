"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """History, files, messages, links, jobs."""

    name = "matxich.apps.foundation"
    label = "foundation"
