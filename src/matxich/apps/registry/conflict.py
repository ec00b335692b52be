"""Two people changed one row: the second one is told, and what they entered is kept on their page."""

from __future__ import annotations

from django.db import models


class EditConflictError(Exception):
    """The row has changed since the page was loaded; `current` is what stands there now."""

    def __init__(self, current: models.Model) -> None:
        self.current = current
        super().__init__(f"{current} has changed meanwhile")
