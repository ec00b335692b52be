"""People of a firm, for officers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from matxich.apps.accounts.models import Role
from matxich.apps.registry.models import Enterprise
from matxich.web.access import PersonRequest, staff_page
from matxich.web.firm_people.addresses import View, addresses


def _of_firm(view: View) -> View:
    def of_firm(request: PersonRequest, /, enterprise_id: int, **words: Any) -> HttpResponse:
        return view(request, get_object_or_404(Enterprise, pk=enterprise_id), **words)

    return staff_page(Role.OFFICER)(of_firm)


urlpatterns = addresses("firms/<int:enterprise_id>/", _of_firm)
