"""Where the firm is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from matxich.apps.places.queries.addresses import resolve_address
from matxich.apps.places.queries.units import labels
from matxich.apps.registry.actions.sites import remove_site, save_site
from matxich.apps.registry.models import Enterprise, Site
from matxich.apps.registry.permissions import may_edit
from matxich.domain.places.grouping import Grouping
from matxich.domain.places.resolution import Resolution, State
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.decision import ALLOWED, require
from matxich.web.access import PersonRequest
from matxich.web.firm_people.forms import ReasonForm
from matxich.web.firm_record.forms import SiteForm, in_words
from matxich.web.firm_record.frame import address, show

_RESOLVED = {
    State.EXACT: Site.Resolution.RESOLVED,
    State.TO_CONFIRM: Site.Resolution.TO_CONFIRM,
}


def sites(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """List the places."""
    today, old = labels(Grouping.TODAY), labels(Grouping.OLD_DISTRICT)
    rows = [
        {
            "site": site,
            "today": _named(today, site.new_unit_code),
            "district": _named(old, site.old_district_code),
            "candidates": [_named(today, code) or code for code in site.candidates],
            "change": address(request, "firm_site", enterprise, site_id=site.pk),
            "removal": address(request, "firm_site_removal", enterprise, site_id=site.pk),
        }
        for site in enterprise.sites.all()
    ]
    words = {
        "rows": rows,
        "may_edit": may_edit(request.person.who, enterprise),
        "new_address": address(request, "firm_site_new", enterprise),
    }
    return show(request, enterprise, "sites.html", words)


def new(request: PersonRequest, enterprise: Enterprise) -> HttpResponse:
    """Add a place."""
    return _form(request, enterprise, None)


def change(request: PersonRequest, enterprise: Enterprise, site_id: int) -> HttpResponse:
    """Change a place; its unit is read from the new address."""
    return _form(request, enterprise, get_object_or_404(Site, enterprise=enterprise, pk=site_id))


def _form(request: PersonRequest, enterprise: Enterprise, site: Site | None) -> HttpResponse:
    require(may_edit(request.person.who, enterprise))
    initial = (
        {"kind": site.kind, "address": site.address, "cluster": site.cluster, "unit": _chosen(site)}
        if site
        else None
    )
    form = SiteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        found = resolve_address(form.cleaned_data["address"])
        fields = {**place_fields(found), **confirmed_fields(form.cleaned_data.pop("unit"))}
        save_site(
            enterprise,
            {**form.cleaned_data, **fields},
            actor=request.person.actor,
            now=timezone.now(),
            site=site,
        )
        messages.success(request, in_words(found.reason))
        return redirect(address(request, "firm_sites", enterprise))
    return show(request, enterprise, "site.html", {"form": form, "site": site})


def place_fields(found: Resolution) -> dict[str, Any]:
    """Return the columns of a site that follow from what its address means."""
    codes = found.codes
    return {
        "province_code": codes.province,
        "old_district_code": codes.old_district,
        "old_ward_code": codes.old_ward,
        "new_unit_code": codes.current,
        "candidates": list(codes.candidates),
        "resolution": _RESOLVED.get(found.state, Site.Resolution.UNKNOWN),
    }


def confirmed_fields(unit_code: str) -> dict[str, Any]:
    """Return the columns of a site whose unit of today a person has chosen; nothing without a choice."""
    if not unit_code:
        return {}
    return {"new_unit_code": unit_code, "candidates": [], "resolution": Site.Resolution.CONFIRMED}


def _chosen(site: Site) -> str:
    return site.new_unit_code if site.resolution == Site.Resolution.CONFIRMED else ""


def _named(known: dict[str, Text], code: str) -> str:
    return in_words(known[code]) if code in known else ""


def remove(request: PersonRequest, enterprise: Enterprise, site_id: int) -> HttpResponse:
    """Remove a place, after asking."""
    require(may_edit(request.person.who, enterprise))
    site = get_object_or_404(Site, enterprise=enterprise, pk=site_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remove_site(site, actor=request.person.actor, now=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, _("Removed."))
        return redirect(address(request, "firm_sites", enterprise))
    words = {
        "form": form,
        "title": _("Remove: %(address)s") % {"address": site.address},
        "label": _("Remove"),
        "tone": "danger",
        "consequences": [_("The address is no longer shown or searched. The history keeps it.")],
        "cancel": address(request, "firm_sites", enterprise),
        "decision": ALLOWED,
    }
    return show(request, enterprise, "ask.html", words)
