"""The form of a round of asking: its name, its due day, whom it asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matxich.web.staff.audience_form import NAMES, AudienceForm


class CampaignForm(AudienceForm):
    """A draft."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("For the office; firms do not see it. “Confirmation 2026”."),
    )
    due_on = forms.DateField(
        label=_("Answer by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    field_order = ("name", "due_on", *NAMES)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        self._today = today

    def clean_due_on(self) -> dt.date:
        """Refuse a day that is over."""
        day: dt.date = self.cleaned_data["due_on"]
        if day < self._today:
            raise forms.ValidationError(_("This day has passed. Choose a later one."))
        return day

    @property
    def audience_fields(self) -> list[forms.BoundField]:
        """The filters."""
        return [self[name] for name in NAMES]


class ReasonForm(forms.Form):
    """Why a link is made worthless."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
