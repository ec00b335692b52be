"""One's own account: what it opens, how it is protected, and one's name."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from matxich.apps.accounts.actions.people import rename
from matxich.apps.accounts.queries.people import sessions_of
from matxich.web.access import PersonRequest, signed_in_page
from matxich.web.account.who import owner


class ProfileForm(forms.Form):
    """What a person may correct about themselves."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of mails to you"), choices=(("vi", "Tiếng Việt"), ("en", "English"))
    )


@require_safe
@signed_in_page
def home(request: PersonRequest) -> HttpResponse:
    """The account at a glance."""
    user = owner(request)
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    words = {
        "user": user,
        "roles": [role.label for role in sorted(request.person.roles)],
        "firms": request.person.enterprises,
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_key": Authenticator.Type.WEBAUTHN in kinds,
        "session_count": len(sessions_of(user)),
        "has_password": user.has_usable_password(),
        "office": settings.OFFICE_SIGN_IN,
    }
    return render(request, "account/templates/home.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_page
def profile(request: PersonRequest) -> HttpResponse:
    """Correct one's name; choose the language of mails."""
    user = owner(request)
    known = {"full_name": user.full_name, "language": user.language}
    form = ProfileForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        rename(user, **form.cleaned_data, actor=request.person.actor, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("accounts:home")
    return render(request, "account/templates/profile.html", {"form": form})
