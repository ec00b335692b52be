"""Accepting several lines of one firm in one go, as when one audit report stands behind them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from matxich.apps.accounts.models import Role
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import Claim, Verification
from matxich.apps.registry.permissions import may_decide
from matxich.apps.registry.queries.verification import chosen_claims, may_accept_together, shared_files
from matxich.domain.shared.decision import NotAllowedError
from matxich.domain.shared.grade import Grade
from matxich.web.access import PersonRequest, staff_page
from matxich.web.staff.verification_forms import GRADES, TogetherForm
from matxich.web.staff.verification_page import summary_of
from matxich.web.templatetags.mx_records import in_words


@require_POST
@staff_page(Role.OFFICER)
def together(request: PersonRequest) -> HttpResponse:
    """Ask for the grade of the chosen lines, then accept each of them; what was changed meanwhile stays, and is told."""
    versions = _versions(request.POST.getlist("row"))
    claims = chosen_claims(versions)
    back = _back(request)
    decision = may_accept_together(claims)
    if decision.refusal is not None:
        messages.warning(request, in_words(decision.refusal))
        return redirect(back)
    mine = may_decide(request.person.who, claims[0])
    shares = bool(shared_files(claims))
    grades = GRADES if shares else tuple(grade for grade in GRADES if grade > Grade.DOCUMENT_CHECKED)
    is_sent = "confirmed" in request.POST
    form = TogetherForm(request.POST if is_sent else None, grades=grades)
    if is_sent and mine and form.is_valid():
        _accept(request, claims, versions, form.cleaned_data["grade"], form.cleaned_data["reason"])
        return redirect(back)
    words = {
        "firm": claims[0].enterprise,
        "form": form,
        "decision": mine,
        "shares": shares,
        "lines": [(claim, summary_of(claim)) for claim in claims],
        "consequences": _consequences(claims, shares=shares),
        "carried": [("row", [f"{claim.pk}:{claim.version}" for claim in claims]), ("next", back)],
        "cancel": back,
        "is_illustrative": claims[0].enterprise.is_illustrative,
    }
    return render(request, "staff/templates/verification_together.html", words)


def _versions(rows: Iterable[str]) -> dict[int, int | None]:
    """Return number → version of the chosen lines, None where the page did not say; what is no number is passed over."""
    found: dict[int, int | None] = {}
    for row in rows:
        number, _colon, version = row.partition(":")
        if number.isascii() and number.isdigit() and len(number) < 19:
            found[int(number)] = int(version) if version.isascii() and version.isdigit() else None
    return found


def _accept(
    request: PersonRequest, claims: Sequence[Claim], versions: dict[int, int | None], grade: int, reason: str
) -> None:
    done = 0
    for claim in claims:
        try:
            decide(
                claim,
                Verification.Decision.ACCEPTED,
                actor=request.person.actor,
                now=timezone.now(),
                grade=grade,
                reason=reason,
                expected_version=versions[claim.pk],
            )
            done += 1
        except EditConflictError:
            messages.warning(
                request, _("Changed meanwhile, so left as it is: %(line)s") % {"line": summary_of(claim)}
            )
        except NotAllowedError as refusal:
            messages.warning(request, f"{summary_of(claim)}: {in_words(refusal.text)}")
    told = ngettext("%(n)d line was accepted.", "%(n)d lines were accepted.", done) % {"n": done}
    messages.success(request, told)


def _consequences(claims: Sequence[Claim], *, shares: bool) -> list[str]:
    told = ngettext(
        "%(n)d line gets the grade chosen below, and its verified version takes effect.",
        "%(n)d lines get the grade chosen below, and their verified versions take effect.",
        len(claims),
    )
    found = [told % {"n": len(claims)}, _("The firm is told of every line.")]
    if not shares:
        found.append(
            _("No file stands behind all of them, so they can only be accepted after a visit or by a buyer.")
        )
    return found


def _back(request: PersonRequest) -> str:
    asked = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if known else reverse("staff:verification")
