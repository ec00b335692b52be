"""The forms of the authority table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from matxich.apps.places.actions.authorities import FIELDS
from matxich.apps.places.models import Authority


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _lines(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


class ReasonForm(forms.Form):
    """Why something is changed: every change of the table says so."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=_lines(2),
        help_text=_("Kept in the history: the decision or letter, or what was wrong."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class AuthorityForm(ReasonForm):
    """One line of the table."""

    task_code = forms.SlugField(
        label=_("Code of the task"),
        max_length=60,
        help_text=_("Lower-case letters and “_”; the same code for the same task."),
    )
    task_vi = forms.CharField(label=_("Task, in Vietnamese"), max_length=300)
    task_en = forms.CharField(label=_("Task, in English"), max_length=300, required=False)
    level = forms.ChoiceField(
        label=pgettext_lazy("level of authority", "Level"),
        choices=[("", _("Choose…")), *Authority.Level.choices],
    )
    body_vi = forms.CharField(label=_("Body, in Vietnamese"), max_length=200)
    body_en = forms.CharField(label=_("Body, in English"), max_length=200, required=False)
    valid_from = forms.DateField(label=_("Holds from"), widget=_day())
    valid_until = forms.DateField(
        label=_("Until before"),
        widget=_day(),
        required=False,
        help_text=_("The first day on which it is no longer so; empty while it holds."),
    )
    legal_basis = forms.CharField(label=_("Legal basis"), widget=_lines(2), required=False, max_length=2000)
    note = forms.CharField(label=_("Note"), widget=_lines(3), required=False, max_length=4000)
    is_verified = forms.BooleanField(label=_("The legal basis was read and says so"), required=False)

    field_order = (*FIELDS, "reason", "version")

    def values(self) -> dict[str, Any]:
        """Return what was entered, as the actions take it."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    @classmethod
    def of(cls, row: Authority) -> AuthorityForm:
        """Return the form filled with a line."""
        return cls(initial={**{name: getattr(row, name) for name in FIELDS}, "version": row.version})


class EndForm(ReasonForm):
    """The end of a line."""

    on = forms.DateField(
        label=_("Ends on"), widget=_day(), help_text=_("The first day on which it is no longer so.")
    )

    field_order = ("on", "reason", "version")
