"""The filters by which officers choose firms: of campaigns, and of the list behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from matxich.apps.places.queries.units import choices as unit_choices
from matxich.apps.registry.models import EnterpriseRole
from matxich.apps.registry.models.enterprise import Stage
from matxich.apps.registry.queries.audience import FRESHNESS, UNKNOWN
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.places.grouping import Grouping
from matxich.web.public.directory_words import SIZE_NAMES

FRESHNESS_NAMES: dict[str, Promise] = {
    "fresh": gettext_lazy("Confirmed within the period"),
    "due": gettext_lazy("To be confirmed within 60 days"),
    "stale": gettext_lazy("Confirmed too long ago"),
    "never": gettext_lazy("Never confirmed"),
    "not_fresh": gettext_lazy("Not confirmed within the period"),
}
NAMES: dict[str, Promise] = {
    "process": gettext_lazy("Field"),
    "certificate": gettext_lazy("Standard"),
    "old_district": gettext_lazy("District before 1 July 2025"),
    "unit": gettext_lazy("Ward or commune today"),
    "size": gettext_lazy("Size"),
    "stage": gettext_lazy("Stage"),
    "freshness": gettext_lazy("Freshness"),
    "verified": gettext_lazy("Verified"),
    "role": gettext_lazy("Role"),
}
#: longer than any code
_LONGEST = 60


class AudienceForm(forms.Form):
    """One select a filter; "all" where nothing is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in NAMES.items():
            self.fields[name] = forms.ChoiceField(label=str(label), required=False, choices=_options(name))

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set; empty when the form cannot be read."""
        values: Mapping[str, Any] = self.cleaned_data if self.is_valid() else {}
        return {name: values[name] for name in NAMES if values.get(name)}


def read_filters(given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters of an address, whatever else stands there; codes nobody knows find nothing."""
    return {name: given[name][:_LONGEST] for name in NAMES if given.get(name)}


def in_words(filters: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (name, value) of filters as a reader says them."""
    return [(str(NAMES[name]), value_label(name, value)) for name, value in filters.items() if name in NAMES]


def value_label(name: str, value: str) -> str:
    """Return what a value of a filter is called; the value itself when nobody knows it."""
    if value == UNKNOWN:
        return _("Not known")
    if name in {"process", "certificate"}:
        tree = load_vocabulary().tree(name)
        return tree.label(value).in_language(get_language() or "vi") if value in tree else value
    return str(dict(_options(name)).get(value, value))


def _options(name: str) -> list[tuple[str, Any]]:
    everything: list[tuple[str, Any]] = [("", _("All"))]
    unknown = [(UNKNOWN, _("Not known"))]
    language = get_language() or "vi"
    if name in {"process", "certificate"}:
        tree = load_vocabulary().tree(name)
        tops = [concept for concept in tree.concepts.values() if not concept.parents]
        named = sorted((one.label.in_language(language), one.code) for one in tops)
        return everything + [(code, label) for label, code in named] + unknown
    if name in {"old_district", "unit"}:
        grouping = Grouping.OLD_DISTRICT if name == "old_district" else Grouping.TODAY
        units = [(one.code, one.label.in_language(language)) for one in unit_choices(grouping)]
        return everything + units + unknown
    others: dict[str, list[tuple[str, Any]]] = {
        "size": [*SIZE_NAMES.items(), *unknown],
        "stage": list(Stage.choices),
        "freshness": [(word, FRESHNESS_NAMES[word]) for word in FRESHNESS],
        "verified": [("yes", _("A line is verified")), ("no", _("Nothing is verified"))],
        "role": list(EnterpriseRole.Role.choices),
    }
    return everything + others[name]
