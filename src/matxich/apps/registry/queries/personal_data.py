"""Everything that is kept of one person, for themselves to read and take away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from matxich.apps.accounts.models import Invitation, User
from matxich.apps.accounts.queries.people import grants_of, sessions_of
from matxich.apps.foundation.models import AuditEntry, Message, Notification
from matxich.apps.registry.models import ClaimingRequest, Contact, Representative
from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of rows that is kept of a person."""

    #: code of the purpose in catalogue/personal_data.toml
    purpose: str
    #: stands in the file: "sessions"
    code: str
    label: Text
    #: heading → value, one mapping a row
    rows: list[dict[str, Any]]


def kept_of(user: User) -> list[Part]:
    """Return all that is kept of a person who has an account, part by part; empty parts too."""
    return [
        Part("account", "account", Text("Tài khoản", "Account"), [_account(user)]),
        Part("account", "second_factors", Text("Yếu tố thứ hai", "Second factors"), _second_factors(user)),
        Part("account", "sessions", Text("Phiên đăng nhập", "Sessions"), _sessions(user)),
        Part("account", "sign_in_servers", Text("Máy chủ đăng nhập", "Sign-in servers"), _servers(user)),
        Part("role", "roles", Text("Vai trò", "Roles"), _roles(user)),
        Part("role", "firms", Text("Doanh nghiệp đại diện", "Firms represented"), _firms(user)),
        Part(
            "role", "claiming", Text("Yêu cầu nhận doanh nghiệp", "Requests to claim a firm"), _claiming(user)
        ),
        Part("role", "invitations", Text("Lời mời", "Invitations"), _invitations(user)),
        Part(
            "firm_contact",
            "contacts",
            Text("Người liên hệ có cùng e-mail", "Contacts with the same e-mail"),
            [contact_row(one) for one in Contact.objects.filter(email__iexact=user.email, erased_at=None)],
        ),
        Part("mail", "mails", Text("Thư đã gửi tới", "Mails to the person"), _mails(user)),
        Part("mail", "notices", Text("Thông báo", "Notices"), _notices(user)),
        Part("work", "acts", Text("Việc đã làm", "What the person did"), _acts(user)),
    ]


def contact_row(contact: Contact) -> dict[str, Any]:
    """Return what is kept of one contact person."""
    return {
        "enterprise": str(contact.enterprise),
        "full_name": contact.full_name,
        "position": contact.position,
        "email": contact.email,
        "phone": contact.phone,
        "language": contact.language,
        "is_registered": contact.is_registered,
        "purpose": contact.purpose,
        "basis": contact.basis,
        "consented_at": contact.consented_at,
        "withdrawn_at": contact.withdrawn_at,
    }


def mails_to(address: str) -> list[dict[str, Any]]:
    """Return the mails written to an address, the newest first, without their secrets."""
    if not address:
        return []
    found = Message.objects.filter(to_address__iexact=address).order_by("-created_at")
    return [dict(row) for row in found.values("created_at", "kind", "subject", "state", "sent_at")]


def _account(user: User) -> dict[str, Any]:
    address = EmailAddress.objects.filter(user=user, primary=True).first()
    return {
        "number": user.pk,
        "email": user.email,
        "email_verified": bool(address and address.verified),
        "full_name": user.full_name,
        "language": user.language,
        "joined_at": user.joined_at,
        "last_login": user.last_login,
        "has_password": user.has_usable_password(),
    }


def _second_factors(user: User) -> list[dict[str, Any]]:
    return list(
        Authenticator.objects.filter(user=user).order_by("pk").values("type", "created_at", "last_used_at")
    )


def _sessions(user: User) -> list[dict[str, Any]]:
    return [
        {"ip": one.ip, "browser": one.user_agent, "since": one.created_at, "last_seen": one.last_seen_at}
        for one in sessions_of(user)
    ]


def _servers(user: User) -> list[dict[str, Any]]:
    found = SocialAccount.objects.filter(user=user)
    return [
        {"server": one.provider, "number": one.uid, "said": one.extra_data, "since": one.date_joined}
        for one in found
    ]


def _roles(user: User) -> list[dict[str, Any]]:
    return [
        {"role": one.role, "valid_from": one.valid_from, "valid_until": one.valid_until}
        for one in grants_of(user.pk)
    ]


def _firms(user: User) -> list[dict[str, Any]]:
    rows = Representative.objects.filter(user=user).select_related("enterprise")
    return [
        {
            "enterprise": str(one.enterprise),
            "valid_from": one.valid_from,
            "valid_until": one.valid_until,
            "proof": one.proof,
        }
        for one in rows
    ]


def _claiming(user: User) -> list[dict[str, Any]]:
    rows = ClaimingRequest.objects.filter(user=user).select_related("enterprise")
    return [
        {
            "enterprise": str(one.enterprise),
            "created_at": one.created_at,
            "state": one.state,
            "message": one.message,
            "reason": one.reason,
        }
        for one in rows
    ]


def _invitations(user: User) -> list[dict[str, Any]]:
    found = Invitation.objects.filter(email__iexact=user.email)
    return [
        dict(row)
        for row in found.values(
            "full_name", "role", "enterprise_id", "created_at", "accepted_at", "revoked_at"
        )
    ]


def _mails(user: User) -> list[dict[str, Any]]:
    return mails_to(user.email)


def _notices(user: User) -> list[dict[str, Any]]:
    found = Notification.objects.filter(user_id=user.pk)
    return [dict(row) for row in found.values("created_at", "text_vi", "read_at")]


def _acts(user: User) -> list[dict[str, Any]]:
    found = AuditEntry.objects.filter(actor_id=user.pk)
    return [dict(row) for row in found.values("at", "action", "subject_type", "subject_id", "reason")]
