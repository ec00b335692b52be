"""The rules know no clock, no chance, no files. The import contracts see modules; this reads the calls as well."""

import ast

import pytest

from tests.architecture.tree import PACKAGE, of_kind, shown

#: Modules that bring the outside in, wherever in a file they are imported.
MODULES = {
    "asyncio", "django", "glob", "http", "io", "logging", "multiprocessing", "os", "pathlib", "python_calamine",
    "random", "rich", "secrets", "shutil", "socket",
    "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib", "uuid",
    "xlsxwriter", "zipfile",
}  # fmt: skip
#: Functions that need no import.
BUILTINS = {"__import__", "breakpoint", "eval", "exec", "input", "open", "print"}
#: Attributes that read the clock, draw by chance or touch a file, on whatever they hang.
ATTRIBUTES = {
    "fromfile",
    "memmap",
    "now",
    "random",
    "read_bytes",
    "read_text",
    "today",
    "tofile",
    "utcnow",
    "write_text",
}


def breaches(source: str) -> list[tuple[int, str]]:
    """The lines that reach outside, with what they reach for."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found += [(node.lineno, name.name) for name in names if name.name.split(".")[0] in MODULES]
            case ast.ImportFrom(module=module) if module and module.split(".")[0] in MODULES:
                found.append((node.lineno, module))
            case ast.Call(func=ast.Name(id=name)) if name in BUILTINS:
                found.append((node.lineno, name))
            case ast.Attribute(attr=name) if name in ATTRIBUTES:
                found.append((node.lineno, name))
            case ast.Call(func=ast.Attribute(attr="datetime64"), args=[ast.Constant(value="now" | "today")]):
                found.append((node.lineno, "datetime64"))
    return sorted(found)


@pytest.mark.parametrize("path", of_kind(".py", under=PACKAGE / "domain"), ids=shown)
def test_a_domain_module_reaches_for_nothing_outside(path):
    assert breaches(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "import os.path",
        "def f():\n    from time import time",
        "import datetime as dt\ndt.datetime.now()",
        "from datetime import date\ndate.today()",
        "import numpy as np\nnp.random.default_rng(1)",
        "import numpy as np\nnp.datetime64('today')",
        "open('x')",
        "print('x')",
    ],
)
def test_a_breach_is_seen(line):
    assert breaches(line) != []


def test_dates_that_are_given_are_no_breach():
    assert (
        breaches("import datetime as dt\ndef f(on: dt.date) -> bool:\n    return on < dt.date(2026, 1, 31)")
        == []
    )
