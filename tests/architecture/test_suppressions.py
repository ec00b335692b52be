"""A rule that is set aside says why: imports inside functions, `noqa`, `type: ignore`, and ruff's ignored rules."""

import ast
import re
import tokenize

import pytest

from tests.architecture.tree import PACKAGE, ROOT, of_kind, shown

MODULES = of_kind(".py")
REASON = re.compile(r"noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* (--|—) \S")
TYPE_IGNORE = re.compile(r"type: ignore\[[a-z-]+(, ?[a-z-]+)*\]")


def hidden_imports(source: str) -> list[int]:
    """The lines of imports inside functions that give no reason."""
    lines = source.splitlines()
    found = []
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))
            found += [
                node.lineno
                for node in inner
                if not re.search(r"# noqa: PLC0415 (--|—) \S", lines[node.lineno - 1])
            ]
    return sorted(set(found))


@pytest.mark.parametrize(
    "path", [path for path in MODULES if not path.is_relative_to(ROOT / "tests")], ids=shown
)
def test_an_import_inside_a_function_gives_its_reason(path):
    assert hidden_imports(path.read_text(encoding="utf-8")) == []


def test_a_hidden_import_is_seen_and_a_reason_accepted():
    assert hidden_imports("def f():\n    import numpy\n") == [2]
    assert hidden_imports("def f():\n    import numpy  # noqa: PLC0415\n") == [2]
    assert (
        hidden_imports("def f():\n    import numpy  # noqa: PLC0415 -- 0.5 s, for one command only\n") == []
    )
    assert hidden_imports("import numpy\n") == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_suppressed_rule_is_named_and_gives_its_reason(path):
    with path.open("rb") as file:
        comments = [token for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT]
    bare = [
        token.start[0] for token in comments if "noqa" in token.string and not REASON.search(token.string)
    ]
    bare += [
        token.start[0]
        for token in comments
        if re.match(r"#\s*type:\s*ignore", token.string) and not TYPE_IGNORE.search(token.string)
    ]
    assert bare == []


def test_every_ignored_rule_of_ruff_gives_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.flake8-tidy-imports]")]
    ignored = lint[lint.index("ignore = [") :]
    rules = [line for line in ignored.splitlines() if re.search(r'"[A-Z]+[0-9]*"', line)]
    assert len(rules) > 10
    assert [line for line in rules if not re.search(r"# \S+", line)] == []


def test_every_package_says_what_it_is_for():
    packages = [path for path in of_kind(".py", under=PACKAGE) if path.name == "__init__.py"]
    assert [
        shown(path) for path in packages if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ] == []
