"""Every page of the site in a real browser, as somebody who may open it: axe-core, nothing sticks out, no error in the console.

The pages are found by themselves: every address of the site is tried on a furnished site (`furnishing`), and what
shows a page is opened here, wide and narrow. A page that needs a thing to be shown needs it there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.server import Server, run

WIDTHS = (1440, 390)
WHO = ("anonymous", "own firm", "other firm", "officer", "administrator")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A furnished site that runs, with its pages."""
    folder = tmp_path_factory.mktemp("site")
    run(folder, "tests.journeys.furnishing", str(folder / "pages.json"))
    server = Server(folder)
    server.start(ready="/directory/")
    yield {**json.loads((folder / "pages.json").read_text(encoding="utf-8")), "url": server.url}
    server.kill()


def test_every_address_of_the_site_is_shown_to_who_may_open_it(site):
    assert site["refused"] == []
    assert {who for who, scene in site["scenes"].items() if scene["pages"]} == set(WHO)


@pytest.mark.parametrize("who", WHO)
def test_no_page_violates_sticks_out_or_complains(browser, site, axe, who):
    scene = site["scenes"][who]
    context = signed_in(browser, site["url"], scene["cookie"])
    page = context.new_page()
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda said: told.append(said.text) if said.type in {"error", "warning"} else None)
    found = []
    for name, path in scene["pages"].items():
        told.clear()
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(path, wait_until="load")
        page.evaluate(axe)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{name} {path} at {width} px: {one}" for one in faults(page, width)]
        found += [f"{name} {path} in the console: {one}" for one in told]
    context.close()
    assert "\n".join(found) == ""


def signed_in(browser: Browser, url: str, cookie: str | None) -> BrowserContext:
    """A window in which somebody is signed in."""
    # Animations end at once: colours that are on their way would be measured.
    context = browser.new_context(locale="vi-VN", base_url=url, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    if cookie is not None:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])
    return context


def faults(page: Page, width: int) -> list[str]:
    """What axe-core finds, and what makes the page wider than the window."""
    found = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations'], elementRef: false, selectors: false})"
    )
    wrong = [
        f"{one['id']}: " + " | ".join(node["html"][:160] for node in one["nodes"][:4])
        for one in found["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        wrong.append(f"{wide} px wide: " + ", ".join(page.evaluate(STICKING_OUT)))
    return wrong


#: the innermost elements that end right of the window and are not scrolled inside their own box
STICKING_OUT = """() => [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.firstElementChild)
    .slice(0, 4).map((one) => one.outerHTML.slice(0, 120))"""
