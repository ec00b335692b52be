"""Bars of evidence, drawn once a grade and language."""
