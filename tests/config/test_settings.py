"""How an installation starts: local with nothing set, public only with a key. Each case is a process of its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from matxich.config.env import BadSetting
from matxich.config.secret_key import FILE_NAME, secret_key

SHOW = "from django.conf import settings as s; print(s.SECRET_KEY, s.DEBUG, s.SECURE_HSTS_SECONDS, s.ALLOWED_HOSTS)"


def start(data_dir: Path, **environment: str) -> subprocess.CompletedProcess:
    """Load the settings as a server would."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("MATXICH_", "DATABASE_"))
    }
    own = {"DJANGO_SETTINGS_MODULE": "matxich.config.settings", "MATXICH_DATA_DIR": str(data_dir)}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env=clean | own | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_nothing_set_it_is_local_and_keeps_its_key(tmp_path):
    first, second = start(tmp_path / "data"), start(tmp_path / "data")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    key, debug, hsts, hosts = first.stdout.strip().split(" ", 3)
    assert len(key) >= 50
    assert (debug, hsts, hosts) == ("False", "0", "['localhost', '127.0.0.1', '[::1]']")


def test_a_public_site_without_a_key_does_not_start(tmp_path):
    refused = start(tmp_path, MATXICH_HOSTS="cnht.example")
    assert refused.returncode != 0
    assert "setting MATXICH_SECRET_KEY: must be given once MATXICH_HOSTS names a host" in refused.stderr
    assert not (tmp_path / FILE_NAME).exists()


def test_a_public_site_with_a_key_and_https_starts(tmp_path):
    started = start(tmp_path, MATXICH_HOSTS="cnht.example", MATXICH_SECRET_KEY="k" * 50, MATXICH_HTTPS="true")
    assert started.stdout == f"{'k' * 50} False {365 * 24 * 3600} ['cnht.example']\n", started.stderr


def test_a_bad_value_stops_the_start_by_name(tmp_path):
    refused = start(tmp_path, MATXICH_MAX_UPLOAD_MB="lots")
    assert refused.returncode != 0
    assert "setting MATXICH_MAX_UPLOAD_MB: 'lots' is not a whole number" in refused.stderr


def test_the_kept_key_is_for_its_owner_only(tmp_path):
    key = secret_key(None, data_dir=tmp_path, is_local=True)
    kept = tmp_path / FILE_NAME
    assert kept.read_text() == key
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_short_key_and_an_emptied_key_file_are_refused(tmp_path):
    with pytest.raises(BadSetting, match="at least 50"):
        secret_key("short", data_dir=tmp_path, is_local=True)
    (tmp_path / FILE_NAME).write_text("")
    with pytest.raises(BadSetting, match="delete it"):
        secret_key(None, data_dir=tmp_path, is_local=True)
