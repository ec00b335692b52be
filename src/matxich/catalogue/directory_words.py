"""What the directory reads words with, made of the vocabulary once a process."""

from __future__ import annotations

import functools

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.spelling import Spelling, spelling_of
from matxich.domain.directory.suggesting import ConceptNames


@functools.cache
def load_spelling() -> Spelling:
    """Return the speller over the vocabulary; the same object every time."""
    return spelling_of(load_vocabulary())


@functools.cache
def load_concept_names() -> ConceptNames:
    """Return every name of every concept by its beginning; the same object every time."""
    return ConceptNames(load_vocabulary())
