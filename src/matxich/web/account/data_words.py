"""Headings of what is kept of a person, and its values as people read them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matxich.apps.accounts.models import Role
from matxich.catalogue.personal_data import purpose_label
from matxich.web.presenters.history_words import act_in_words, field_in_words
from matxich.web.staff.audit_words import record_kind
from matxich.web.templatetags.mx_records import in_words

HEADINGS: dict[str, Promise] = {
    "number": gettext_lazy("Number"),
    "email_verified": gettext_lazy("E-mail verified"),
    "joined_at": gettext_lazy("Account since"),
    "last_login": gettext_lazy("Last signed in"),
    "has_password": gettext_lazy("Has a password"),
    "type": gettext_lazy("Kind"),
    "created_at": gettext_lazy("Made at"),
    "last_used_at": gettext_lazy("Last used"),
    "ip": gettext_lazy("Network address"),
    "browser": gettext_lazy("Browser"),
    "since": gettext_lazy("Since"),
    "last_seen": gettext_lazy("Last seen"),
    "server": gettext_lazy("Server"),
    "said": gettext_lazy("What the server said"),
    "enterprise": gettext_lazy("Firm"),
    "enterprise_id": gettext_lazy("Number of the firm"),
    "proof": gettext_lazy("How it was proven"),
    "message": gettext_lazy("Message"),
    "reason": gettext_lazy("Reason"),
    "accepted_at": gettext_lazy("Accepted at"),
    "revoked_at": gettext_lazy("Called back at"),
    "is_registered": gettext_lazy("Registered contact"),
    "purpose": gettext_lazy("Kept for"),
    "basis": gettext_lazy("Basis"),
    "withdrawn_at": gettext_lazy("Withdrawn at"),
    "subject": gettext_lazy("Subject"),
    "sent_at": gettext_lazy("Sent at"),
    "text_vi": gettext_lazy("Text"),
    "read_at": gettext_lazy("Read at"),
    "at": gettext_lazy("When"),
    "action": gettext_lazy("What was done"),
    "subject_type": gettext_lazy("Kind of record"),
    "subject_id": gettext_lazy("Number of the record"),
}
_CODES: dict[str, dict[str, Promise]] = {
    "type": {
        "totp": gettext_lazy("Authenticator app"),
        "webauthn": gettext_lazy("Security key"),
        "recovery_codes": gettext_lazy("Recovery codes"),
    },
    "role": {str(role): role.label for role in Role},
    "proof": {
        "code": gettext_lazy("Code sent to the registered contact"),
        "officer": gettext_lazy("Approved by an officer"),
        "invitation": gettext_lazy("Invited"),
    },
    "kind": {
        "account": gettext_lazy("Account"),
        "invitation": gettext_lazy("Invitation"),
        "reconfirmation": gettext_lazy("Yearly confirmation"),
        "certificate_reminder": gettext_lazy("Certificate that runs out"),
    },
    "language": {"vi": gettext_lazy("Vietnamese"), "en": gettext_lazy("English")},
}


def heading(name: str) -> str:
    """Return what a field is called."""
    return str(HEADINGS[name]) if name in HEADINGS else field_in_words(name)


def value_in_words(name: str, value: Any, on: dt.date) -> str:
    """Return a value as people read it; "" for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return date_format(localtime(value) if is_aware(value) else value, "SHORT_DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if name == "action":
        return act_in_words(str(value))
    if name == "subject_type":
        return record_kind(str(value))
    if name == "purpose":
        return in_words(purpose_label(str(value), on))
    known = _CODES.get(name, {}).get(str(value))
    return str(known) if known is not None else str(value)
