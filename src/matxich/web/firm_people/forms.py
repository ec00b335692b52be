"""Forms about a firm's people."""

from __future__ import annotations

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from matxich.apps.registry.actions.contacts import ContactFields
from matxich.apps.registry.models import Contact

_LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))


class ColleagueForm(forms.Form):
    """Whom to invite to act for the firm."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    full_name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=_LANGUAGES)


class ReasonForm(forms.Form):
    """Why; it stands in the history."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the history for good. Name no private matters."),
    )


class ContactForm(forms.Form):
    """A contact person of a firm."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    position = forms.CharField(label=_("Position"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language to write in"), choices=_LANGUAGES)
    is_registered = forms.BooleanField(
        label=_("Registered contact: codes and yearly links go to this e-mail"), required=False
    )
    consented = forms.BooleanField(
        label=_("The person agrees that these data are kept to reach the firm"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_phone(self) -> str:
        """Return a number that can be read as +84…; as written otherwise."""
        written = str(self.cleaned_data["phone"]).strip()
        try:
            number = phonenumbers.parse(written, "VN")
        except phonenumbers.NumberParseException:
            return written
        valid = phonenumbers.is_possible_number(number)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if valid else written

    def clean(self) -> dict[str, object]:
        """A registered contact needs an e-mail, and everybody some way to be reached."""
        given = super().clean() or {}
        if given.get("is_registered") and not given.get("email"):
            self.add_error("email", _("A registered contact needs an e-mail."))
        elif not given.get("email") and not given.get("phone") and not self.errors:
            self.add_error("email", _("Give an e-mail or a telephone number."))
        return given

    def contact_fields(self, before: Contact | None = None) -> ContactFields:
        """Return what a valid form says; purpose and basis stay as they are."""
        given = self.cleaned_data
        kept = {"purpose": before.purpose, "basis": before.basis} if before is not None else {}
        return ContactFields(
            full_name=given["full_name"].strip(),
            position=given["position"].strip(),
            email=given["email"].lower(),
            phone=given["phone"],
            language=given["language"],
            is_registered=given["is_registered"],
            **kept,
        )
