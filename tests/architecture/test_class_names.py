"""All style sheets stand on every page, so a class belongs to one of them."""

import re
from collections import defaultdict

from tests.architecture.tree import PACKAGE, of_kind

COMMENT, BLOCK = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")


def owners() -> dict[str, set[str]]:
    """Class → the style sheets that say how it looks by itself, outside of a medium's own rules."""
    found = defaultdict(set)
    for path in of_kind(".css", under=PACKAGE / "web"):
        if path.name == "print.css":
            continue
        text = BLOCK.sub("", COMMENT.sub("", path.read_text(encoding="utf-8")))
        for selectors in re.findall(r"([^{}]+)\{", text):
            for one in selectors.split(","):
                if alone := re.fullmatch(r"\s*\.(mx-[\w-]+)\s*", one):
                    found[alone[1]].add(path.name)
    return found


def test_no_class_is_drawn_by_two_style_sheets():
    assert {name: sorted(files) for name, files in owners().items() if len(files) > 1} == {}


def test_the_search_finds_classes():
    assert owners()["mx-line"] == {"line_detail.css"}
