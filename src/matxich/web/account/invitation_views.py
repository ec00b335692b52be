"""Accepting an invitation by its link: with the account it was sent to, or a new one made on the spot."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matxich.apps.accounts.actions.invitations import find_invitation
from matxich.apps.accounts.models import Invitation, Role, User
from matxich.apps.foundation.actions.links import note_opened
from matxich.apps.registry.actions.representation import accept_invitation
from matxich.apps.registry.models import Enterprise
from matxich.domain.shared.decision import NotAllowedError
from matxich.web.access import PersonRequest
from matxich.web.templatetags.mx_records import in_words


class NewAccountForm(forms.Form):
    """A new account for the invited address."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=gettext_lazy("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    password2 = forms.CharField(
        label=gettext_lazy("Password (again)"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: object, email: str, **words: object) -> None:
        super().__init__(*args, **words)  # type: ignore[arg-type]
        self._email = email
        self.fields["password1"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, object]:
        """Check the password against the person's own data, and that it was typed twice alike."""
        given = super().clean() or {}
        password = given.get("password1")
        if password and given.get("password2") != password:
            self.add_error("password2", _("You must type the same password each time."))
        elif isinstance(password, str):
            try:
                validate_password(
                    password, User(email=self._email, full_name=str(given.get("full_name", "")))
                )
            except ValidationError as problem:
                self.add_error("password1", problem)
        return given


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: PersonRequest, token: str) -> HttpResponse:
    """Say what the invitation is for, and let its reader accept."""
    now = timezone.now()
    found = find_invitation(token, now)
    if found is None:
        return render(request, "account/templates/invitation_over.html", status=404)
    invited, link = found
    note_opened(link, now)
    user = request.person.user
    if user is None and User.objects.filter(email=invited.email).exists():
        return redirect_to_login(request.get_full_path())
    form = None if user is not None else NewAccountForm(request.POST or None, email=invited.email)
    words = {
        "invitation": invited,
        "what": _what(invited),
        "form": form,
        "is_other": user is not None and user.email != invited.email,
        "account": user,
    }
    if request.method != "POST" or words["is_other"] or (form is not None and not form.is_valid()):
        return render(request, "account/templates/invitation.html", words)
    given = form.cleaned_data if form is not None else {}
    try:
        accepted = accept_invitation(
            invited,
            link,
            user,
            now=now,
            on=timezone.localdate(),
            full_name=given.get("full_name", ""),
            password=given.get("password1"),
            language="en" if get_language() == "en" else "vi",
        )
    except NotAllowedError as refusal:
        messages.error(request, in_words(refusal.text))
        return redirect(request.path)
    if user is not None:
        messages.success(request, _("The invitation is accepted."))
        return redirect("start")
    get_adapter(request).stash_verified_email(request, accepted.email)
    answer: HttpResponse = perform_login(
        request, accepted, email_verification="mandatory", redirect_url="/start/"
    )
    return answer


def _what(invited: Invitation) -> str:
    if invited.role:
        return _("You are invited to work for the programme as: %(role)s.") % {
            "role": Role(invited.role).label
        }
    firm = Enterprise.objects.filter(pk=invited.enterprise_id or 0).first()
    return _("You are invited to act for %(firm)s.") % {"firm": firm or "?"}
