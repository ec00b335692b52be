"""The words of pages and commands: `python -m scripts.messages compile|update|check`. Needs Babel.

English stands in the code and is the key; `locale/vi/LC_MESSAGES/django.po` holds the Vietnamese. `compile` writes the
`.mo` files that programs read (made at set-up and in a wheel, never committed), `update` brings the catalogue up to
date with the code, `check` says what is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from scripts.stamps import ROOT, Stamp, digest, say, stop

PACKAGE = ROOT / "src" / "matxich"
LOCALE = PACKAGE / "locale"
CATALOGUE = LOCALE / "vi" / "LC_MESSAGES" / "django.po"
#: Beside Babel's own words for marking a text: Django's lazy ones.
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
COMMENT_TAGS = ["Translators:"]
#: A catalogue's head must not change with the hour it is written at.
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)

Key = tuple[str | tuple[str, ...] | list[str], str | None]


def extracted() -> Catalog:
    """Return every text marked in the package's Python files and templates."""
    catalogue = Catalog(project="Mắt Xích", creation_date=_WRITTEN, revision_date=_WRITTEN)
    for path in sorted(PACKAGE.rglob("*.py")):
        _add(catalogue, path, path.read_bytes())
    for path in sorted(
        [*PACKAGE.rglob("*.html"), *(PACKAGE / "web").rglob("*.txt")]
    ):  # mails are templates too
        _add(catalogue, path, _as_python(path).encode())
    return catalogue


def _add(catalogue: Catalog, path: Path, source: bytes) -> None:
    place = path.relative_to(ROOT).as_posix()
    for _line, message, comments, context in extract("python", BytesIO(source), KEYWORDS, COMMENT_TAGS):
        catalogue.add(message, locations=[(place, 0)], auto_comments=comments, context=context)


def _as_python(path: Path) -> str:
    """Return a template as calls of gettext, by Django's own reading of it; indentation would say something in Python."""
    from django.conf import settings  # noqa: PLC0415 -- only extraction needs Django, compiling does not
    from django.utils.translation.template import templatize  # noqa: PLC0415 -- as above

    if not settings.configured:
        settings.configure()
    calls = str(templatize(path.read_text(encoding="utf-8"), origin=str(path)))
    return "\n".join(line.lstrip() for line in calls.splitlines())


def stored() -> Catalog:
    """Return the Vietnamese catalogue as it stands; an empty one before the first text."""
    if not CATALOGUE.exists():
        return Catalog(locale="vi")
    return read_po(StringIO(CATALOGUE.read_text(encoding="utf-8")), locale="vi")


def keys(catalogue: Catalog) -> dict[Key, object]:
    """Return the translations by key: the English text (one, or singular and plural) and its context."""
    return {(message.id, message.context): message.string for message in catalogue if message.id}


def complaints() -> Iterator[str]:
    """Yield what keeps the Vietnamese catalogue from being complete and up to date."""
    catalogue = stored()
    wanted, had = keys(extracted()), keys(catalogue)
    yield from (f"not in the catalogue: {key[0]!r}" for key in wanted if key not in had)
    yield from (f"in the catalogue, no longer in the code: {key[0]!r}" for key in had if key not in wanted)
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(strings):
            yield f"not translated: {message.id!r}"
        if message.id and message.fuzzy:
            yield f"marked fuzzy: {message.id!r}"
        yield from (f"{message.id!r}: {error}" for error in message.check(catalogue) if message.id)


def update() -> None:
    """Add the texts that are new in the code with an empty translation, and drop those that are gone."""
    catalogue = stored()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = _WRITTEN
    catalogue.project, catalogue.version, catalogue.fuzzy = "Mắt Xích", "", False
    catalogue.header_comment = (
        "# The Vietnamese of pages and commands. English stands in the code; see scripts/messages.py."
    )
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "Mắt Xích"
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, include_lineno=False, sort_output=True, omit_header=False)
    CATALOGUE.write_bytes(buffer.getvalue())


def compile_catalogues(locale: Path = LOCALE) -> None:
    """Write the `.mo` file beside every `.po` file; fuzzy translations are left out, as gettext does."""
    for source in sorted(locale.rglob("*.po")):
        catalogue = read_po(StringIO(source.read_text(encoding="utf-8")), locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


def main(arguments: list[str]) -> None:
    """Do what is asked."""
    match arguments:
        case ["compile"]:
            sources = list(LOCALE.rglob("*.po"))
            stamp, value = Stamp("messages"), digest(sources)
            if not (stamp.is_current(value) and all(path.with_suffix(".mo").exists() for path in sources)):
                say("translations")
                compile_catalogues()
                stamp.record(value)
        case ["update"]:
            update()
        case ["check"]:
            found = list(complaints())
            if found:
                stop(
                    "The Vietnamese catalogue (locale/vi) needs work; `make fix` adds new texts.\n  "
                    + "\n  ".join(found)
                )
        case _:
            stop("say compile, update or check")


if __name__ == "__main__":
    main(sys.argv[1:])
