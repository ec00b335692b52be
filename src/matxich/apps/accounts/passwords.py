"""A rule for passwords that Django's own do not know: nothing like the person's name or address."""

from __future__ import annotations

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class OwnWordsValidator(UserAttributeSimilarityValidator):
    """Refuses a password that is like the name or the e-mail of its owner."""

    def __init__(self, max_similarity: float = 0.7) -> None:
        super().__init__(user_attributes=("email", "full_name"), max_similarity=max_similarity)

    def get_error_message(self) -> str:
        """Say what it is like, in words that need no name of a field."""
        return _("The password is too much like your name or your e-mail.")
