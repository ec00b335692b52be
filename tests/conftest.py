"""What every test may ask for, and the marks that are set by themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts.browser import HOW_TO, find_browser

ROOT = Path(__file__).resolve().parent.parent
IS_CI = bool(os.environ.get("CI"))

# Machines are shared and slow at times: how long an example takes says nothing. CI repeats the same examples.
hypothesis.settings.register_profile("house", deadline=None, derandomize=IS_CI)
hypothesis.settings.load_profile("house")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
BROWSER_FIXTURES = {"browser", "page", "open_page"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database and what drives a browser, by what it asks for."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if fixtures & BROWSER_FIXTURES:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test database. A test that may not roll back empties its tables, which the history's own trigger forbids."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium. Without one a browser test fails in CI, and is skipped with the reason elsewhere."""
    path = find_browser()
    if path is None:
        if IS_CI:
            pytest.fail(HOW_TO)
        pytest.skip(HOW_TO)
    arguments = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    arguments += ["--disable-component-update", "--disable-sync"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to start as root otherwise
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator:
    """A function that opens a path of the site: `open_page("/", width=390, locale="vi-VN", color_scheme="dark")`.

    Further words go to Playwright's `new_context`. Every context is closed at the end, and a message of the browser
    about a blocked file or script, or an error in one of ours, fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(
        path: str, *, width: int = 1440, height: int = 900, locale: str = "vi-VN", **context_words
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            base_url=live_server.url,
            **context_words,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
        )
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to be run inside a page with `page.evaluate`."""
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
