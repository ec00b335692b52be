"""Which frame these pages stand in: the firm's desk, or the pages of staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from matxich.apps.registry.models import Enterprise
from matxich.domain.shared.decision import ALLOWED, Decision, require
from matxich.web.access import PersonRequest


def namespace(request: PersonRequest) -> str:
    """Return "desk" or "staff"."""
    return request.resolver_match.namespace if request.resolver_match else "staff"


def address(request: PersonRequest, name: str, enterprise: Enterprise, **words: int) -> str:
    """Return the address of one of these pages in the frame that the request is in."""
    return reverse(f"{namespace(request)}:{name}", kwargs={"enterprise_id": enterprise.pk, **words})


def show(
    request: PersonRequest, enterprise: Enterprise, template: str, words: Mapping[str, Any]
) -> HttpResponse:
    """Render a page in its frame."""
    frame = {
        "base": f"components/page/{namespace(request)}.html",
        "firm": enterprise,
        "people_address": address(request, "firm_people", enterprise),
        "is_illustrative": enterprise.is_illustrative,
    }
    return render(request, f"firm_people/templates/{template}", {**frame, **words})


def confirmed(
    request: PersonRequest,
    enterprise: Enterprise,
    form: forms.Form,
    act: Callable[[str], None],
    *,
    title: str,
    label: str,
    consequences: Sequence[str],
    done: str,
    decision: Decision = ALLOWED,
) -> HttpResponse:
    """Ask on GET; act on POST with a reason, then go back to the list."""
    back = address(request, "firm_people", enterprise)
    if request.method == "POST" and form.is_valid():
        require(decision)
        act(form.cleaned_data["reason"])
        messages.success(request, done)
        return redirect(back)
    words = {
        "form": form,
        "title": title,
        "label": label,
        "consequences": consequences,
        "tone": "danger",
        "decision": decision,
        "cancel": back,
    }
    return show(request, enterprise, "confirm.html", words)
