"""The shell in a real browser: both languages, both themes, wide and narrow, with and without JavaScript."""

import pytest

INK = "getComputedStyle(document.body).color"
GROUND = "getComputedStyle(document.body).backgroundColor"
DARK_GROUND, LIGHT_GROUND = "rgb(21, 21, 21)", "rgb(247, 247, 247)"


def violations(page, axe: str) -> list:
    """What axe-core finds on the page, shortened to what one has to know."""
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]


def display(page, name: str = "Hiển thị") -> None:
    """Open the menu of theme, size of text and contrast."""
    page.locator("summary", has_text=name).click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_first_page_has_no_accessibility_violation(open_page, axe, width, scheme):
    page = open_page("/", width=width, color_scheme=scheme)
    assert violations(page, axe) == []


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB"])
def test_nothing_sticks_out_at_390_px(open_page, locale):
    page = open_page("/", width=390, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_typeface_is_the_one_that_was_chosen(open_page):
    page = open_page("/")
    load = "document.fonts.load('500 15px \"Be Vietnam Pro\"', 'Đáp ứng').then((faces) => faces.map((f) => f.status))"
    assert page.evaluate(load) == ["loaded"] * 2  # the Vietnamese letters and the Latin ones
    assert "Be Vietnam Pro" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "15px"


@pytest.mark.parametrize(("scheme", "ground"), [("dark", DARK_GROUND), ("light", LIGHT_GROUND)])
def test_without_a_choice_or_javascript_the_system_decides(open_page, scheme, ground):
    page = open_page("/", color_scheme=scheme, java_script_enabled=False)
    assert page.evaluate(GROUND) == ground


def test_the_theme_changes_at_once_and_is_kept(open_page):
    page = open_page("/", color_scheme="light")
    page.evaluate("window.same = true")
    display(page)
    page.get_by_role("button", name="Tối").click()
    assert page.evaluate(GROUND) == DARK_GROUND
    assert page.evaluate("window.same")  # the page was not loaded again
    assert page.get_by_role("button", name="Tối").get_attribute("aria-pressed") == "true"
    page.reload()
    assert page.evaluate(GROUND) == DARK_GROUND
    display(page)
    page.get_by_role("button", name="Theo hệ thống").click()
    page.reload()
    assert page.evaluate(GROUND) == LIGHT_GROUND


def test_theme_and_language_change_without_javascript(open_page):
    page = open_page("/", color_scheme="light", java_script_enabled=False)
    display(page)
    page.get_by_role("button", name="Tối").click()
    page.get_by_role("button", name="English").click()
    assert page.evaluate(GROUND) == DARK_GROUND
    assert page.locator("html").get_attribute("lang") == "en"
    display(page, "Display")
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"


def test_the_first_tab_stop_leads_past_the_masthead(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_print_shows_the_content_in_dark_ink_and_no_controls(open_page):
    page = open_page("/", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("summary", has_text="Hiển thị").is_visible()
    assert not page.get_by_role("navigation", name="Các trang").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.evaluate(INK) == "rgb(31, 31, 31)"  # ink of the light theme, on paper


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_text_grows_and_contrast_rises_and_both_are_kept(open_page, script):
    page = open_page("/", java_script_enabled=script)
    display(page)
    page.get_by_role("button", name="A+").click()
    if not script:
        display(page)
    page.get_by_role("button", name="Cao").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "18.75px"
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    display(page)
    page.get_by_role("button", name="Thường", exact=True).click()
    page.reload()
    assert page.evaluate(GROUND) == LIGHT_GROUND


def test_a_menu_closes_by_escape_and_gives_the_focus_back(open_page):
    page = open_page("/")
    display(page)
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Tối").is_visible()
    assert "Hiển thị" in page.evaluate("document.activeElement.textContent")
