"""The gallery of components in a real browser: no violation in any theme, contrast or width; what small scripts add."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from matxich.apps.accounts.models import Role
from tests.web.people import person
from tests.web.test_shell_in_browser import violations

GALLERY = "/staff/components/"


@pytest.fixture
def open_gallery(open_page, live_server):
    """A function that opens the gallery as an officer."""
    client = Client()
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    session = client.cookies["sessionid"].value

    def open_(*, high: bool = False, path: str = GALLERY, **words):
        cookies = {"sessionid": session, **({"mx_contrast": "high"} if high else {})}
        kept = [
            {
                "name": name,
                "value": value,
                "domain": urlsplit(live_server.url).hostname,
                "path": "/",
                "expires": -1,
            }
            | {"httpOnly": False, "secure": False, "sameSite": "Lax"}
            for name, value in cookies.items()
        ]
        state = {"cookies": kept, "origins": []}
        return open_page(path, storage_state=state, **words)

    return open_


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("high", [False, True], ids=["usual", "high"])
def test_no_component_has_a_violation(open_gallery, axe, width, scheme, high):
    page = open_gallery(width=width, color_scheme=scheme, high=high)
    assert page.get_by_role("heading", level=1).inner_text() == "Thành phần giao diện"
    assert violations(page, axe) == []


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB"])
def test_no_component_sticks_out_at_390_px(open_gallery, locale):
    page = open_gallery(width=390, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_all_rows_of_a_page_are_chosen_at_once_and_sent(open_gallery):
    page = open_gallery()
    page.get_by_label("Chọn mọi dòng của trang này").check()
    assert page.get_by_text("Đã chọn 50").is_visible()
    page.get_by_label("Chọn Cơ khí minh họa 3", exact=True).uncheck()
    assert page.get_by_text("Đã chọn 49").is_visible()
    page.get_by_label("Với các dòng đã chọn").get_by_role("button", name="Chấp nhận").click()
    assert (
        page.get_by_role("status").first.inner_text().startswith("Đã xong:\nĐã gửi: accept, các dòng 1, 2, 4")
    )


def test_rows_are_chosen_and_sent_without_scripts(open_gallery):
    page = open_gallery(java_script_enabled=False)
    page.get_by_label("Chọn Cơ khí minh họa 3", exact=True).check()
    page.get_by_label("Với các dòng đã chọn").get_by_role("button", name="Chấp nhận").click()
    assert "Đã gửi: accept, các dòng 3" in page.get_by_role("status").first.inner_text()


@pytest.mark.parametrize("width", [1440, 390])
def test_why_a_button_is_off_is_shown_on_focus(open_gallery, width):
    page = open_gallery(width=width)
    button = page.get_by_role("button", name="Còn 3 dòng năng lực chờ xác minh").first
    why = button.get_by_text("Còn 3 dòng năng lực chờ xác minh")
    assert why.bounding_box()["height"] <= 1
    button.focus()
    assert why.bounding_box()["height"] > 15
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_side_bar_folds_away_on_a_telephone_and_opens_without_scripts(open_gallery):
    page = open_gallery(width=390, java_script_enabled=False)
    link = page.locator(".mx-side-narrow").get_by_role("link", name="Tìm kiếm")
    assert not link.is_visible()
    page.get_by_text("Trang của cán bộ").first.click()
    assert link.is_visible()


def test_on_paper_grades_are_named_and_nothing_is_cut_off(open_gallery):
    page = open_gallery()
    page.emulate_media(media="print")
    assert page.get_by_text("bên mua xác nhận").first.is_visible()
    assert not page.get_by_role("navigation", name="Trang của cán bộ").first.is_visible()
    assert not page.get_by_label("Chọn Cơ khí minh họa 3", exact=True).is_visible()
    scroll = page.locator(".mx-table-scroll").first
    assert scroll.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
