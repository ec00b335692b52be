"""The first page of a firm's people: their firms, or how to come to one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.queries.waiting import firm_waiting
from matxich.web.access import PersonRequest, desk_page, signed_in_page
from matxich.web.navigation import address_of


@require_safe
@signed_in_page
def home(request: PersonRequest) -> HttpResponse:
    """Go to the one firm; choose among several; without any, say how to claim one."""
    firms = request.person.enterprises
    if len(firms) == 1 and (address := desk_address(firms[0])):
        return redirect(address)
    waiting = firm_waiting([firm.pk for firm in firms])
    rows = [(firm, desk_address(firm), waiting.get(firm.pk, 0)) for firm in firms]
    words = {"rows": rows, "claim_address": address_of("desk:claim")}
    return render(request, "desk/templates/desk_home.html", words)


@require_safe
@desk_page
def enter(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Go to the desk of one firm."""
    return redirect(desk_address(enterprise) or "desk:home")


def desk_address(enterprise: Enterprise) -> str | None:
    """Return the first page of a firm's desk; None while there is none."""
    return address_of("desk:firm", enterprise_id=enterprise.pk)
