"""The map in a real browser: by keyboard, without JavaScript, on a phone, without an accessibility violation."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.apps.foundation.actor import COMMAND
from matxich.apps.places.actions.region import load_places
from matxich.catalogue.regions import regions
from tests.web.test_shell_in_browser import violations


@pytest.fixture(autouse=True)
def hanoi(transactional_db) -> None:
    load_places(regions()["hanoi"], actor=COMMAND, now=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize("address", ["/places/?by=old_district&q=Thach+That", "/places/276/"])
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_no_accessibility_violation(open_page, axe, address, width, scheme):
    page = open_page(address, width=width, color_scheme=scheme)
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_area_is_reached_by_keyboard_and_says_its_name(open_page):
    page = open_page("/places/?by=old_district")
    area = page.locator("svg a").first
    area.focus()
    name = area.get_attribute("aria-label")
    assert page.locator("[data-mx-map-at]").text_content() == name
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/0*/")
    assert name.partition(":")[0] == page.locator("h1").text_content()


def test_the_map_works_without_javascript(open_page):
    page = open_page("/places/?by=old_district", java_script_enabled=False)
    page.locator("svg a[aria-label^='Huyện Thạch Thất']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/276/")
