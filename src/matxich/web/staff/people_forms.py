"""Forms of the pages about people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from matxich.apps.accounts.models import Role

LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))


class PeopleFilter(forms.Form):
    """What the list is narrowed by."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=(("", _("All")), *Role.choices, ("none", _("No role")))
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=(
            ("", _("All")),
            ("active", _("Active")),
            ("inactive", _("Closed")),
            ("erased", _("Erased")),
        ),
    )


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    full_name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=LANGUAGES)


class ReasonForm(forms.Form):
    """Why something is done; it stands in the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the history for good. Name no private matters."),
    )


class RoleForm(ReasonForm):
    """Which role is given, until when."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty, the role holds until it is ended."),
    )
    field_order = ("role", "until", "reason")
