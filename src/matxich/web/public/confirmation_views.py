"""The page on which a firm says whether its record is still true, by a link of its own and without log-in.

The secret of the address is what proves who asks, so no cookie is needed: a form that was opened long ago, in a mail
program's own window or with cookies off, is taken like any other, and nothing that was entered is lost.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from matxich.apps.foundation.actions.links import LinkState, known_link, state_of
from matxich.apps.foundation.models import SignedLink
from matxich.apps.registry.actions.asking import PURPOSE, ask_again, member_of
from matxich.apps.registry.actions.confirmation import Outcome, answer, note_opened
from matxich.apps.registry.actions.confirming_contact import contact_of, correct_contact
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import CampaignMember, Contact
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.queries.confirmation import asked_lines
from matxich.locale import LANGUAGES
from matxich.web.public.confirmation_form import DetailsForm, details_of, read_answers
from matxich.web.public.confirmation_page import CHOICES, lines_of

View = Callable[..., HttpResponse]


def _by_link(view: View) -> View:
    """Find the link, speak its reader's language, and keep the page out of caches, search engines and referrers."""

    @functools.wraps(view)
    @csrf_exempt
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        link = known_link(token, PURPOSE)
        language = _language(request, link)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, token, link)
        response.headers["Content-Language"] = language
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def _language(request: HttpRequest, link: SignedLink | None) -> str:
    """Return the language asked for, else the one that the contact is written to in, else the reader's."""
    asked = request.GET.get("lang") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if asked in LANGUAGES:
        return asked
    contact = contact_of(link) if link is not None else None
    if contact is not None and contact.language in LANGUAGES:
        return contact.language
    return translation.get_language() or "vi"


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def confirmation(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The lines with their answers; a POST keeps what was answered."""
    member = member_of(link) if link is not None else None
    if link is None or member is None or member.enterprise.status == Status.MERGED:
        return _worthless(request, token, "unknown")
    state = state_of(link, timezone.now())
    if state in {LinkState.EXPIRED, LinkState.REVOKED}:
        return _worthless(request, token, state.value)
    if request.method == "POST":
        return _keep(request, token, link, member)
    note_opened(link, timezone.now())
    return _page(request, token, link, member)


def _keep(request: HttpRequest, token: str, link: SignedLink, member: CampaignMember) -> HttpResponse:
    answers = read_answers(request.POST.dict(), rest_is_true="all_true" in request.POST)
    outcome = answer(link, answers, since=_since(member), now=timezone.now())
    contact = contact_of(link)
    details = DetailsForm(request.POST) if contact is not None and "full_name" in request.POST else None
    is_kept = details is None or _keep_details(link, details)
    if outcome.second_looks or not is_kept:
        fresh = member_of(link) or member
        return _page(request, token, link, fresh, outcome=outcome, details=details if not is_kept else None)
    return redirect(f"{_address(token, request)}&sent={len(answers)}#answered")


def _keep_details(link: SignedLink, details: DetailsForm) -> bool:
    if not details.is_valid():
        return False
    version = details.cleaned_data["version"] or 0
    try:
        correct_contact(link, **details.values(), version=version, now=timezone.now())
    except EditConflictError as conflict:
        current = conflict.current
        if isinstance(current, Contact) and _says(current, details):
            return True  # the form was sent twice
        details.add_error(
            None, _("These details were changed since the page was opened. Compare and send again.")
        )
        return False
    return True


def _says(contact: Contact, details: DetailsForm) -> bool:
    return all(getattr(contact, name) == value for name, value in details.values().items())


def _page(
    request: HttpRequest,
    token: str,
    link: SignedLink,
    member: CampaignMember,
    *,
    outcome: Outcome | None = None,
    details: DetailsForm | None = None,
) -> HttpResponse:
    contact = contact_of(link)
    if details is not None and contact is not None and details.errors:
        details.data = {
            **{name: details.data.get(name, "") for name in details.fields},
            "version": contact.version,
        }
    form = details or (DetailsForm(initial=details_of(contact)) if contact is not None else None)
    lines = lines_of(asked_lines(member, _since(member)), outcome.second_looks if outcome else ())
    context: dict[str, Any] = {
        **_frame(request, token),
        "firm": member.enterprise,
        "member": member,
        "due_on": member.campaign.due_on,
        "lines": lines,
        "choices": CHOICES,
        "details": form,
        "outcome": outcome,
        "was_sent": "sent" in request.GET,
        "is_complete": lines.open_count == 0 and member.answered_at is not None and outcome is None,
        "is_illustrative": member.enterprise.is_illustrative,
    }
    return render(request, "public/templates/confirmation.html", context)


def _worthless(request: HttpRequest, token: str, why: str) -> HttpResponse:
    """The page of a link that cannot be used: why, and what to do. It tells nothing of the firm."""
    context = {**_frame(request, token), "why": why, "was_asked": "asked" in request.GET}
    return render(
        request, "public/templates/confirmation_over.html", context, status=404 if why == "unknown" else 410
    )


@require_POST
@_by_link
def renewal(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """Send a new link to the firm's registered contact; the page says the same whether there is one or not."""
    if link is not None and state_of(link, timezone.now()) in {LinkState.EXPIRED, LinkState.REVOKED}:
        ask_again(link, timezone.localdate(), timezone.now())
    return redirect(f"{_address(token, request)}&asked=1")


def _address(token: str, request: HttpRequest) -> str:
    return f"{reverse('public:confirmation', args=[token])}?lang={request.LANGUAGE_CODE}"


def _frame(request: HttpRequest, token: str) -> dict[str, Any]:
    plain = reverse("public:confirmation", args=[token])
    return {
        "address": _address(token, request),
        "renewal_address": f"{reverse('public:confirmation_renewal', args=[token])}?lang={request.LANGUAGE_CODE}",
        "languages": [(code, f"{plain}?lang={code}", code == request.LANGUAGE_CODE) for code in LANGUAGES],
    }


def _since(member: CampaignMember) -> dt.date:
    began = member.campaign.started_at or member.campaign.created_at
    return timezone.localdate(began)
