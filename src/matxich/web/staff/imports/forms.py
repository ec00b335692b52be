"""The forms of the pages of imports."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from matxich.apps.registry.models import ImportRow


class FileForm(forms.Form):
    """The spreadsheet to be imported."""

    file = forms.FileField(
        label=_("Spreadsheet of firms"),
        help_text=_(
            "Excel, also old .xls in TCVN3 fonts, OpenDocument or CSV. Columns are told by their headings, in whatever order."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={"required": _("Choose a file first.")},
    )


class RowFilterForm(forms.Form):
    """Which rows of a preview are shown."""

    CHOICES: ClassVar = [("", _("All")), *ImportRow.Choice.choices]

    q = forms.CharField(label=_("Name or tax code"), required=False, max_length=100)
    choice = forms.ChoiceField(label=_("Chosen to be"), required=False, choices=CHOICES)


class ReasonForm(forms.Form):
    """Why something is done that others have to understand later."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": _("Write why, for whoever reads the history.")},
    )


class DecisionForm(forms.Form):
    """What an officer says about one row."""

    decision = forms.ChoiceField(
        label=_("What this row is"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what this row is.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        help_text=_("Needed when the tax codes differ."),
    )
