"""The words of the mails to firms. In the language of who gets them; in both where that is not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text

_LINE = "\n" + "–" * 20 + "\n\n"
_SIGNED = Text(
    """Thư này gửi tự động từ hệ thống Mắt Xích của chương trình công nghiệp hỗ trợ.
""",
    """This mail was sent by Mắt Xích, the system of the supporting-industries programme.
""",
)
_EXPIRES = Text(
    "[Mắt Xích] Chứng nhận {what} hết hạn ngày {until}", "[Mắt Xích] Certificate {what} expires on {until}"
)
_EXPIRED = Text(
    "[Mắt Xích] Chứng nhận {what} đã hết hạn ngày {until}", "[Mắt Xích] Certificate {what} expired on {until}"
)
_REMINDER = Text(
    """Kính gửi {person},

Chứng nhận {what} của {firm} {when}.

Sau ngày đó danh bạ không còn tính chứng nhận này, và doanh nghiệp không còn được tìm thấy theo nó.

Nếu đã có giấy mới: xin đăng nhập {site} và gửi bản chụp ở dòng chứng nhận này. Nếu không gia hạn, xin rút dòng này.

{signed}""",
    """Dear {person},

The certificate {what} of {firm} {when}.

After that day the directory no longer counts it, and the firm is no longer found by it.

If you hold a new one: please sign in at {site} and send a copy in the line of this certificate. If it is not renewed, please take the line back.

{signed}""",
)
_WHEN = {
    True: Text("hết hạn ngày {until}, còn {days} ngày", "expires on {until}, in {days} days"),
    False: Text("hết hạn hôm nay, ngày {until}", "expires today, {until}"),
}
_WAS = Text("đã hết hạn ngày {until}", "expired on {until}")
_ASK = Text(
    "[Mắt Xích] Thông tin của {firm} còn đúng không?", "[Mắt Xích] Is the record of {firm} still true?"
)
_REMIND = Text(
    "[Mắt Xích] Nhắc: thông tin của {firm} còn đúng không?",
    "[Mắt Xích] Reminder: is the record of {firm} still true?",
)
_QUESTION = Text(
    """Kính gửi {person},

Mỗi năm một lần, chương trình xin mỗi doanh nghiệp xác nhận thông tin năng lực trong danh bạ còn đúng, để bên mua tìm được đúng nhà cung cấp.

Xin mở liên kết sau. Không cần đăng nhập; với hầu hết doanh nghiệp chỉ mất vài phút, làm được trên điện thoại:

{link}

Xin trả lời trước ngày {due}. Liên kết dùng được đến hết ngày {until} và chỉ dành cho {firm}; xin không chuyển ra ngoài doanh nghiệp.

{signed}""",
    """Dear {person},

Once a year the programme asks every firm whether what the directory says of it is still true, so that buyers find the right supplier.

Please open this link. There is no need to sign in; it takes most firms a few minutes, on a phone too:

{link}

Please answer by {due}. The link works until {until} and is meant for {firm} only; please do not pass it on outside the firm.

{signed}""",
)
_AGAIN = Text(
    """Kính gửi {person},

Có người vừa yêu cầu một liên kết mới để xác nhận thông tin của {firm}:

{link}

Liên kết dùng được đến hết ngày {until}. Nếu không phải người của doanh nghiệp yêu cầu, xin bỏ qua thư này: không có liên kết thì không ai thay đổi được gì.

{signed}""",
    """Dear {person},

Somebody has just asked for a new link to confirm the record of {firm}:

{link}

It works until {until}. If nobody of your firm asked for it, ignore this mail: without the link nobody can change anything.

{signed}""",
)
_MOVED = Text(
    "[Mắt Xích] Địa chỉ liên hệ của {firm} đã đổi", "[Mắt Xích] The contact address of {firm} was changed"
)
_MOVED_BODY = Text(
    """Kính gửi {person},

Qua liên kết xác nhận gửi tới địa chỉ này, địa chỉ thư liên hệ của {firm} vừa được đổi sang địa chỉ khác. Từ nay thư của chương trình gửi đến địa chỉ mới.

Nếu việc này không đúng, xin báo ngay cho cán bộ chương trình.

{signed}""",
    """Dear {person},

Through the confirmation link that was sent to this address, the contact address of {firm} was changed to another one. The programme's mail goes there from now on.

If that is wrong, please tell an officer of the programme at once.

{signed}""",
)
_SOMEBODY = Text("Quý doanh nghiệp", "Sir or Madam")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's words in one language, or in both."""

    subject: str
    body: str
    language: str


def day(value: dt.date) -> Text:
    """Return a day as each language writes it."""
    return Text(f"{value:%d/%m/%Y}", value.isoformat())


def certificate_reminder(
    language: str, *, person: str, firm: str, what: Text, expires_on: dt.date, on: dt.date, site: str
) -> Letter:
    """Return the mail that a certificate runs out, or has."""
    left = (expires_on - on).days
    until = day(expires_on)
    when = _WAS if left < 0 else _WHEN[left > 0]
    subject = (_EXPIRED if left < 0 else _EXPIRES).format(what=what, until=until)
    body = _REMINDER.format(
        person=person or _SOMEBODY,
        what=what,
        firm=firm,
        when=when.format(until=until, days=left),
        site=site,
        signed=_SIGNED,
    )
    return _letter(language, subject, body)


def question(
    language: str, *, person: str, firm: str, link: str, due_on: dt.date, until: dt.date, is_reminder: bool
) -> Letter:
    """Return the mail that asks whether a record is still true."""
    subject = (_REMIND if is_reminder else _ASK).format(firm=firm)
    body = _QUESTION.format(
        person=person or _SOMEBODY, firm=firm, link=link, due=day(due_on), until=day(until), signed=_SIGNED
    )
    return _letter(language, subject, body)


def new_link(language: str, *, person: str, firm: str, link: str, until: dt.date) -> Letter:
    """Return the mail with a link that was asked for again."""
    body = _AGAIN.format(person=person or _SOMEBODY, firm=firm, link=link, until=day(until), signed=_SIGNED)
    return _letter(language, _ASK.format(firm=firm), body)


def address_changed(language: str, *, person: str, firm: str) -> Letter:
    """Return the mail to an address that is no longer the firm's."""
    body = _MOVED_BODY.format(person=person or _SOMEBODY, firm=firm, signed=_SIGNED)
    return _letter(language, _MOVED.format(firm=firm), body)


def _letter(language: str, subject: Text, body: Text) -> Letter:
    if language in {"vi", "en"}:
        return Letter(subject.in_language(language), body.in_language(language), language)
    return Letter(f"{subject.vi} / {subject.en}", f"{body.vi}{_LINE}{body.en}", "vi")
