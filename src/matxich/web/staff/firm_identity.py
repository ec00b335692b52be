"""Names, codes and roles of a firm, and a new firm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matxich.apps.accounts.models import Role
from matxich.apps.places.queries.addresses import resolve_address
from matxich.apps.registry.actions import identity as actions
from matxich.apps.registry.actions.enterprises import TaxCodeTakenError, change_identity, create_enterprise
from matxich.apps.registry.actions.sites import save_site
from matxich.apps.registry.models import Enterprise, EnterpriseName, EnterpriseRole
from matxich.apps.registry.queries.firms_table import same_names
from matxich.domain.shared.decision import NotAllowedError
from matxich.domain.shared.text import fold
from matxich.web.access import PersonRequest, staff_page
from matxich.web.firm_record.site_views import place_fields
from matxich.web.staff.firm_views import tabs_of
from matxich.web.staff.firms_forms import FirmForm, FormerCodeForm, IdentityForm, NameForm, RoleForm
from matxich.web.templatetags.mx_records import in_words


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def identity(request: PersonRequest, enterprise_id: int) -> HttpResponse:
    """Change name or tax code; below, the other names, former codes and roles."""
    row = get_object_or_404(Enterprise, pk=enterprise_id)
    form = _of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            change_identity(
                row,
                {name: given[name] for name in ("name", "name_en", "tax_code")},
                actor=request.person.actor,
                now=timezone.now(),
                reason=given["reason"],
                expected_version=given["version"],
            )
        except TaxCodeTakenError as refusal:
            form.add_error("tax_code", in_words(refusal.text))
        else:
            messages.success(request, _("Saved. What it was before stays in the history."))
            return redirect("staff:firm_identity", row.pk)
    return _page(request, row, form)


def _page(
    request: PersonRequest, row: Enterprise, form: IdentityForm, **forms_given: forms.Form
) -> HttpResponse:
    today = timezone.localdate()
    parts: dict[str, Any] = {"name_form": NameForm(), "code_form": FormerCodeForm(), "role_form": RoleForm()}
    parts |= forms_given
    words = {
        "firm": row,
        "form": form,
        "tabs": tabs_of(request, row, "staff:firm_identity"),
        "names": row.names.all(),
        "former_codes": row.former_tax_codes.all(),
        "roles": [
            (role, role.valid_until is None or role.valid_until > today) for role in row.roles.order_by("pk")
        ],
        "is_illustrative": row.is_illustrative,
        **parts,
    }
    bad = any(one.errors for one in (form, *forms_given.values()))
    return render(request, "staff/templates/firm_identity.html", words, status=400 if bad else 200)


def _of(row: Enterprise, given: QueryDict | None = None) -> IdentityForm:
    kept = {"name": row.name, "name_en": row.name_en, "tax_code": row.tax_code, "version": row.version}
    return IdentityForm(given, initial=kept, held_code=row.tax_code)


@require_POST
@staff_page(Role.OFFICER)
def name_new(request: PersonRequest, enterprise_id: int) -> HttpResponse:
    """Add another name."""
    row, form = get_object_or_404(Enterprise, pk=enterprise_id), NameForm(request.POST)
    if form.is_valid():
        try:
            actions.add_name(row, actor=request.person.actor, now=timezone.now(), **form.cleaned_data)
        except NotAllowedError as refusal:
            form.add_error("name", in_words(refusal.text))
        else:
            messages.success(request, _("The name was added."))
            return redirect("staff:firm_identity", row.pk)
    return _page(request, row, _of(row), name_form=form)


@require_POST
@staff_page(Role.OFFICER)
def name_removal(request: PersonRequest, enterprise_id: int, name_id: int) -> HttpResponse:
    """Take another name away; the history keeps it."""
    row = get_object_or_404(EnterpriseName, pk=name_id, enterprise_id=enterprise_id)
    actions.remove_name(row, actor=request.person.actor, now=timezone.now(), reason="")
    messages.success(request, _("The name was taken away."))
    return redirect("staff:firm_identity", enterprise_id)


@require_POST
@staff_page(Role.OFFICER)
def code_new(request: PersonRequest, enterprise_id: int) -> HttpResponse:
    """Add a tax code of before."""
    row, form = get_object_or_404(Enterprise, pk=enterprise_id), FormerCodeForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["tax_code"]
        try:
            actions.add_former_code(row, code, actor=request.person.actor, now=timezone.now())
        except NotAllowedError as refusal:
            form.add_error("tax_code", in_words(refusal.text))
        else:
            messages.success(request, _("The former tax code was added."))
            return redirect("staff:firm_identity", row.pk)
    return _page(request, row, _of(row), code_form=form)


@require_POST
@staff_page(Role.OFFICER)
def role_new(request: PersonRequest, enterprise_id: int) -> HttpResponse:
    """Let the firm play another part from today on."""
    row, form = get_object_or_404(Enterprise, pk=enterprise_id), RoleForm(request.POST)
    if form.is_valid():
        role, now, on = form.cleaned_data["role"], timezone.now(), timezone.localdate()
        try:
            actions.begin_role(row, role, actor=request.person.actor, now=now, on=on)
        except NotAllowedError as refusal:
            form.add_error("role", in_words(refusal.text))
        else:
            messages.success(request, _("The role was added."))
            return redirect("staff:firm_identity", row.pk)
    return _page(request, row, _of(row), role_form=form)


@require_POST
@staff_page(Role.OFFICER)
def role_end(request: PersonRequest, enterprise_id: int, role_id: int) -> HttpResponse:
    """End a part that the firm plays, today."""
    row = get_object_or_404(EnterpriseRole, pk=role_id, enterprise_id=enterprise_id, valid_until=None)
    actions.end_role(row, actor=request.person.actor, now=timezone.now(), on=timezone.localdate())
    messages.success(request, _("The role was ended."))
    return redirect("staff:firm_identity", enterprise_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """Begin the record of a firm; records that look like it are shown before a second one is made."""
    form = FirmForm(request.POST or None)
    alike: list[Enterprise] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        alike = same_names(fold(given["name"]), given["tax_code"])
        if not alike or "anyway" in request.POST:
            row = _create(request, form)
            if row is not None:
                messages.success(request, _("The record was begun. Add lines, places and contacts next."))
                return redirect("staff:firm", row.pk)
    words = {"form": form, "alike": alike}
    return render(
        request, "staff/templates/firm_new.html", words, status=400 if form.errors or alike else 200
    )


def _create(request: PersonRequest, form: FirmForm) -> Enterprise | None:
    """Return the new record with its place; None when the form now says why there is none."""
    given, actor, now = form.cleaned_data, request.person.actor, timezone.now()
    try:
        with transaction.atomic():
            row = create_enterprise(
                name=given["name"],
                name_en=given["name_en"],
                tax_code=given["tax_code"],
                roles=tuple(given["roles"]),
                actor=actor,
                now=now,
            )
            if given["address"]:
                place = place_fields(resolve_address(given["address"]))
                save_site(row, {"address": given["address"], **place}, actor=actor, now=now)
    except TaxCodeTakenError as refusal:
        form.add_error("tax_code", in_words(refusal.text))
        return None
    return row
