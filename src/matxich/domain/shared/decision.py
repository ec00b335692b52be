"""May this be done? Yes, or no with the reason that a person is shown beside the switched-off button."""

from __future__ import annotations

from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer of a policy (may this ever be done in this state) or of a permission (may this person do it)."""

    #: None allows; a sentence refuses and says why and what would change it
    refusal: Text | None = None

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return self.refusal is None

    def __bool__(self) -> bool:
        return self.allowed

    def __and__(self, other: Decision) -> Decision:
        """Return the first refusal of the two; the policy is asked first, for its reason holds for everybody."""
        return other if self.allowed else self


ALLOWED = Decision()


def refused(vi: str, en: str) -> Decision:
    """Return a refusal with its reason in both languages.

    >>> refused("Chưa có hồ sơ.", "No file yet.").allowed
    False
    """
    return Decision(Text(vi, en))


class NotAllowedError(Exception):
    """Something was attempted that a policy or a permission refuses; `text` says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def require(decision: Decision) -> None:
    """Raise the refusal, if it is one.

    Raises:
        NotAllowedError: the decision refuses.
    """
    if decision.refusal is not None:
        raise NotAllowedError(decision.refusal)
