"""Typed readers of the environment. Every setting that a deployment may change is read through one of them.

A reader refuses a value it cannot use at start, naming the variable, and records what it was asked for:
`docs/settings.md` is written from that record, so no setting stays undocumented. A variable that is set but empty
counts as not set.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


class BadSetting(ValueError):
    """An environment variable holds something that cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        self.problem = problem
        super().__init__(f"setting {name}: {problem}")


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting as docs/settings.md shows it."""

    #: The environment variable.
    name: str
    #: What may stand there, in words.
    kind: str
    #: What holds when it is not set, in words.
    default: str
    #: What it changes, one sentence.
    help: str


#: Every setting asked for so far, in the order of asking.
DECLARED: list[Declared] = []


def env_bool(name: str, *, default: bool, help: str) -> bool:
    """Return a yes/no setting.

    Raises:
        BadSetting: the value is none of 1/0, true/false, yes/no, on/off.
    """
    raw = _raw(Declared(name, "true or false", str(default).lower(), help))
    if raw is None:
        return default
    if raw.lower() in _TRUE:
        return True
    if raw.lower() in _FALSE:
        return False
    raise BadSetting(name, f"{raw!r} is neither true nor false")


def env_int(name: str, *, default: int, least: int, most: int, help: str) -> int:
    """Return a whole number within `least`..`most`, both allowed.

    Raises:
        BadSetting: the value is not a whole number, or lies outside.
    """
    raw = _raw(Declared(name, f"whole number, {least} to {most}", str(default), help))
    if raw is None:
        return default
    try:
        value = int(raw)
    except ValueError:
        raise BadSetting(name, f"{raw!r} is not a whole number") from None
    if not least <= value <= most:
        raise BadSetting(name, f"{value} is not within {least} to {most}")
    return value


def env_str(name: str, *, default: str, help: str, shown: str | None = None) -> str:
    """Return a text; `shown` is how the document words a default that is not worth printing."""
    return _raw(Declared(name, "text", shown or default or "empty", help)) or default


def env_choice(name: str, choices: tuple[str, ...], *, help: str) -> str:
    """Return one of a few words; the first one when it is not set.

    Raises:
        BadSetting: it is none of them.
    """
    raw = _raw(Declared(name, " or ".join(f"`{one}`" for one in choices), choices[0], help)) or choices[0]
    if raw not in choices:
        raise BadSetting(name, f"{raw!r} is none of {', '.join(choices)}")
    return raw


def env_list(name: str, *, default: tuple[str, ...] = (), help: str) -> list[str]:
    """Return the items of a comma-separated list, trimmed, without empty ones."""
    raw = _raw(Declared(name, "list, separated by commas", ", ".join(default) or "empty", help))
    return list(default) if raw is None else [item.strip() for item in raw.split(",") if item.strip()]


def env_folder(name: str, *, default: Path, help: str, shown: str) -> Path:
    """Return the absolute path of a folder, made if it is not there; `~` is the home folder.

    Raises:
        BadSetting: the folder cannot be made.
    """
    raw = _raw(Declared(name, "path of a folder", shown, help))
    folder = Path(raw).expanduser().absolute() if raw else default
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise BadSetting(name, f"cannot make the folder {folder}: {problem.strerror}") from problem
    return folder


def env_file(name: str, *, help: str) -> Path | None:
    """Return the absolute path of a file that is there; None when none is named; `~` is the home folder.

    Raises:
        BadSetting: there is no such file.
    """
    raw = _raw(Declared(name, "path of a file", "none", help))
    if raw is None:
        return None
    path = Path(raw).expanduser().absolute()
    if not path.is_file():
        raise BadSetting(name, f"there is no file {path}")
    return path


def env_secret(name: str, *, help: str, kind: str = "text", shown: str = "none") -> str | None:
    """Return a secret from NAME, or from the file that NAME_FILE names; None when neither is set.

    Raises:
        BadSetting: both are set, or the file cannot be read or is empty.
    """
    raw = _raw(Declared(name, f"{kind}, secret; or its file in `{name}_FILE`", shown, help))
    path = os.environ.get(f"{name}_FILE", "")
    if not path:
        return raw
    if raw is not None:
        raise BadSetting(name, f"give it or {name}_FILE, not both")
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadSetting(f"{name}_FILE", f"cannot read {path!r}: {problem}") from problem
    if not secret:
        raise BadSetting(f"{name}_FILE", f"{path!r} is empty")
    return secret


def _raw(setting: Declared) -> str | None:
    if setting not in DECLARED:
        DECLARED.append(setting)
    return os.environ.get(setting.name, "").strip() or None
