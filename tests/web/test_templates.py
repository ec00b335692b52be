"""What holds for every template, read as text."""

import re

import pytest
from django.template.loader import get_template

from matxich.web.navigation import ENTRIES
from matxich.web.static_files import COMPONENTS
from scripts.assets import WEB, wanted_icons

TEMPLATES = sorted(WEB.rglob("*.html"))
IDS = [path.relative_to(WEB).as_posix() for path in TEMPLATES]


@pytest.mark.parametrize("path", TEMPLATES, ids=IDS)
def test_a_template_compiles(path):
    assert get_template(path.relative_to(WEB).as_posix()).template.nodelist is not None


@pytest.mark.parametrize("path", TEMPLATES, ids=IDS)
def test_a_template_has_nothing_that_the_content_policy_would_block(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text) == []
    assert re.findall(r"<style\b", text) == []
    assert re.findall(r"\s(?:style|on[a-z]+)\s*=\s*[\"']", text) == []
    assert re.findall(r"(?:src|href)=[\"'](?:https?:)?//", text) == []


def test_the_icon_list_names_what_is_drawn_and_nothing_else():
    sources = [*TEMPLATES, *sorted(WEB.rglob("*.py"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    drawn = set(re.findall(r"{%\s*icon\s+[\"']([a-z0-9-]+)[\"']", text))
    drawn |= {name for name in wanted_icons() if re.search(rf"\bicon[^\n]*[\"']{name}[\"']", text)}
    drawn |= {entry.icon for entry in ENTRIES}
    assert set(wanted_icons()) == drawn


def test_a_component_is_a_folder_with_a_template_of_its_name():
    folders = [path for path in COMPONENTS.iterdir() if path.is_dir() and not path.name.startswith("__")]
    assert [path.name for path in folders if not (path / f"{path.name}.html").exists()] == []
