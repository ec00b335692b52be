"""A plain BM25 search over the same firms' text, our own, in numpy: what a directory's search box would do.

It ranks by words in common. It knows no unit, no hierarchy, no expiry, and excludes nobody; it stands here for its
speed alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matxich.domain.shared.text import fold
from tests.benchmarks.generated import Drawn

K1, B = 1.2, 0.75


@dataclass(frozen=True)
class Bm25:
    """Postings by word: firms and the word's worth in each, ready to be summed."""

    words: dict[str, int]
    starts: NDArray[np.int64]
    firms: NDArray[np.int32]
    worth: NDArray[np.float32]
    count: int

    def search(self, text: str, top: int) -> NDArray[np.intp]:
        """Return the places of the best `top` firms, best first."""
        scores = np.zeros(self.count, np.float32)
        for word in dict.fromkeys(fold(text).split()):
            number = self.words.get(word)
            if number is not None:
                piece = slice(int(self.starts[number]), int(self.starts[number + 1]))
                scores[self.firms[piece]] += self.worth[piece]
        best = np.argpartition(-scores, top)[:top] if top < self.count else np.arange(self.count)
        return best[np.argsort(-scores[best], kind="stable")]


def build_bm25(drawn: Drawn) -> Bm25:
    """Return the postings of the drawn firms' lines: process as written, and materials."""
    words: dict[str, int] = {}
    label = drawn.stock.vocabulary.materials.label
    texts = [
        fold(" ".join([line.text, *(label(code).vi for code in line.materials)])).split()
        for line in drawn.stock.lines
    ]
    tokens = [[words.setdefault(word, len(words)) for word in text] for text in texts]
    lengths = np.array([len(text) for text in tokens])
    begins = np.concatenate([[0], np.cumsum(lengths)])
    flat = np.array([word for text in tokens for word in text], np.int64)
    count, lines = len(drawn.lines), drawn.lines.ravel()
    own = lengths[lines]
    inside = np.arange(own.sum()) - np.repeat(np.cumsum(own) - own, own)
    term = flat[np.repeat(begins[lines], own) + inside]
    firm = np.repeat(np.arange(len(lines)) // drawn.lines.shape[1], own)
    keys, frequency = np.unique(term * count + firm, return_counts=True)
    term, firm = keys // count, (keys % count).astype(np.int32)
    held = np.bincount(term, minlength=len(words))
    rarity = np.log1p((count - held + 0.5) / (held + 0.5))
    long = own.reshape(drawn.lines.shape).sum(axis=1)
    damping = K1 * (1 - B + B * long / long.mean())
    worth = (rarity[term] * frequency * (K1 + 1) / (frequency + damping[firm])).astype(np.float32)
    return Bm25(words, np.searchsorted(term, np.arange(len(words) + 1)).astype(np.int64), firm, worth, count)
