"""The forms of the verification queue: its filters, and what an officer decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from matxich.apps.registry.models import Verification
from matxich.apps.registry.queries.verification import BEFORE, CHANGES, EVIDENCE, FILTERS
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.shared.grade import LABELS, Grade
from matxich.web.templatetags.mx_records import in_words

#: source of a claim → what it is called
SOURCES: dict[str, Promise] = {
    "self": gettext_lazy("the firm, signed in"),
    "link": gettext_lazy("the firm, by a link"),
    "import": gettext_lazy("an import"),
    "officer": gettext_lazy("an officer"),
    "generated": gettext_lazy("generated, illustrative"),
}
_NAMES: dict[str, Promise] = {
    "new": gettext_lazy("A new line"),
    "proposed": gettext_lazy("A change to a line"),
    "yes": gettext_lazy("With files"),
    "no": gettext_lazy("Without a file"),
    "mine": gettext_lazy("By me"),
    "others": gettext_lazy("By somebody else"),
    "nobody": gettext_lazy("By nobody yet"),
}
_LONGEST = 200
#: what an officer may give; the weakest grade is what the firm says itself
GRADES = tuple(grade for grade in Grade if grade > Grade.SELF_DECLARED)


class QueueFilter(forms.Form):
    """What the queue is narrowed by."""

    firm = forms.CharField(label=gettext_lazy("Firm or tax code"), required=False, max_length=_LONGEST)
    process = forms.ChoiceField(label=gettext_lazy("Field"), required=False)
    change = forms.ChoiceField(label=gettext_lazy("What it is"), required=False)
    evidence = forms.ChoiceField(label=gettext_lazy("Evidence"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Comes from"), required=False)
    before = forms.ChoiceField(label=gettext_lazy("Decided about before"), required=False)

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        language = get_language() or "vi"
        tree = load_vocabulary().tree("process")
        tops = [one for one in tree.concepts.values() if not one.parents]
        self._offer(
            "process", sorted(((one.code, one.label.in_language(language)) for one in tops), key=_label)
        )
        self._offer("source", list(SOURCES.items()))
        for name, values in (("change", CHANGES), ("evidence", EVIDENCE), ("before", BEFORE)):
            self._offer(name, [(value, _NAMES[value]) for value in values])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All")), *choices]


def _label(choice: tuple[str, str]) -> str:
    return choice[1]


def read_filters(given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters that stand in an address, whatever else does."""
    return {name: given[name].strip()[:_LONGEST] for name in FILTERS if given.get(name, "").strip()}


class DecisionForm(forms.Form):
    """What an officer decides about a line. The button pressed is the decision."""

    grade = forms.TypedChoiceField(
        label=gettext_lazy("When accepted: how it was checked"), coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("What is wrong or missing"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Needed to refuse or to ask; the firm reads it. With an acceptance it is a remark."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, grades: tuple[Grade, ...] = GRADES, **words: Any) -> None:
        super().__init__(*args, **words)
        field = self.fields["grade"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(int(grade), in_words(LABELS[grade])) for grade in grades]
        self.fields["grade"].initial = int(grades[0])

    @property
    def decision(self) -> str:
        """The button that was pressed; "" for none that is known."""
        pressed = str(self.data.get("decision", ""))
        return pressed if pressed in set(Verification.Decision) else ""


class TogetherForm(DecisionForm):
    """The grade that several lines are accepted with."""

    field_order = ("grade", "reason")

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        del self.fields["version"]
        self.fields["reason"].label = pgettext_lazy("of an acceptance", "Remark")
        self.fields["reason"].help_text = gettext_lazy("Stands in the history of every line.")
