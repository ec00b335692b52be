"""Who may open a file that somebody gave."""

from __future__ import annotations

from matxich.apps.accounts.models import Role
from matxich.apps.accounts.who import Who
from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.models import Evidence

#: roles that read the evidence of every firm, and the files of imports
READERS = frozenset({Role.OFFICER, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR})


def may_open(who: Who, attachment: Attachment) -> bool:
    """Say whether a person may open a file: staff, the people of the firm it stands behind, and who gave it.

    Evidence is never public, whatever the claim that it stands behind is.
    """
    if who.user_id is None:
        return False
    if who.roles & READERS or attachment.uploaded_by_id == who.user_id:
        return True
    firms = Evidence.objects.filter(attachment=attachment, claim__enterprise_id__in=who.enterprise_ids)
    return firms.exists()
