"""Where static files are found, and how they are named once collected."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.templatetags.static import static

from matxich.web.static_files import component_files


def test_a_components_style_and_script_are_found_and_its_template_is_not():
    assert finders.find("components/level/level.css").endswith("components/level/level.css")
    assert finders.find("components/display_menu/display_menu.js") is not None
    assert finders.find("components/level/level.html") is None
    assert finders.find("components/../apps.py") is None


def test_before_collecting_names_are_plain():
    assert static("css/base.css") == "/static/css/base.css"


@pytest.fixture
def collected(settings, tmp_path) -> Path:
    """A folder with every static file collected, as `make run` does."""
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    return settings.STATIC_ROOT


def test_collected_files_carry_their_hash_and_compressed_twins(collected):
    names = {path.relative_to(collected).as_posix() for path in collected.rglob("*") if path.is_file()}
    assert "css/base.css" not in names
    base = [name for name in names if name.startswith("css/base.") and name.endswith(".css")]
    assert len(base) == 1
    assert {f"{base[0]}.br", f"{base[0]}.gz"} <= names
    for name in component_files(".css"):
        assert [found for found in names if found.startswith(name.removesuffix("css"))] != []
    assert [name for name in names if name.endswith(".html")] == []


def test_collected_style_sheets_point_at_hashed_fonts(collected):
    (sheet,) = collected.glob("css/fonts.*.css")
    pointed = [line.split('"')[1] for line in sheet.read_text().splitlines() if "url(" in line]
    assert len(pointed) == 12
    assert [name for name in pointed if not (sheet.parent / name).resolve().exists()] == []
