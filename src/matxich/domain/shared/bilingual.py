"""Sentences of the rules in both languages of the interface, and numbers written as each language writes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label, in Vietnamese and in English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the Vietnamese text for "vi", else the English."""
        return self.vi if language == "vi" else self.en

    def format(self, **values: object) -> Text:
        """Fill the templates; a `Text` value goes in in the matching language, a number in its notation."""
        return Text(
            self.vi.format(**{key: _written(value, "vi") for key, value in values.items()}),
            self.en.format(**{key: _written(value, "en") for key, value in values.items()}),
        )

    def as_dict(self) -> dict[str, str]:
        """Return the JSON form."""
        return {"vi": self.vi, "en": self.en}


def same(text: str) -> Text:
    """Return a `Text` that reads the same in both languages (a standard's name, a grade)."""
    return Text(text, text)


def _written(value: object, language: str) -> str:
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return number(float(value), language)
    return str(value)


def number(value: float, language: str) -> str:
    """Write a number with at most four significant decimals: `1.100,5` in Vietnamese, `1,100.5` in English.

    >>> number(1100.5, "vi"), number(0.005, "en"), number(50000.0, "vi")
    ('1.100,5', '0.005', '50.000')
    """
    decimals = 0 if abs(value) >= 1000 and value == int(value) else 4
    english = f"{value:,.{decimals}f}"
    if "." in english:
        english = english.rstrip("0").rstrip(".")
    if language != "vi":
        return english
    return english.translate(str.maketrans(",.", ".,"))


def joined(items: list[Text], vi_word: str = "hoặc", en_word: str = "or") -> Text:
    """Join labels as a list with a last word ("A, B hoặc C"); "" for an empty list."""
    return Text(_joined([i.vi for i in items], vi_word), _joined([i.en for i in items], en_word))


def _joined(items: list[str], word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
