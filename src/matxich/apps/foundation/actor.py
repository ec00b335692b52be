"""Who acts: a person, a link that a person holds, a file, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever an act is written down to."""

    #: number of the user; None for the system and for signed links
    user_id: int | None = None
    #: "web", "link", "import", "system" or "command"
    via: str = "web"


SYSTEM = Actor(via="system")
COMMAND = Actor(via="command")
