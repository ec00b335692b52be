"""What is kept of oneself and why; taking it away; being forgotten."""

from __future__ import annotations

import io
import json

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matxich.apps.accounts.actions.people import leaving
from matxich.apps.registry.actions.erasure import contacts_of_address, erase_account
from matxich.apps.registry.queries.personal_data import Part, kept_of
from matxich.catalogue.personal_data import purposes
from matxich.files.record_sheets import write_record_sheets
from matxich.web.access import PersonRequest, signed_in_page
from matxich.web.account.data_words import heading, value_in_words
from matxich.web.account.who import owner
from matxich.web.templatetags.mx_records import in_words

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: rows of one part shown on the page; the files hold all
MOST_SHOWN = 20


class ErasureForm(forms.Form):
    """Which of the contacts go with the account, and the word that it is meant."""

    contacts = forms.MultipleChoiceField(
        label=gettext_lazy("Forget me as a contact person of these firms too"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    meant = forms.BooleanField(label=gettext_lazy("I understand that this cannot be undone"))


@require_safe
@signed_in_page
def data(request: PersonRequest) -> HttpResponse:
    """Purpose by purpose: what is kept, why, how long, and the rows themselves."""
    user, today = owner(request), timezone.localdate()
    parts = kept_of(user)
    shown = [
        (purpose, [_shown(part) for part in parts if part.purpose == purpose.code])
        for purpose in purposes(today)
    ]
    return render(request, "account/templates/data.html", {"shown": shown, "most": MOST_SHOWN})


@require_safe
@signed_in_page
def export_json(request: PersonRequest) -> HttpResponse:
    """Everything as JSON: keys in English, values as they are kept."""
    today = timezone.localdate()
    document = {
        "as_of": timezone.now(),
        "parts": {part.code: part.rows for part in kept_of(owner(request))},
        "purposes": [
            {
                "code": one.code,
                "data": one.data.as_dict(),
                "purpose": one.purpose.as_dict(),
                "basis": one.basis.as_dict(),
                "kept": one.kept.as_dict(),
            }
            for one in purposes(today)
        ],
    }
    text = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return _file(text.encode(), "application/json", "json")


@require_safe
@signed_in_page
def export_xlsx(request: PersonRequest) -> HttpResponse:
    """Everything as a workbook for people, a sheet for each part."""
    today, language = timezone.localdate(), get_language() or "vi"
    target = io.BytesIO()
    sheets = []
    for part in kept_of(owner(request)):
        names = list(part.rows[0]) if part.rows else []
        rows = [[value_in_words(name, row[name], today) for name in names] for row in part.rows]
        sheets.append((in_words(part.label), [heading(name) for name in names], rows))
    labels = {one.code: in_words(one.purpose) for one in purposes(today)}
    sentences = {in_words(part.label): labels.get(part.purpose, "") for part in kept_of(owner(request))}
    write_record_sheets(sheets, target, language, title=_("My data"), on=today, purposes=sentences)
    return _file(target.getvalue(), _XLSX, "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_page
@reauthentication_required  # type: ignore[untyped-decorator]
def erasure(request: PersonRequest) -> HttpResponse:
    """Ask, then forget the person and sign them out."""
    user, today = owner(request), timezone.localdate()
    contacts = contacts_of_address(user.email)
    form = ErasureForm(request.POST or None)
    form.fields["contacts"].choices = [(str(one.pk), str(one.enterprise)) for one in contacts]  # type: ignore[attr-defined]
    if not contacts:
        del form.fields["contacts"]
    decision = leaving(user, today)
    if request.method == "POST" and form.is_valid():
        chosen = frozenset(int(one) for one in form.cleaned_data.get("contacts", ()))
        erase_account(user, actor=request.person.actor, now=timezone.now(), on=today, contact_ids=chosen)
        logout(request)
        messages.success(request, _("Your account and your personal data are erased."))
        return redirect("public:home")
    words = {
        "form": form,
        "decision": decision,
        "consequences": [
            _("Your name, e-mail, password, second factors and sessions are erased; you are signed out."),
            _("Your roles end, and you no longer act for any firm."),
            _("The address and the text of mails that were sent to you are erased."),
            _(
                "What you did for firms and for the programme stays in their history, under a number without a name."
            ),
        ],
    }
    return render(request, "account/templates/erasure.html", words)


@require_safe
def purposes_page(request: HttpRequest) -> HttpResponse:
    """For everybody: which personal data this site keeps, what for, on what basis, how long."""
    return render(request, "account/templates/purposes.html", {"purposes": purposes(timezone.localdate())})


def _shown(part: Part) -> dict[str, object]:
    today = timezone.localdate()
    names = list(part.rows[0]) if part.rows else []
    rows = [[value_in_words(name, row[name], today) for name in names] for row in part.rows[:MOST_SHOWN]]
    return {
        "label": part.label,
        "headings": [heading(name) for name in names],
        "rows": rows,
        "is_single": part.code == "account",
        "pairs": list(zip([heading(name) for name in names], rows[0], strict=True)) if rows else [],
        "total": len(part.rows),
        "is_cut": len(part.rows) > MOST_SHOWN,
    }


def _file(content: bytes, media_type: str, suffix: str) -> HttpResponse:
    name = f"mat-xich-{timezone.localdate():%Y-%m-%d}.{suffix}"
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
