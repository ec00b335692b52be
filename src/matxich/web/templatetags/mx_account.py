"""What the pages around signing in ask of the settings. Loaded by name: `{% load mx_account %}`."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def open_signup() -> bool:
    """Say whether people may make accounts of their own."""
    return bool(settings.OPEN_SIGNUP)
