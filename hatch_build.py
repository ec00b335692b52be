"""What is made while a wheel is built: the compiled translations. And a refusal to build one without its assets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel, or of an editable install, are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the translations; for a real wheel, make sure the front-end files are there."""
        sys.path.insert(0, self.root)
        from scripts.messages import compile_catalogues  # noqa: PLC0415 -- needs the path set just above

        compile_catalogues()
        sprite = Path(self.root) / "src" / "matxich" / "web" / "static" / "vendor" / "icons.svg"
        if version == "standard" and not sprite.exists():
            raise RuntimeError(
                "static/vendor is empty: run `make setup` before building, so that pages have their look"
            )
