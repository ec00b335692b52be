"""Rows of the foundation, one aggregate a file."""

from __future__ import annotations

from matxich.apps.foundation.models.attachment import Attachment
from matxich.apps.foundation.models.audit_entry import AuditEntry
from matxich.apps.foundation.models.change import Change
from matxich.apps.foundation.models.job import Job, Tick
from matxich.apps.foundation.models.message import Message
from matxich.apps.foundation.models.notification import Notification
from matxich.apps.foundation.models.parameter import Parameter
from matxich.apps.foundation.models.signed_link import SignedLink

__all__ = [
    "Attachment",
    "AuditEntry",
    "Change",
    "Job",
    "Message",
    "Notification",
    "Parameter",
    "SignedLink",
    "Tick",
]
