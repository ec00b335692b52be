"""How this site signs people in, where it differs from allauth's own ways."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from matxich.apps.accounts.models import User
from matxich.web.account.throttling import seconds_left, too_many_guesses


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts by e-mail; mails in the reader's own language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether people may make accounts of their own."""
        return bool(settings.OPEN_SIGNUP)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to one's account."""
        return reverse("accounts:home")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask once more before what concerns safety, but not right after signing in."""
        steps = get_authentication_records(self.request, self.request.user)
        latest = max((float(step["at"]) for step in steps), default=0.0)
        if timezone.now().timestamp() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a guess; refuse one too many and say for how long."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refusal:
            key = self._get_login_attempts_cache_key(request, **credentials)
            left = seconds_left(request, "login_failed", key=key)
            raise ValidationError(too_many_guesses(left), code="too_many_login_attempts") from refusal

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language that the reader has chosen."""
        user = User.objects.filter(email__iexact=email).first() or context.get("user")
        with translation.override(user.language if isinstance(user, User) else translation.get_language()):
            super().send_mail(template_prefix, email, context)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors under this site's name."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages

    def _get_site_name(self) -> str:
        return "Mắt Xích"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Return a name for the next key."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Security key %(number)d") % {"number": count + 1}
