"""Starting the site: what is prepared, and what is said when the port is taken."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from matxich.config.serve import refuse_taken_port


def test_a_taken_port_is_said_in_one_line():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} is in use"):
            refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)


def test_the_server_migrates_collects_answers_and_stops(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "MATXICH_DATA_DIR": str(tmp_path),
        "MATXICH_DEMO": "off",
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "matxich.config.settings",
    }
    command = [sys.executable, "-m", "matxich.config.serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            health = json.loads(fetch(f"http://127.0.0.1:{port}/healthz"))
            page = fetch(f"http://127.0.0.1:{port}/").decode()
        finally:
            server.terminate()
            said = server.stdout.read()
    assert health["status"] == "ok"
    assert f"http://127.0.0.1:{port}" in said
    assert (tmp_path / "matxich.sqlite3").exists()
    # Collected: the page names a file by its hash, and the server has it.
    (sheet,) = [part.split('"')[0] for part in page.split('href="') if part.startswith("/static/css/base.")]
    assert sheet != "/static/css/base.css"
    assert (tmp_path / "static" / sheet.removeprefix("/static/")).exists()


def test_an_empty_local_site_begins_with_the_illustrative_region(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "MATXICH_DATA_DIR": str(tmp_path),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "matxich.config.settings",
    }
    environment.pop("MATXICH_DEMO", None)
    said = []
    for _time in range(2):
        command = [sys.executable, "-m", "matxich.config.serve"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            try:
                page = fetch(f"http://127.0.0.1:{port}/directory/", tries=1200).decode()
            finally:
                server.terminate()
                said.append(server.stdout.read())
    password = (tmp_path / "demo-accounts.txt").read_text().strip()
    assert "Dữ liệu minh họa" in page
    # Made once; the accounts are shown at every start.
    assert "đang tạo" in said[0]
    assert "đang tạo" not in said[1]
    for words in said:
        assert password in words
        assert "hoidong@demo.example" in words


def fetch(url: str, *, tries: int = 150) -> bytes:
    """The body at the address, which may take a while to be there."""
    for _ in range(tries):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")
