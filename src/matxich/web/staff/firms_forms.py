"""The forms of the registry table and of a firm's record: filters, a new firm, its names, codes, roles, status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from matxich.apps.registry.models import EnterpriseName, EnterpriseRole
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.queries.firms_table import ALL_FILTERS, ORIGINS
from matxich.domain.enterprises.tax_code import read_tax_code
from matxich.domain.shared.grade import LABELS
from matxich.web.staff.audience_form import NAMES, AudienceForm, value_label

ORIGIN_NAMES: dict[str, Promise] = {
    "self": gettext_lazy("the firm itself"),
    "import": gettext_lazy("an import"),
    "officer": gettext_lazy("an officer"),
    "generated": gettext_lazy("generated, illustrative"),
}
_OWN: dict[str, Any] = {
    "q": gettext_lazy("Name, tax code or e-mail"),
    "status": gettext_lazy("In business"),
    "grade": gettext_lazy("Best evidence"),
    "confirmed_before": gettext_lazy("Last confirmed before"),
    "origin": gettext_lazy("Origin"),
    "illustrative": gettext_lazy("Illustrative"),
}
#: filters that are seen at once; the others stand behind “More filters”
MAIN = ("q", "stage", "status", "process", "role", "grade")
_LONGEST = 200


class FirmsFilter(AudienceForm):
    """What the table is narrowed by."""

    q = forms.CharField(label=_OWN["q"], required=False, max_length=_LONGEST)
    status = forms.ChoiceField(label=_OWN["status"], required=False)
    grade = forms.ChoiceField(label=_OWN["grade"], required=False)
    confirmed_before = forms.DateField(
        label=_OWN["confirmed_before"],
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    origin = forms.ChoiceField(label=_OWN["origin"], required=False)
    illustrative = forms.ChoiceField(label=_OWN["illustrative"], required=False)

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        for name, choices in _choices().items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("All")), *choices]

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields that are seen at once."""
        return [self[name] for name in MAIN]

    @property
    def more(self) -> list[forms.BoundField]:
        """The others."""
        return [self[name] for name in self.fields if name not in MAIN]


def _choices() -> dict[str, list[tuple[str, Any]]]:
    language = get_language() or "vi"
    grades = [(str(int(grade)), text.in_language(language)) for grade, text in LABELS.items()]
    return {
        "status": list(Status.choices),
        "grade": [("0", _("Nothing stated")), *grades],
        "origin": [(code, ORIGIN_NAMES[code]) for code in ORIGINS],
        "illustrative": [("yes", _("Only illustrative")), ("no", _("Without illustrative"))],
    }


def read_firm_filters(given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters that stand in an address, whatever else does."""
    return {name: given[name].strip()[:_LONGEST] for name in ALL_FILTERS if given.get(name, "").strip()}


def firm_filters_in_words(filters: Mapping[str, str]) -> str:
    """Return what a list was narrowed by, in one line; "" for all firms."""
    choices = _choices()
    said = []
    for name, value in filters.items():
        if name in NAMES:
            said.append(f"{NAMES[name]}: {value_label(name, value)}")
        else:
            said.append(f"{_OWN[name]}: {dict(choices.get(name, [])).get(value, value)}")
    return "; ".join(said)


def clean_tax_code(written: str) -> str:
    """Return a tax code as it is kept; "" without one.

    Raises:
        ValidationError: its check digit or length is wrong.
    """
    found = read_tax_code(written)
    if not written.strip():
        return ""
    if found is None or not found.is_valid:
        raise forms.ValidationError(
            _(
                "“%(code)s” is no tax code: its length or check digit is wrong. Compare it with the certificate."
            )
            % {"code": written.strip()}
        )
    return str(found)


class TaxCodeField(forms.CharField):
    """A tax code, checked and brought to the form in which it is kept. One that the record has already may be wrong."""

    #: the code that the record has; "" without
    held = ""

    def __init__(self, **words: Any) -> None:
        super().__init__(**{"label": gettext_lazy("Tax code"), "max_length": 40, **words})

    def clean(self, value: Any) -> str:
        """Check it."""
        written = str(super().clean(value)).strip()
        return written if written and written == self.held else clean_tax_code(written)


class FirmForm(forms.Form):
    """A firm that is not in the registry yet."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=250, min_length=3)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=250, required=False)
    tax_code = TaxCodeField(
        required=False,
        help_text=gettext_lazy("Ten digits, or ten with “-001” for a branch; empty when none is known."),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Street, commune or ward, province. Its unit is read from it."),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        choices=EnterpriseRole.Role.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[EnterpriseRole.Role.SUPPLIER],
    )


class IdentityForm(forms.Form):
    """Name and tax code of a firm, with the reason of the change."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=250, min_length=3)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=250, required=False)
    tax_code = TaxCodeField(required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy("The document, or what was wrong. It stands in the history."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, held_code: str, **words: Any) -> None:
        super().__init__(*args, **words)
        field = self.fields["tax_code"]
        if isinstance(field, TaxCodeField):
            field.held = held_code


class NameForm(forms.Form):
    """Another name."""

    prefix = "name"
    kind = forms.ChoiceField(label=gettext_lazy("Kind of name"), choices=EnterpriseName.Kind.choices)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=250, min_length=2)
    source = forms.CharField(label=gettext_lazy("Where it is known from"), max_length=200, required=False)


class FormerCodeForm(forms.Form):
    """A tax code of before."""

    prefix = "code"
    tax_code = TaxCodeField(label=gettext_lazy("Former tax code"))


class RoleForm(forms.Form):
    """Another part that the firm plays."""

    prefix = "role"
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=EnterpriseRole.Role.choices)


class ReasonForm(forms.Form):
    """Why; with the version of the record that the page showed."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in the history; the firm reads it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, needs_reason: bool = True, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["reason"].required = needs_reason
