"""People of a firm, for officers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from matxich.apps.accounts.models import Role
from matxich.apps.registry.models import Enterprise
from matxich.web.access import PersonRequest, staff_page
from matxich.web.firm_people.addresses import View, addresses


def of_firm(view: View) -> View:
    """Open a page of a firm to officers; the address names the firm by `enterprise_id`."""

    def opened(request: PersonRequest, /, enterprise_id: int, **words: Any) -> HttpResponse:
        return view(request, get_object_or_404(Enterprise, pk=enterprise_id), **words)

    return staff_page(Role.OFFICER)(opened)


urlpatterns = addresses("firms/<int:enterprise_id>/", of_firm)
