"""What is written about the code agrees with it."""

import ast
import re

import pytest

from scripts import document, messages
from tests.architecture.tree import PACKAGE, ROOT, of_kind, shown


@pytest.mark.parametrize("path", document.GENERATED, ids=shown)
def test_a_generated_document_is_up_to_date(path):
    assert path.read_text(encoding="utf-8") == document.GENERATED[path](), "run `make docs`"


def environment_reads(source: str) -> list[str]:
    """Where a variable is asked for by name; handing the whole environment on to a program is none of these."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case (
                ast.Attribute(attr="getenv")
                | ast.Subscript(value=ast.Attribute(attr="environ"), ctx=ast.Load())
            ):
                found.append(ast.unparse(node))
            case ast.Attribute(value=ast.Attribute(attr="environ"), attr="get" | "pop" | "setdefault"):
                found.append(ast.unparse(node))
    return found


def test_the_environment_is_read_through_the_typed_readers_only():
    found = {
        (shown(path), read)
        for path in of_kind(".py", under=PACKAGE)
        for read in environment_reads(path.read_text(encoding="utf-8"))
    }
    assert found == {
        ("src/matxich/config/env.py", "os.environ.get"),
        # Where the system keeps a user's data, and which settings module Django loads: neither is a setting of ours.
        ("src/matxich/config/settings.py", "os.environ.get"),
        ("src/matxich/cli/installation.py", "os.environ.setdefault"),
        ("src/matxich/config/serve.py", "os.environ.setdefault"),
        ("src/matxich/config/wsgi.py", "os.environ.setdefault"),
    }


def test_a_variable_asked_for_by_name_is_seen():
    assert environment_reads("import os\nos.environ['A']\nos.getenv('B')\nos.environ.get('C')") == [
        "os.environ['A']", "os.getenv", "os.environ.get",
    ]  # fmt: skip
    assert environment_reads("import os\nrun(env={**os.environ})") == []


def test_every_setting_read_is_in_the_document():
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))
    read = set()
    for path in of_kind(".py", under=PACKAGE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id.startswith("env_")
            ):
                first = node.args[0] if node.args else None
                read |= {first.value} if isinstance(first, ast.Constant) else set()
    assert read == documented


def test_the_vietnamese_catalogue_is_complete_and_up_to_date():
    assert list(messages.complaints()) == []


def test_the_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changelog_has_this_version():
    from matxich import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
