"""What a supplier's free text claims: concepts it refuses or lacks ("không có CMM", "no plating") are not claims."""

from __future__ import annotations

from matxich.domain.shared.clauses import Mood, mood_at, pieces
from matxich.domain.vocabulary.finder import Mention
from matxich.domain.vocabulary.vocabulary import Vocabulary

_DENIED = {Mood.REFUSED, Mood.WAIVED}


def claimed(vocabulary: Vocabulary, text: str, prefer: str | None = None) -> list[Mention]:
    """Return the concepts that a text claims, in order of place."""
    moods = pieces(text)
    return [
        mention
        for mention in vocabulary.find(text, prefer=prefer)
        if mood_at(moods, mention.start) not in _DENIED
    ]


def denied(vocabulary: Vocabulary, text: str) -> list[Mention]:
    """Return the concepts that a text says the firm does not have or do."""
    moods = pieces(text)
    return [mention for mention in vocabulary.find(text) if mood_at(moods, mention.start) in _DENIED]
