"""How long a match is kept, where, and what becomes of one that was broken off."""

import datetime as dt
import json
import os
import stat
import threading

import pytest
from django.utils import timezone

from matxich.web.public import match_views, runs, work
from tests.web import workbooks
from tests.web.conftest import run_at


def made_earlier(run: runs.Run, hours: float) -> None:
    """Turn the clock of a run back."""
    run.facts.created = (timezone.now() - dt.timedelta(hours=hours)).isoformat()
    run.save()


def test_the_files_are_for_the_server_alone(matched):
    folder = run_at(matched).folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "demand.file").stat().st_mode) == 0o600


def test_a_match_is_gone_after_its_hours(client, matched, settings):
    folder = run_at(matched).folder
    made_earlier(run_at(matched), settings.RUN_HOURS + 0.01)
    answer = client.get(matched)
    assert answer.status_code == 404
    assert "Kết quả này không còn được lưu" in answer.content.decode()
    assert not folder.exists()


def test_the_hours_are_a_setting(client, matched, settings):
    made_earlier(run_at(matched), 5)
    settings.RUN_HOURS = 6
    assert client.get(matched).status_code == 200


def test_opening_the_first_page_removes_what_is_over(client, matched, own_data_dir):
    made_earlier(run_at(matched), 100)
    torn = own_data_dir / "matches" / ("0" * 32)  # what a crash may leave
    torn.mkdir()
    os.utime(torn, (0, 0))
    client.get("/")
    assert list((own_data_dir / "matches").iterdir()) == []


def test_delete_now_deletes_now(client, matched):
    folder = run_at(matched).folder
    answer = client.post(f"{matched}deletion/")
    assert "đã được xóa" in answer.content.decode()
    assert not folder.exists()
    assert client.get(matched).status_code == 404


@pytest.mark.parametrize("page", ["files/", "again/", "deletion/"])
def test_what_changes_something_is_not_done_by_opening_a_link(client, matched, page):
    assert client.get(matched + page).status_code == 405


def test_an_invented_address_is_answered_like_one_that_is_over(client):
    assert client.get(f"/matches/{'a' * 32}/").status_code == 404
    assert client.get("/matches/../../etc/passwd").status_code == 404


def test_a_match_that_a_restart_broke_off_says_so_and_runs_again(client, matched):
    run = run_at(matched)
    run.forget_result()  # begun, no result, nobody working on it: what a killed process leaves
    assert "Việc ghép bị gián đoạn" in client.get(matched).content.decode()
    client.post(f"{matched}again/")
    assert "Ai làm được gì" in client.get(matched).content.decode()


def test_while_it_works_the_page_tells_how_far_and_has_a_link_for_those_without_script(client, matched):
    run = run_at(matched)
    lock = run.lock()
    try:
        run.note_progress(3, 1200)
        assert json.loads(client.get(f"{matched}progress").content) == {
            "state": "running",
            "done": 3,
            "total": 1200,
        }
        html = client.get(matched).content.decode()
        assert "3 trên 1.200 dòng" in html
        assert f'<a class="btn" href="{matched}">' in html
        assert work.begin(run) is None  # never twice at a time
        assert client.get(f"{matched}lines/1/").headers["Location"] == matched
    finally:
        os.close(lock)
    assert json.loads(client.get(f"{matched}progress").content)["state"] == "done"


def test_a_long_list_is_answered_before_it_is_done(client, send, monkeypatch):
    monkeypatch.setattr(match_views, "PATIENCE_S", 0)
    address = send(workbooks.suppliers(), workbooks.long_demand(400))
    states = {client.get(f"{address}progress").json()["state"]}
    while "done" not in states and len(states) < 3:
        states.add(client.get(f"{address}progress").json()["state"])
    assert states == {"running", "done"}


def test_deleting_a_match_that_is_worked_on_ends_it_without_a_trace(
    client, send, monkeypatch, caplog, own_data_dir
):
    monkeypatch.setattr(match_views, "PATIENCE_S", 0)
    address = send(workbooks.suppliers(), workbooks.long_demand(400))
    name = f"match-{run_at(address).token[:6]}"
    working = [thread for thread in threading.enumerate() if thread.name == name]
    client.post(f"{address}deletion/")
    for thread in working:
        thread.join(60)
    assert [thread.is_alive() for thread in working] == [False]
    assert list((own_data_dir / "matches").iterdir()) == []
    assert "a match failed" not in caplog.text


def test_an_error_of_ours_is_said_and_can_be_tried_again(client, send, caplog):
    address = send(workbooks.suppliers())
    in_the_way = run_at(address).folder / "result.part"  # a file where the result wants a folder
    in_the_way.touch()
    send(demand=workbooks.demand(), address=f"{address}files/")
    assert "Hệ thống gặp lỗi khi ghép" in client.get(address).content.decode()
    assert "a match failed" in caplog.text
    in_the_way.unlink()
    send(address=f"{address}files/")
    assert run_at(address).state == runs.DONE
