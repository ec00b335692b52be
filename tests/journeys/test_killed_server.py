"""The real server with many writers at once, and killed with -9 while it saves and while it writes the index.

(Killed while an import is read or applied: `test_import_in_browser`.)
"""

from __future__ import annotations

import http.client
import itertools
import json
import re
import sqlite3
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from matxich.files.directory_index import DirectoryIndex
from tests.domain.directory.firms import search
from tests.journeys.server import Server, run

TOGETHER = 64
#: What is promised of an idle machine, where a restart takes a second or two. The machine of the tests is shared.
READY_S, ALLOWANCE = 5, 4


class Site:
    """An illustrative region with its server, and an officer who is signed in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        made = self.ask("make")
        #: numbers of the firms that the public sees
        self.firms: list[int] = made["firms"]
        self.server = Server(folder)
        self.server.start(ready="/directory/")
        self._cookies = f"sessionid={made['cookie']}"
        _status, page, cookies = self._request("GET", self._address(self.firms[0]))
        self._token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        self._cookies += "; csrftoken=" + re.search(r"csrftoken=(\w+)", cookies)[1]

    def ask(self, act: str) -> dict[str, Any]:
        """Let another process do something to the installation."""
        run(self.folder, "tests.journeys.saving_site", act, str(self.folder / "told.json"))
        told: dict[str, Any] = json.loads((self.folder / "told.json").read_text(encoding="utf-8"))
        return told

    def save(self, firm: int, product: str) -> int:
        """Add a line to a firm as its form does; return the status: 302 = it is kept."""
        return self._request(
            "POST", self._address(firm), {"csrfmiddlewaretoken": self._token, "name": product}
        )[0]

    def products(self) -> set[str]:
        """What the database holds of the lines that a test saves."""
        with closing(sqlite3.connect(self.folder / "matxich.sqlite3")) as database:
            rows = database.execute("SELECT written FROM registry_claim WHERE kind = 'product'").fetchall()
        names = (json.loads(row[0]).get("name", "") for row in rows)
        return {name for name in names if name.startswith("Chi tiết thử")}

    def last_change(self) -> int:
        """The number of the last change that the index has to follow."""
        with closing(sqlite3.connect(self.folder / "matxich.sqlite3")) as database:
            return int(database.execute("SELECT max(id) FROM foundation_change").fetchone()[0])

    def indexed_change(self) -> int:
        """How far the index has followed."""
        return self.index().position.change

    def index(self) -> DirectoryIndex:
        """The index as another process sees it."""
        return DirectoryIndex(self.folder / "directory")

    def restart(self) -> float:
        """Start again, until the public directory answers; return the seconds, and print them."""
        taken = self.server.start(ready="/directory/")
        print(f"ready {taken:.1f} s after the start")
        return taken

    @staticmethod
    def _address(firm: int) -> str:
        return f"/staff/firms/{firm}/lines/new/product/"

    def _request(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        with closing(connection):
            headers = {"Cookie": self._cookies, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, urllib.parse.urlencode(fields or {}), headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            return answer.status, page, "; ".join(answer.headers.get_all("Set-Cookie") or [])


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    """A site that runs."""
    found = Site(tmp_path_factory.mktemp("site"))
    yield found
    found.server.kill()


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something, at most so long."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def test_sixty_four_saves_at_once_are_all_kept_and_indexed(site):
    start = threading.Barrier(TOGETHER)
    told: dict[int, object] = {}

    def save(number: int) -> None:
        start.wait()
        try:
            told[number] = site.save(site.firms[number % 7], f"Chi tiết thử A{number}")
        except OSError as problem:
            told[number] = problem

    threads = [threading.Thread(target=save, args=(number,)) for number in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == dict.fromkeys(range(TOGETHER), 302)
    assert {name for name in site.products() if "thử A" in name} == {
        f"Chi tiết thử A{number}" for number in range(TOGETHER)
    }
    assert "locked" not in site.server.log()
    wait_until(lambda: site.indexed_change() == site.last_change())


@pytest.mark.parametrize("saved", [5, 40])
def test_every_save_that_was_acknowledged_before_a_kill_is_there_after_it(site, saved):
    asked, kept = itertools.count(), []
    is_over = threading.Event()

    def go_on() -> None:
        while not is_over.is_set():
            product = f"Chi tiết thử B{saved}-{next(asked)}"
            try:
                status = site.save(site.firms[len(kept) % 20], product)
            except (OSError, http.client.HTTPException):
                return  # killed before it answered
            if status == 302:
                kept.append(product)

    threads = [threading.Thread(target=go_on) for _ in range(8)]
    for thread in threads:
        thread.start()
    wait_until(lambda: len(kept) >= saved)
    site.server.kill()
    is_over.set()
    for thread in threads:
        thread.join()
    assert site.restart() < READY_S * ALLOWANCE
    assert set(kept) - site.products() == set()
    wait_until(lambda: site.indexed_change() == site.last_change())
    assert site.save(site.firms[0], f"Chi tiết thử C{saved}") == 302


def test_an_index_whose_writer_is_killed_goes_on_where_it_stood(site):
    is_between = []
    for _round in range(2):
        site.server.kill()
        before, last = site.indexed_change(), site.ask("touch")["last"]
        site.server.start()
        wait_until(lambda before=before: site.indexed_change() > before)
        site.server.kill()
        stood = site.indexed_change()
        assert site.restart() < READY_S * ALLOWANCE
        wait_until(lambda last=last: site.indexed_change() >= last)
        assert site.index().search(search()).total == len(site.firms)
        is_between.append(before < stood < last)
    assert any(is_between), "no kill came in the middle: touch more firms"
