"""Data we wrote: the vocabulary, and later programmes, measures and criteria. This package only reads its own files."""
