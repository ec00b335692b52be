"""The forms of the pages of duplicates."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WordsForm(forms.Form):
    """Which pairs are shown."""

    q = forms.CharField(label=_("Name or tax code"), required=False, max_length=100)


class DifferentForm(forms.Form):
    """Why two records are different firms."""

    reason = forms.CharField(
        label=_("Why they are different"),
        required=False,
        max_length=1000,
        help_text=_("For whoever wonders later; may be left out."),
    )


class MergeForm(forms.Form):
    """Why one record goes into another one."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, other_codes: bool, **words: object) -> None:
        super().__init__(*args, **words)  # type: ignore[arg-type]
        if other_codes:
            self.fields["reason"].required = True
            self.fields["codes_confirmed"] = forms.BooleanField(
                label=_("I am certain that the two tax codes are one firm's"),
                error_messages={"required": _("Two tax codes are merged only when somebody is certain.")},
            )


class ByHandForm(forms.Form):
    """Two firms to be looked for."""

    one = forms.CharField(label=_("First firm: name or tax code"), required=False, max_length=200)
    two = forms.CharField(label=_("Second firm: name or tax code"), required=False, max_length=200)
