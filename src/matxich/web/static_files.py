"""Static files: where the components' own are found, and how all of them are named when collected.

Every file gets its content's hash in its name, so browsers keep it for ever, and a Brotli and a gzip twin. Collecting
also joins the style sheets of the components, fifty small files, into one: a telephone far away asks once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMPONENTS = Path(__file__).resolve().parent / "components"
#: Where the components' files stand below the static address.
PREFIX = "components"
#: All style sheets of components in one file, made when static files are collected.
JOINED_STYLES = f"{PREFIX}/all.css"


@cache
def component_files(suffix: str) -> tuple[str, ...]:
    """Return the static names of the components' files with a suffix, in the order of the components' names.

    >>> "components/level/level.css" in component_files(".css")
    True
    """
    found = sorted(path for path in COMPONENTS.glob(f"*/*{suffix}") if path.is_file())
    return tuple(f"{PREFIX}/{path.relative_to(COMPONENTS).as_posix()}" for path in found)


def _all_files() -> tuple[str, ...]:
    return component_files(".css") + component_files(".js")


class ComponentFinder(BaseFinder):
    """Finds the style sheet and the script beside a component's template, and never the template itself."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=COMPONENTS)
        # collectstatic writes below this prefix.
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        """Return no complaints: there is nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the file's place on disk; an empty list when it is not a component's."""
        if path not in _all_files():
            return []
        place = str(COMPONENTS / path.removeprefix(f"{PREFIX}/"))
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield every file with the storage that opens it."""
        for name in _all_files():
            path = name.removeprefix(f"{PREFIX}/")
            if not matches_patterns(path, ignore_patterns or []):
                yield path, self.storage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names once the files are collected; until then the plain ones."""

    # Our scripts import one another by relative address, which has to follow the hash.
    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Join the components' style sheets, then let every file get its hash and its twins."""
        if not options.get("dry_run"):
            sheets = [
                (COMPONENTS / name.removeprefix(f"{PREFIX}/")).read_text(encoding="utf-8")
                for name in component_files(".css")
            ]
            Path(self.path(JOINED_STYLES)).write_text("\n".join(sheets), encoding="utf-8")
            paths[JOINED_STYLES] = (self, JOINED_STYLES)
        yield from super().post_process(paths, **options)

    @property
    def has_joined_styles(self) -> bool:
        """Whether the files were collected with the joined style sheet."""
        return JOINED_STYLES in self.hashed_files

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the name itself before anything was collected."""
        return super().stored_name(name) if self.hashed_files else name

    def url(self, name: str | None, force: bool = False) -> str:
        """Return a file's address, worked out once a process: a page asks for nearly a hundred."""
        if not self.hashed_files or force or name is None:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name, force))
        address: str = self._addresses[name]
        return address
