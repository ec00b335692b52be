"""The forms by which somebody claims a firm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matxich.domain.enterprises.claiming import CODE_DIGITS
from matxich.files.attachment_kinds import ACCEPTED
from matxich.web.firm_record.forms import FilesField
from matxich.web.staff.firms_forms import TaxCodeField


class CodeForm(forms.Form):
    """The code that the registered contact got."""

    code = forms.RegexField(
        rf"^\s*\d(\s*\d){{{CODE_DIGITS - 1}}}\s*$",
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text=_("Six digits from the mail."),
        error_messages={"invalid": _("The code has six digits.")},
    )


class AskForm(forms.Form):
    """What an officer is told, and shown."""

    message = forms.CharField(
        label=_("Your position at the firm, and how an officer can check it"),
        max_length=2000,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    evidence = FilesField(
        label=_("Evidence"),
        required=False,
        help_text=_("Registration certificate, letter of authorisation: PDF, picture, Word or Excel file."),
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["evidence"].widget.attrs["accept"] = ACCEPTED


class NewFirmForm(AskForm):
    """A firm that the registry does not have, by who acts for it."""

    name = forms.CharField(
        label=_("Name as registered"),
        max_length=250,
        min_length=3,
        help_text=_("With its legal form: “Công ty TNHH …”."),
    )
    tax_code = TaxCodeField(help_text=_("Ten digits, or ten with “-001” for a branch."))
    address = forms.CharField(
        label=_("Address"), max_length=400, help_text=_("Street, commune or ward, province.")
    )

    field_order = ("name", "tax_code", "address", "message", "evidence")
