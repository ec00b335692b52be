"""What the tests of the match pages share."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from matxich.web.public import match_views
from matxich.web.public.runs import Run, open_run
from tests.web import workbooks


@pytest.fixture(autouse=True)
def own_data_dir(settings, tmp_path, db):
    """Matches of a test lie in its own folder; on a busy machine the answer waits until the work is done."""
    settings.DATA_DIR = tmp_path
    before, match_views.PATIENCE_S = match_views.PATIENCE_S, 60
    yield tmp_path
    match_views.PATIENCE_S = before


@pytest.fixture
def send(client) -> Callable[..., str]:
    """A function that sends files as the form does and returns the address of the match."""

    def send_(
        suppliers: bytes | None = None, demand: bytes | None = None, address: str = "/matches/", **fields: str
    ) -> str:
        files = {"suppliers": suppliers, "demand": demand}
        named = {
            kind: SimpleUploadedFile(f"{kind}.xlsx", data) for kind, data in files.items() if data is not None
        }
        answer = client.post(address, {"on": "2026-11-22", "top": "10", **fields, **named})
        assert answer.status_code == 302
        return answer.headers["Location"]

    return send_


@pytest.fixture
def matched(send) -> str:
    """The address of a finished match of the small workbooks."""
    return send(workbooks.suppliers(), workbooks.demand())


def run_at(address: str) -> Run:
    """The run behind an address."""
    run = open_run(re.search("[0-9a-f]{32}", address)[0])
    assert run is not None
    return run


def text_of(html: bytes | str) -> str:
    """The words of a page, without its tags."""
    text = html if isinstance(html, str) else html.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))
