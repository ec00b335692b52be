"""What a command that needs the database begins with. Commands that match two files never load it."""

from __future__ import annotations

import os

import django


def open_installation() -> None:
    """Make the apps and the database of this installation ready to use."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matxich.config.settings")
    django.setup()
