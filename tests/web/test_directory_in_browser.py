"""The directory in a real browser: suggestions by keyboard, boxes that send themselves, the map, and what axe finds."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.directory_firms import casting, published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def firms():
    """Three firms, one of which casts."""
    return [
        casting("CTCP Lá Sen", size_class="small"),
        published(
            "CTCP Hoa Súng", ("process", {"process": "Phay CNC", "materials": "Nhôm"}), size_class="large"
        ),
        published("CTCP Hoa Cúc", ("process", {"process": "Dập", "materials": "SS400"}), size_class="small"),
    ]


def test_a_suggestion_is_chosen_by_keyboard(open_page, firms):
    page = open_page("/directory/")
    box = page.get_by_role("combobox", name="Tên, mã số thuế")
    box.press_sequentially("hoa s", delay=30)
    offer = page.get_by_role("option", name="CTCP Hoa Súng")
    expect(offer).to_be_visible()
    box.press("ArrowDown")
    expect(offer).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1, name="CTCP Hoa Súng")).to_be_visible()


def test_escape_closes_the_suggestions_and_enter_searches(open_page, firms):
    page = open_page("/directory/")
    box = page.get_by_role("combobox", name="Tên, mã số thuế")
    box.press_sequentially("lá se", delay=20)
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    expect(page.get_by_role("link", name="CTCP Lá Sen")).to_be_visible()
    expect(page.locator(".mx-firm")).to_have_count(1)


def test_a_box_that_is_ticked_narrows_the_list_at_once(open_page, firms):
    page = open_page("/directory/")
    page.locator(".mx-facet summary", has_text="Quy mô").click()
    page.get_by_role("checkbox", name="Nhỏ").check()
    expect(page.locator(".mx-firm")).to_have_count(2)
    assert "size=small" in page.url
    page.get_by_role("link", name="Bỏ tất cả").click()
    expect(page.locator(".mx-firm")).to_have_count(3)


def test_it_all_works_without_javascript(open_page, firms):
    page = open_page("/directory/", java_script_enabled=False)
    page.get_by_label("Tên, mã số thuế").fill("duc nhom")
    page.locator(".mx-find button").click()
    expect(page.locator(".mx-firm")).to_have_count(1)
    page.get_by_role("link", name="Xem bản đồ").click()
    expect(page.get_by_text("Chưa có bản đồ")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/directory/",
        "/directory/?q=đúc+nhôm&size=small&drop=material:aluminium",
        "/directory/?q=zzzz",
        "firm",
    ],
)
@pytest.mark.parametrize(
    "words",
    [{"width": 1440}, {"width": 390, "color_scheme": "dark", "locale": "en-GB"}],
    ids=["wide", "phone"],
)
def test_axe_finds_nothing(open_page, axe, firms, path, words):
    page = open_page(f"/directory/{firms[0].pk}/" if path == "firm" else path, **words)
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= words["width"]
