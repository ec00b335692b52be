"""An officer imports a messy workbook with three duplicates and undoes it; the server is killed in the middle of others."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.apps.registry import workbooks
from tests.apps.registry.workbooks import CASTING, LOTUS
from tests.journeys.server import Server, run
from tests.web.test_shell_in_browser import violations

WIDE, NARROW = 1440, 390
#: three duplicates of firms that are there, an update, a new firm, a row without a name, one with a wrong tax code
MESSY = (
    LOTUS,
    (2, "CT CỔ PHẦN NHỰA HỒNG HÀ", "", "Mê Linh, Hà Nội", *[""] * 7, "Ép nhựa", "ABS"),
    (3, "Đúc Sao Mai JSC", "", "Thạch Thất", *[""] * 7, "Đúc áp lực nhôm", "ADC12"),
    (4, "Cơ khí Lá Sen", "", "", *[""] * 7, "Phay CNC"),
    (5, "Công ty TNHH Gốm Bát Tràng", "0100109107", "Gia Lâm, Hà Nội", "", "", "", "khoảng 20-30"),
    (6, "", "", "Hà Nội", "0912345678"),
)


class Site:
    """An installation with its server, and the officer who is signed in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        run(folder, "tests.journeys.import_site", "make", str(folder / "made.json"))
        self.cookie = json.loads((folder / "made.json").read_text())["cookie"]
        self.server = Server(folder)
        self.server.start()

    def counts(self) -> dict[str, Any]:
        """What the registry holds."""
        run(self.folder, "tests.journeys.import_site", "count", str(self.folder / "counts.json"))
        return json.loads((self.folder / "counts.json").read_text())


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    """A site that runs."""
    found = Site(tmp_path)
    yield found
    found.server.kill()


@pytest.fixture
def officer(browser, site) -> Iterator[Callable[..., Page]]:
    """A function that opens a page as the officer; complaints of the browser fail the test."""
    contexts, told = [], []

    def open_(path: str, *, width: int = WIDE, **words: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="vi-VN",
            base_url=site.server.url,
            reduced_motion="reduce",
            **words,
        )
        context.set_default_timeout(60_000)
        context.add_cookies([{"name": "sessionid", "value": site.cookie, "url": site.server.url}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert told == []


def send(page: Page, data: bytes, name: str = "danh-sach.xlsx") -> None:
    """Send a file as the form does."""
    page.goto("/staff/imports/")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "", "buffer": data})
    page.get_by_role("button", name="Đọc tệp").click()


