"""Small files and small functions. What is over the limit stands in sizes.toml with its length, and may only shrink."""

import ast
import tomllib
from pathlib import Path

from tests.architecture.tree import ROOT, of_kind, shown

MODULE_LINES = 400
FUNCTION_LINES = 59
PAGE_LINES = 300  # templates, style sheets, scripts
ALLOWED: dict[str, int] = tomllib.loads(Path(__file__).with_name("sizes.toml").read_text(encoding="utf-8"))[
    "lines"
]
#: Names that attract anything, and so say nothing.
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "services", "managers", "misc"}


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines from `def` to the end, without the docstring: what it says to callers is no reason to be short."""
    first = node.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str)
    docstring = first.end_lineno - first.lineno + 1 if has_docstring else 0
    return node.end_lineno - node.lineno + 1 - docstring


def oversized() -> dict[str, int]:
    """Everything over its limit, by name."""
    found = {}
    for path in of_kind(".py"):
        if path.parent.name == "migrations":  # written by Django, read by nobody
            continue
        source = path.read_text(encoding="utf-8")
        found[shown(path)] = (source.count("\n"), MODULE_LINES)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{shown(path)}::{node.name}"] = (function_lines(node), FUNCTION_LINES)
    for path in of_kind(".html", ".css", ".js", under=ROOT / "src"):
        found[shown(path)] = (path.read_text(encoding="utf-8").count("\n"), PAGE_LINES)
    return {name: lines for name, (lines, limit) in found.items() if lines > limit}


def test_nothing_is_over_its_limit_but_what_is_listed_with_its_length():
    assert oversized() == ALLOWED


def test_a_functions_length_leaves_out_its_docstring():
    (node,) = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n    return a\n').body
    assert function_lines(node) == 3


def test_no_module_or_folder_is_a_junk_drawer():
    names = {part for path in of_kind(".py") for part in path.relative_to(ROOT).with_suffix("").parts}
    assert names & JUNK_DRAWERS == set()
