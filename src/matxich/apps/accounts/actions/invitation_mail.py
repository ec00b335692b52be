"""The words of the mail that carries an invitation."""

from __future__ import annotations

import datetime as dt

from matxich.apps.accounts.models import Invitation, Role
from matxich.apps.foundation.mail import queue_message
from matxich.apps.foundation.models import Message
from matxich.domain.shared.bilingual import Text

_SUBJECT = Text("[Mắt Xích] Lời mời tham gia {purpose}", "[Mắt Xích] Invitation {purpose}")
_BODY = Text(
    """Kính gửi {name},

Ông/Bà được mời tham gia hệ thống Mắt Xích {purpose}.

Mở liên kết sau để nhận lời mời (hiệu lực đến hết ngày {until}):

{link}

Liên kết này dành riêng cho {email}; xin không chuyển tiếp. Nếu thư đến nhầm người, xin bỏ qua.

Mắt Xích
""",
    """Dear {name},

You are invited to Mắt Xích {purpose}.

Open this link to accept (valid until {until}):

{link}

The link is meant for {email} only; please do not pass it on. If it reached the wrong person, ignore it.

Mắt Xích
""",
)
_ROLES = {
    Role.OFFICER: Text("với vai trò cán bộ", "as an officer"),
    Role.LEADER: Text("với vai trò lãnh đạo", "as a leader"),
    Role.COUNCIL_MEMBER: Text("với vai trò thành viên hội đồng", "as a council member"),
    Role.ADMINISTRATOR: Text("với vai trò quản trị viên", "as an administrator"),
    Role.AUDITOR: Text("với vai trò kiểm toán viên", "as an auditor"),
}


def write_invitation(
    invitation: Invitation,
    link: str,
    link_number: int,
    purpose_words: Text | None,
    language: str,
    now: dt.datetime,
) -> Message:
    """Put the mail into the outbox; the link is a secret there."""
    purpose = purpose_words or (_ROLES[Role(invitation.role)] if invitation.role else Text("", ""))
    until = invitation.expires_at.date()
    body = _BODY.format(
        name=invitation.full_name or Text("Ông/Bà", "Sir or Madam"),
        purpose=purpose,
        until=Text(f"{until:%d/%m/%Y}", until.isoformat()),
        link=link,
        email=invitation.email,
    )
    return queue_message(
        f"invitation:{invitation.pk}:{link_number}",
        "invitation",
        invitation.email,
        _SUBJECT.format(purpose=purpose).in_language(language),
        body.in_language(language),
        language=language,
        now=now,
        about=invitation,
        secrets=(link,),
    )
