"""A result on disk, in pieces: the list of lines, each line by itself, what was read.

The document of a long list is tens of megabytes; a page needs one line of it. So the lines lie one below the other in
a file, and the index says where each begins. The whole document is put together again for a download.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matxich.domain.shared.text import fold

_INDEX, _LINES, _READ = "index.json", "lines.jsonl", "read.json"


def keep(document: Mapping[str, Any], folder: Path) -> None:
    """Write a document into a folder, in place of an earlier one."""
    part = folder.with_name("result.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    heads = []
    with (part / _LINES).open("wb") as file:
        for line in document["lines"]:
            data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
            heads.append(_head(line, file.tell(), len(data)))
            file.write(data + b"\n")
    rest = {key: value for key, value in document.items() if key not in {"lines", "read"}}
    _dump(part / _READ, document["read"])
    _dump(part / _INDEX, {"document": rest, "heads": heads, "remarks": len(document["read"]["findings"])})
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def _head(line: Mapping[str, Any], start: int, length: int) -> dict[str, Any]:
    firms = line["shortlist"]
    return {
        "line": line["line"],
        "part_no": line["part_no"] or "",
        "name": line["name"],
        "state": line["state"],
        "completeness": line["completeness"],
        "qualified": line["qualified_count"],
        "near": line["near_count"],
        "best": firms[0]["score"] if firms else None,
        "asked": [
            requirement["text"] for requirement in line["requirements"] if requirement["type"] == "process"
        ],
        # what the search box looks in
        "key": fold(f"{line['part_no'] or ''} {line['name']}"),
        "place": [start, length],
    }


class Result:
    """A kept result, opened for reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        index = _load(folder / _INDEX)
        #: "version", "meta" and "upgrades" of the document
        self.document: dict[str, Any] = index["document"]
        #: one entry for each line, in the order of the file
        self.heads: list[dict[str, Any]] = index["heads"]
        #: how many remarks there are on the files
        self.remarks: int = index["remarks"]

    @property
    def meta(self) -> dict[str, Any]:
        """How it was matched."""
        return dict(self.document["meta"])

    def line(self, number: int) -> dict[str, Any] | None:
        """Return one line of the document; None when there is no such line."""
        head = next((head for head in self.heads if head["line"] == number), None)
        if head is None:
            return None
        start, length = head["place"]
        with (self._folder / _LINES).open("rb") as file:
            file.seek(start)
            return dict(json.loads(file.read(length)))

    def read(self) -> dict[str, Any]:
        """Return what was understood of the two files."""
        return dict(_load(self._folder / _READ))

    def whole(self) -> dict[str, Any]:
        """Return the document as it was."""
        with (self._folder / _LINES).open("rb") as file:
            lines = [json.loads(line) for line in file]
        return {**self.document, "lines": lines, "read": self.read()}


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _load(path: Path) -> Any:
    return json.loads(path.read_bytes())
