"""People, their roles, invitations."""

from __future__ import annotations

from matxich.apps.accounts.models.invitation import Invitation
from matxich.apps.accounts.models.role_grant import Role, RoleGrant
from matxich.apps.accounts.models.user import User

__all__ = ["Invitation", "Role", "RoleGrant", "User"]
