"""What a firm sends back: an answer a line, the changed fields, and the contact person's own details."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from matxich.apps.registry.actions.confirmation import CHANGED, GONE, TRUE, LineAnswer
from matxich.apps.registry.models import Contact
from matxich.web.firm_people.forms import ContactForm

_ANSWER = re.compile(r"answer-(\d{1,18})")
#: longer than any text of a line
_LONGEST = 4_000
_MOST = 500


class DetailsForm(ContactForm):
    """The contact person's own details; the rest of a contact is not theirs to change here."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("A change of address is told to the old one.")
    )
    language = None  # type: ignore[assignment]
    is_registered = None  # type: ignore[assignment]
    consented = None  # type: ignore[assignment]

    def values(self) -> dict[str, str]:
        """Return what a valid form says."""
        return {
            name: str(self.cleaned_data[name]).strip() for name in ("full_name", "position", "phone", "email")
        }


def details_of(contact: Contact) -> dict[str, object]:
    """Return what the form shows before anything is entered."""
    names = ("full_name", "position", "phone", "email", "version")
    return {name: getattr(contact, name) for name in names}


def read_answers(data: Mapping[str, str], *, rest_is_true: bool) -> list[LineAnswer]:
    """Return the answers of a form.

    Args:
        data: `answer-<number of the version>`: "true", "changed" or "gone", "" for lines that were shown and not
            answered; `field-<number>-<field>`.
        rest_is_true: the button "all still true": lines that were shown and have no answer are still true.
    """
    found: list[LineAnswer] = []
    for name, word in data.items():
        match = _ANSWER.fullmatch(name)
        if match is None or len(found) >= _MOST:
            continue
        answer = word or (TRUE if rest_is_true else "")
        if answer in {TRUE, GONE}:
            found.append(LineAnswer(int(match[1]), answer))
        elif answer == CHANGED:
            found.append(LineAnswer(int(match[1]), CHANGED, _fields(data, match[1])))
    return found


def _fields(data: Mapping[str, str], number: str) -> dict[str, str]:
    start = f"field-{number}-"
    return {
        name.removeprefix(start): text.strip()[:_LONGEST]
        for name, text in data.items()
        if name.startswith(start)
    }
