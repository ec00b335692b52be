"""Forms about a firm's record. The form of a line is made of the fields of its kind, so a new kind has one at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from matxich.apps.places.queries.units import choices
from matxich.apps.registry.models import Site
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.claim_kind import (
    CHOICE,
    CONCEPT,
    LONG_TEXT,
    YES_NO,
    ClaimField,
    ClaimKind,
    ClaimProblem,
)
from matxich.domain.places.grouping import Grouping
from matxich.domain.shared.bilingual import Text

#: fields of one concept, where a list of all that the vocabulary knows helps; a list of several would not
_LISTED = frozenset({"process", "standard", "machine_type", "market", "country"})
_MOST_FILES = 10


def in_words(text: Text) -> str:
    """Return a text of the domain in the reader's language."""
    return text.in_language(get_language() or "vi")


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; cleaned, a list of uploads."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check each of them."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > _MOST_FILES:
            raise forms.ValidationError(_("Send at most %(most)d files at a time.") % {"most": _MOST_FILES})
        return [super(FilesField, self).clean(one, initial) for one in given]


class LineForm(forms.Form):
    """One line as written; what it means is read by its kind when it is kept."""

    def __init__(self, *args: Any, kind: ClaimKind, needs_reason: bool, **words: Any) -> None:
        super().__init__(*args, **words)
        self.kind = kind
        for field in kind.fields:
            self.fields[field.name] = _field(field)
        self.fields["evidence"] = FilesField(
            label=_("Evidence"), required=False, help_text=in_words(kind.evidence)
        )
        if needs_reason:
            self.fields["reason"] = forms.CharField(
                label=_("Reason"),
                max_length=500,
                help_text=_("Who told you, or what you saw. It stands in the history."),
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def written(self) -> dict[str, str]:
        """The fields of the line as written."""
        return {field.name: str(self.cleaned_data.get(field.name) or "") for field in self.kind.fields}

    def complain(self, problems: Iterable[ClaimProblem]) -> None:
        """Put what the reader could not use beside its field."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, in_words(problem.text))

    @property
    def lists(self) -> list[tuple[str, list[str]]]:
        """Lists of known words to choose from: (id of the list, words)."""
        return [
            (f"list-{field.name}", _words(field.concept))
            for field in self.kind.fields
            if field.kind == CONCEPT and field.name in _LISTED
        ]


def _words(concept: str) -> list[str]:
    tree = load_vocabulary().tree(concept)
    return sorted({in_words(one.label) for one in tree.concepts.values()})


def _field(field: ClaimField) -> forms.Field:
    label = f"{in_words(field.label)} ({field.unit})" if field.unit else in_words(field.label)
    example = _("Example: %(example)s") % {"example": field.example} if field.example else ""
    words: dict[str, Any] = {
        "label": label,
        "required": field.required,
        "help_text": in_words(field.help) if field.help else example,
    }
    if field.kind in {CHOICE, YES_NO}:
        choices = [(code, in_words(text)) for code, text in field.choices]
        return forms.ChoiceField(choices=[("", _("not stated")), *choices], **{**words, "help_text": ""})
    attributes: dict[str, str] = {"list": f"list-{field.name}"} if field.name in _LISTED else {}
    if field.kind == LONG_TEXT:
        return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **words)
    return forms.CharField(max_length=400, widget=forms.TextInput(attrs=attributes), **words)


class SiteForm(forms.Form):
    """A place of the firm."""

    kind = forms.ChoiceField(label=_("What is there"), choices=Site.Kind.choices)
    address = forms.CharField(
        label=_("Address"),
        max_length=400,
        help_text=_("Street, commune or ward, district before July 2025 where you know it, province."),
    )
    cluster = forms.CharField(label=_("Industrial cluster or park"), max_length=150, required=False)
    unit = forms.ChoiceField(
        label=_("Commune or ward of today"),
        required=False,
        help_text=_("Leave it to the address, or choose it yourself where the address leaves it open."),
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        known = [(one.code, in_words(one.label)) for one in choices(Grouping.TODAY)]
        unit = self.fields["unit"]
        if isinstance(unit, forms.ChoiceField):
            unit.choices = [("", _("as read from the address")), *known]


class ConsentForm(forms.Form):
    """On what an officer publishes a record that the firm has not agreed to by itself."""

    basis = forms.CharField(
        label=_("Basis"),
        max_length=200,
        help_text=_(
            "The document on which the firm may be shown: a signed form with its date, a public register."
        ),
    )


def initial_of(written: Mapping[str, str], version: int) -> dict[str, Any]:
    """Return what a form begins with."""
    return {**written, "version": version}
