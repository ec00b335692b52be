"""Write the documents that come out of the code: `make docs`. A test fails when one is out of date."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from scripts.stamps import BUILD, ROOT, say

SETTINGS_HEAD = """\
# Settings

Written by `make docs` from the calls in `src/matxich/config/settings.py`; change it there.

Nothing has to be set. A value that cannot be used stops the start with the name of the variable. A variable that is
set but empty counts as not set.

| variable | what may stand there | when not set | what it does |
|---|---|---|---|
"""


def settings_document() -> str:
    """Return docs/settings.md as it should be: a row for each environment variable the settings ask for."""
    os.environ.setdefault("MATXICH_DATA_DIR", str(BUILD / "document-data"))
    import_module("matxich.config.settings")
    declared = import_module("matxich.config.env").DECLARED
    rows = (
        f"| `{setting.name}` | {setting.kind} | {setting.default} | {setting.help} |\n"
        for setting in sorted(declared, key=lambda setting: setting.name)
    )
    return SETTINGS_HEAD + "".join(rows)


#: Document → the function that writes it.
GENERATED: dict[Path, Callable[[], str]] = {
    ROOT / "docs" / "settings.md": settings_document,
}


def main() -> None:
    """Write every generated document whose text has changed."""
    for path, write in GENERATED.items():
        text = write()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            say(f"{path.relative_to(ROOT)}")
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
