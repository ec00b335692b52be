"""Reads the JSON Schema of the result document, for those who check what the command writes."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any


@functools.cache
def result_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `matxich match --json`."""
    schema: dict[str, Any] = json.loads(
        (resources.files("matxich.catalogue") / "schemas" / "result.schema.json").read_text(encoding="utf-8")
    )
    return schema
