"""What the shell of every page shows of who is asking: the places they may go to, their firms, their bell."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates the person who asks; lazily, so that a public page touches neither session nor database."""
    return {"person": getattr(request, "person", None)}
