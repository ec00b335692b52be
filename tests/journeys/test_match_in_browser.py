"""The main job in a real browser: two files in, a shortlist with reasons out, a column corrected, the result taken home."""

import re

import pytest
from playwright.sync_api import expect

from tests.web import workbooks
from tests.web.test_shell_in_browser import violations

WIDE, NARROW = 1440, 390


@pytest.fixture(autouse=True)
def own_data_dir(settings, tmp_path):
    """The matches of a journey lie in its own folder."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def begin(open_page):
    """A function that opens the first page and matches the small workbooks, or the sample."""

    def begin_(*, sample: bool = False, demand: bytes | None = None, **words):
        page = open_page("/", **words)
        if sample:
            page.locator("button[name=sample]").click()
        else:
            files = {"suppliers": workbooks.suppliers(), "demand": demand or workbooks.demand()}
            for kind, data in files.items():
                page.set_input_files(
                    f"#file-{kind}", {"name": f"{kind}.xlsx", "mimeType": "", "buffer": data}
                )
            page.locator("button.btn-primary").click()
        page.wait_for_selector(".mx-lines", timeout=60_000)
        return page

    return begin_


def test_the_sample_is_matched_read_corrected_and_taken_home(begin):
    page = begin(sample=True)
    assert page.get_by_text("Dữ liệu minh họa.").is_visible()
    page.get_by_role("link", name="Cáp dữ liệu USB-C").click()
    page.wait_for_url("**/lines/*/")
    assert page.locator("#line-name").inner_text().endswith("Cáp dữ liệu USB-C (data cable)")
    page.get_by_role("link", name="Cách hiểu tệp").click()
    column = page.get_by_label("Ý nghĩa của “Chứng chỉ”")
    assert column.input_value() == "certificate"
    column.select_option("drawing")  # a column that asks nothing of a supplier
    page.get_by_role("button", name="Ghép lại với cách hiểu này").click()
    page.wait_for_selector(".mx-lines", timeout=60_000)
    assert "ISO 9001" not in page.locator(".mx-chips").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX", exact=True).click()
    assert download.value.suggested_filename == "matxich-2026-01-31-sample-vi.xlsx"
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    assert download.value.suggested_filename == "matxich-2026-01-31-sample.json"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_has_an_accessibility_violation_or_sticks_out(begin, axe, width, scheme):
    page = begin(width=width, color_scheme=scheme, locale="vi-VN" if scheme == "light" else "en-GB")
    address = page.url
    for path in ("", "lines/1/", "lines/2/", "lines/4/", "?q=zzz", "upgrades/", "understood/"):
        page.goto(address + path)
        if page.locator(".mx-more").count():
            page.locator(".mx-more summary").first.click()
        assert violations(page, axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == width, path


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_page_of_a_bad_file_has_no_accessibility_violation(open_page, axe, width):
    page = open_page("/", width=width)
    page.set_input_files("#file-suppliers", {"name": "x.csv", "mimeType": "", "buffer": b"a,b\n1,2\n"})
    page.locator("button.btn-primary").click()
    page.wait_for_selector(".mx-drop-problem")
    assert violations(page, axe) == []


def test_the_sentence_of_a_cell_appears_on_focus(begin):
    page = begin(locale="en-GB")
    cell = page.get_by_role("button", name="Certificate: Meets. Holds IATF 16949").first
    sentence = cell.locator(".mx-why")
    assert sentence.bounding_box()["height"] <= 1
    cell.focus()
    assert sentence.bounding_box()["height"] > 15
    assert "valid until 2028-01-01" in sentence.inner_text()


def test_a_line_opens_beside_the_list_and_back_returns(begin):
    page = begin()
    first = page.url
    page.evaluate("window.same = true")
    page.get_by_role("link", name=re.compile("Trục vít")).click()
    page.wait_for_url("**/lines/2/")
    assert page.locator("#line-name").inner_text() == "2 Trục vít"
    assert page.evaluate("window.same")  # only the line was exchanged
    assert page.locator(".mx-lines [aria-current]").inner_text().startswith("2")
    page.go_back()
    page.wait_for_url(first)
    expect(page.locator("#line-name")).to_have_text("1 Vỏ hộp số")


def test_the_list_is_walked_with_arrow_keys_and_opened_with_enter(begin):
    page = begin()
    page.locator(".mx-lines-list a").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/lines/4/")


def test_the_list_narrows_while_one_types_and_keeps_its_address(begin):
    page = begin(demand=workbooks.long_demand(120))
    page.get_by_placeholder("Mã hoặc tên chi tiết").press_sequentially("vo so 77")
    expect(page.locator(".mx-lines-list a")).to_have_count(1)
    assert page.locator(".mx-lines-list a").inner_text().startswith("77")
    page.wait_for_url("**q=vo+so+77**")
    page.reload()
    assert page.locator(".mx-lines-list a").count() == 1


def test_on_a_phone_the_list_leads_to_a_line_and_the_line_to_the_next(begin):
    page = begin(width=NARROW)
    page.get_by_role("link", name=re.compile("Vỏ hộp số")).click()
    page.wait_for_url("**/lines/1/")
    assert not page.locator(".mx-lines").is_visible()
    page.get_by_role("link", name="Dòng sau").click()
    page.wait_for_url("**/lines/2/")
    page.get_by_role("link", name="Tất cả các dòng").click()
    assert page.locator(".mx-lines").is_visible()


def test_everything_but_progress_works_without_javascript(begin):
    page = begin(java_script_enabled=False)
    page.get_by_label("Tìm mã hoặc tên chi tiết").fill("truc vit")
    page.get_by_role("button", name="Xem").click()
    page.get_by_role("link", name=re.compile("Trục vít")).click()
    page.locator(".mx-more summary").first.click()
    assert page.get_by_text("Chưa có IATF 16949; đang có: ISO 9001").first.is_visible()
    page.get_by_role("link", name="Cách hiểu tệp").click()
    page.get_by_label("Ý nghĩa của “Dung sai”").select_option("-")
    page.get_by_role("button", name="Ghép lại với cách hiểu này").click()
    assert page.locator(".mx-lines").is_visible()
    page.get_by_role("button", name="Xóa ngay").click()
    assert page.get_by_role("heading", name="Đã xóa").is_visible()


def test_a_long_match_shows_its_progress_and_then_the_result(begin, monkeypatch):
    monkeypatch.setattr("matxich.web.public.match_views.PATIENCE_S", 0)
    page = begin(demand=workbooks.long_demand(300))
    assert page.get_by_text("300 dòng").is_visible()


def test_on_paper_a_line_has_every_sentence_and_no_controls(begin):
    page = begin()
    page.emulate_media(media="print")
    assert page.get_by_text("Có IATF 16949, hiệu lực đến 01/01/2028").last.is_visible()
    assert not page.locator(".mx-lines").is_visible()
    assert not page.locator(".mx-tabs").is_visible()
    assert page.locator(".mx-cell").first.is_visible()
