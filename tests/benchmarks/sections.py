"""Parts of `docs/benchmarks.md` that are measured by themselves: each stands between two marks and replaces itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def sections(text: str) -> dict[str, str]:
    """Return the marked parts of the document by name, marks included."""
    found: dict[str, str] = {}
    for piece in text.split("<!-- begin ")[1:]:
        name = piece.partition(" ")[0]
        body = piece.partition(_end(name))[0]
        found[name] = f"<!-- begin {body}{_end(name)}"
    return found


def with_section(text: str, name: str, lines: Sequence[str]) -> str:
    """Return the document with one part written anew, at its place or at the end."""
    part = "\n".join([f"<!-- begin {name} -->", "", *lines, "", _end(name)])
    old = sections(text).get(name)
    return text.replace(old, part) if old else f"{text.rstrip()}\n\n{part}\n"


def with_sections_of(text: str, older: str) -> str:
    """Return the document with the marked parts of an older one behind it."""
    kept = [part for name, part in sections(older).items() if name not in sections(text)]
    return "\n\n".join([text.rstrip(), *kept]) + "\n"


def _end(name: str) -> str:
    return f"<!-- end {name} -->"
