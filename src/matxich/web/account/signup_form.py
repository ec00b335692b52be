"""What is asked beside e-mail and password. allauth imports this module while it starts: it imports none of it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from matxich.apps.accounts.models import User


class SignupForm(forms.Form):
    """A name to be addressed by."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("full_name", "email", "password1", "password2")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name, and the language of the page as the language of mails."""
        user.full_name = self.cleaned_data["full_name"].strip()
        user.language = "en" if get_language() == "en" else "vi"
        user.save(update_fields=["full_name", "language"])
