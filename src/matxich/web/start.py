"""Where somebody lands after signing in: staff at their queue, a firm's people at its desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from matxich.web.access import PersonRequest, signed_in_page


@require_safe
@signed_in_page
def start(request: PersonRequest) -> HttpResponse:
    """Send the person on."""
    return redirect("staff:home" if request.person.is_staff else "desk:home")
