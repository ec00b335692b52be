"""The words of pages and of the command line, by language, and how each language writes dates.

English is in the code, Vietnamese in `vi/LC_MESSAGES/django.po`; `make fix` brings that file up to date with the code.
Sentences that the rules themselves make carry both languages and do not come here (docs/adr/0003).
"""

from __future__ import annotations

import gettext
from pathlib import Path

#: Django looks for this name; the command line reads the same catalogue.
DOMAIN = "django"
LANGUAGES = ("vi", "en")
FOLDER = Path(__file__).resolve().parent


def translations(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language for use without Django: `_ = translations("vi").gettext`.

    English, and any language there is no catalogue for, give the text back as it stands in the code.
    """
    return gettext.translation(DOMAIN, localedir=FOLDER, languages=[language], fallback=True)
