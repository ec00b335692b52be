"""Tags for forms: a field with everything that belongs to it, the summary of errors, a button that may be off."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from matxich.domain.shared.decision import ALLOWED, Decision

register = template.Library()

#: widget → class of Tabler's style sheet; the first that fits
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "mx-choices"),
    (forms.RadioSelect, "mx-choices"),
    (forms.CheckboxInput, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)


@register.inclusion_tag("components/form_field/form_field.html")
def field(bound: BoundField, note: str = "") -> dict[str, Any]:
    """Draw one field of a form: label, required mark, help, errors, and what was entered.

    Args:
        bound: `form["name"]`, or in a template `form.name`.
        note: a sentence of this page below the field's own help.
    """
    widget = bound.field.widget
    classes = next(name for kind, name in _CLASSES if isinstance(widget, kind))
    given = str(widget.attrs.get("class", ""))
    attributes: dict[str, str | bool] = {
        "class": f"{given} {classes}{' is-invalid' if bound.errors else ''}".strip()
    }
    return {
        "bound": bound,
        "note": note,
        "input": bound.as_widget(attrs=attributes),
        "is_group": bool(widget.use_fieldset),
        "is_check": isinstance(widget, forms.CheckboxInput),
        "is_file": isinstance(widget, forms.FileInput),
    }


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Draw every field of a form that is seen, and carry the hidden ones along."""
    pieces: list[str] = [
        render_to_string("components/form_field/form_field.html", field(one)) for one in form.visible_fields()
    ]
    pieces += [str(one) for one in form.hidden_fields()]
    return SafeString("\n".join(pieces))


@register.inclusion_tag("components/error_summary/error_summary.html")
def error_summary(*given: forms.BaseForm | None) -> dict[str, Any]:
    """List what is wrong with one or more forms, each line leading to its field; nothing when nothing is."""
    lines: list[tuple[str, str, str]] = []
    for form in given:
        if form is None or not form.is_bound:
            continue
        lines += [("", "", str(message)) for message in form.non_field_errors()]
        for bound in form:
            lines += [(_target(bound), str(bound.label), str(message)) for message in bound.errors]
    return {"lines": lines}


def _target(bound: BoundField) -> str:
    """Return the id of the first control of a field."""
    identity = bound.id_for_label or bound.auto_id
    return f"{identity}_0" if bound.field.widget.use_fieldset and not bound.id_for_label else str(identity)


@register.inclusion_tag("components/action/action.html", takes_context=True)
def action(
    context: Context,
    decision: Decision | None,
    label: str,
    *,
    href: str = "",
    post: str = "",
    name: str = "",
    value: str = "",
    icon: str = "",
    tone: str = "",
) -> dict[str, Any]:
    """Draw a button, or when the decision refuses, the same button switched off with the reason.

    Args:
        decision: None allows.
        href: leads to a page (that asks, confirms or shows).
        post: does it at once by a form of its own; without `href` and `post` it submits the form it stands in.
        name, value: sent by the button.
        tone: "primary", "danger", or "" for a plain one.
    """
    refusal = (ALLOWED if decision is None else decision).refusal
    return {
        "refusal": refusal.in_language(get_language() or "vi") if refusal else "",
        "label": label,
        "href": href,
        "post": post,
        "name": name,
        "value": value,
        "icon_name": icon,
        "tone": tone,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def kept(name: str, values: list[Any] | tuple[Any, ...] | str) -> SafeString:
    """Carry values on in hidden fields, as a page that asks before it acts does."""
    every = [values] if isinstance(values, str) else values
    return SafeString(
        "".join(format_html('<input type="hidden" name="{}" value="{}">', name, one) for one in every)
    )