def clean(page: Page, axe: str) -> None:
    """The page is without violation, and nothing sticks out, wide and narrow."""
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page, axe) == [], (page.url, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width, page.url
    page.set_viewport_size({"width": WIDE, "height": 900})


def decide(page: Page, number: int, answer: str) -> None:
    """Say of a row what it is."""
    page.goto(re.sub(r"(imports/\d+/).*", rf"\1rows/{number}/", page.url))
    page.get_by_role("radio", name=answer).first.check()
    page.get_by_role("button", name="Lưu quyết định").click()


def test_a_messy_workbook_is_looked_through_decided_applied_reported_and_undone(site, officer, axe):
    page = officer("/staff/imports/")
    clean(page, axe)
    before = site.counts()
    send(page, workbooks.workbook(*MESSY))
    page.wait_for_selector(".mx-tabset")
    clean(page, axe)
    assert page.get_by_text("4 dòng chờ bạn quyết định").is_visible()
    page.locator(".mx-import-more summary").first.click()
    expect(page.get_by_text("Tiện CNC").first).to_be_visible()
    address = page.url
    off = page.get_by_role("button", name="Ghi toàn bộ")
    assert off.get_attribute("aria-disabled") == "true"

    decide(page, 2, "Đây là CTCP Nhựa Hồng Hà")
    page.goto(f"{address}rows/3/")
    clean(page, axe)
    decide(page, 3, "Đây là Công ty CP Đúc Sao Mai")
    decide(page, 4, "Đây là Công ty TNHH Cơ khí Lá Sen")
    page.goto(address)
    page.get_by_role("link", name="Bỏ qua mọi dòng chưa quyết định").click()
    page.get_by_role("button", name="Bỏ qua mọi dòng chưa quyết định").click()

    page.get_by_role("link", name="Ghi toàn bộ").click()
    clean(page, axe)
    assert page.get_by_text("Tạo 1 hồ sơ mới.").is_visible()
    page.get_by_role("button", name="Ghi toàn bộ").click()
    expect(page.locator(".mx-purpose")).to_contain_text("Đã ghi lúc")
    clean(page, axe)
    assert site.counts()["firms"] == before["firms"] + 1
    with page.expect_download() as download:
        page.get_by_role("link", name="Báo cáo (Excel)").click()
    assert download.value.suggested_filename == "matxich-import-1-vi.xlsx"

    page.get_by_role("link", name="Hoàn tác lần nhập").click()
    page.get_by_label("Lý do").fill("Gửi nhầm tệp")
    page.get_by_role("button", name="Hoàn tác lần nhập").click()
    expect(page.locator(".mx-purpose")).to_contain_text("Đã hoàn tác lúc")
    after = site.counts()
    assert (after["firms"], after["claims"]) == (before["firms"], before["claims"])


def test_what_was_said_once_is_not_asked_again(site, officer):
    page = officer("/staff/imports/")
    send(page, workbooks.workbook(MESSY[1]))
    page.wait_for_selector(".mx-tabset")
    decide(page, 1, "Doanh nghiệp mới")
    send(page, workbooks.workbook(MESSY[1]))
    page.wait_for_selector(".mx-tabset")
    assert page.get_by_text("chờ bạn quyết định").count() == 0


def test_everything_but_the_bar_of_progress_works_without_javascript(site, officer):
    page = officer("/staff/imports/", java_script_enabled=False)
    send(page, workbooks.workbook(LOTUS, CASTING))
    for _ in range(60):
        if page.locator(".mx-tabset").count():
            break
        page.get_by_role("link", name="Xem lại").click()
    page.locator(".mx-import-more summary").first.click()
    assert page.get_by_text("Tiện CNC").first.is_visible()
    page.get_by_role("link", name="Ghi các dòng tốt").click()
    page.get_by_role("button", name="Ghi các dòng tốt").click()
    for _ in range(60):
        if page.get_by_text("Đã ghi lúc").count():
            break
        page.reload()
    assert site.counts()["states"] == ["applied"]


def wait_for(site: Site, state: str, seconds: float = 120) -> dict[str, Any]:
    """Wait until the last import has come to a state."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = site.counts()
        if found["states"][-1] == state:
            return found
    raise AssertionError(f"the import is still {site.counts()['states'][-1]}\n{site.server.log()[-3000:]}")


def test_a_server_that_is_killed_while_reading_and_while_applying_leaves_no_half_state(site, officer):
    rows = [
        (at, f"Công ty TNHH Số {at} Minh Anh", "", f"Số {at} phố Huế, Hà Nội", *[""] * 7, "Tiện CNC", "S45C")
        for at in range(1, 1501)
    ]
    page = officer("/staff/imports/")
    before = site.counts()["firms"]
    send(page, workbooks.workbook(*rows))
    page.wait_for_url("**/imports/1/", wait_until="commit")  # it was taken in
    site.server.kill()
    assert site.server.start() < 30
    read = wait_for(site, "preview")
    assert read["rows"] == 1500
    page.goto("/staff/imports/1/all/new/")
    page.locator("main form button").first.click()
    page.goto("/staff/imports/1/application/whole/")
    page.get_by_role("button", name="Ghi toàn bộ").click()
    page.wait_for_url("**/imports/1/", wait_until="commit")
    site.server.kill()
    assert site.counts()["firms"] in {before, before + 1500}
    site.server.start()
    applied = wait_for(site, "applied")
    assert applied["firms"] == before + 1500
