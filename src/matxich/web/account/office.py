"""Signing in through the office's own server (OpenID Connect): whom it may let in, and to which account."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from matxich.apps.accounts.models import User
from matxich.apps.accounts.queries.roles import STAFF, roles_of


class OfficeAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Takes the server's word for who somebody is, and for an e-mail only where it says that it is verified."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse an unverified e-mail, and joining to a staff account without a second factor."""
        if not sociallogin.is_existing and not any(
            one.verified and one.email for one in sociallogin.email_addresses
        ):
            raise self._refusal(
                request,
                _("The sign-in server does not state that your e-mail address is verified."),
                _("Ask its administrator to verify the address, or sign in with e-mail and password."),
            )
        if sociallogin.state.get("process") == AuthProcess.CONNECT and isinstance(request.user, User):
            staff = roles_of(request.user.pk, timezone.localdate()) & STAFF
            if staff and not is_mfa_enabled(request.user):
                raise self._refusal(
                    request,
                    _(
                        "Your account works for the programme, so it can be joined only with a second factor set up."
                    ),
                    _("Set up an authenticator app or a security key first, then join the accounts again."),
                )

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Take the name over for a new account."""
        user = super().populate_user(request, sociallogin, data)
        user.full_name = str(data.get("name") or "")[:120].strip()
        user.language = "en" if get_language() == "en" else "vi"
        return user

    @staticmethod
    def _refusal(request: HttpRequest, explanation: str, next_step: str) -> ImmediateHttpResponse:
        words = {
            "status": 403,
            "title": _("You are not signed in"),
            "explanation": explanation,
            "next_step": next_step,
        }
        return ImmediateHttpResponse(render(request, "errors/error.html", words, status=403))
