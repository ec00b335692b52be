"""The readers of the environment take what they understand and refuse the rest by name."""

from pathlib import Path

import pytest

from matxich.config import env


@pytest.fixture(autouse=True)
def own_record(monkeypatch):
    """Keep what the tests ask for out of the record of the real settings."""
    monkeypatch.setattr(env, "DECLARED", [])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("1", True), ("TRUE", True), ("on", True), ("0", False), ("No", False), ("", True), ("  ", True)],
)
def test_bool_reads_the_usual_words_and_takes_empty_for_not_set(monkeypatch, raw, expected):
    monkeypatch.setenv("X_BOOL", raw)
    assert env.env_bool("X_BOOL", default=True, help="…") is expected


@pytest.mark.parametrize("raw", ["2", "maybe", "có"])
def test_bool_refuses_other_words(monkeypatch, raw):
    monkeypatch.setenv("X_BOOL", raw)
    with pytest.raises(env.BadSetting, match=f"setting X_BOOL: '{raw}' is neither"):
        env.env_bool("X_BOOL", default=False, help="…")


@pytest.mark.parametrize(("raw", "expected"), [("1", 1), (" 64 ", 64), ("", 7)])
def test_int_reads_whole_numbers_within_its_limits(monkeypatch, raw, expected):
    monkeypatch.setenv("X_INT", raw)
    assert env.env_int("X_INT", default=7, least=1, most=64, help="…") == expected


@pytest.mark.parametrize(
    ("raw", "problem"),
    [("0", "0 is not within 1 to 64"), ("65", "within"), ("1.5", "whole"), ("ba", "whole")],
)
def test_int_refuses_the_rest(monkeypatch, raw, problem):
    monkeypatch.setenv("X_INT", raw)
    with pytest.raises(env.BadSetting, match=problem):
        env.env_int("X_INT", default=7, least=1, most=64, help="…")


def test_list_is_split_at_commas_and_trimmed(monkeypatch):
    monkeypatch.setenv("X_LIST", " a.example ,b.example,, ")
    assert env.env_list("X_LIST", default=("c",), help="…") == ["a.example", "b.example"]
    monkeypatch.delenv("X_LIST")
    assert env.env_list("X_LIST", default=("c",), help="…") == ["c"]


def test_secret_comes_from_the_variable_or_from_its_file(monkeypatch, tmp_path):
    assert env.env_secret("X_SECRET", help="…") is None
    monkeypatch.setenv("X_SECRET", "plain")
    assert env.env_secret("X_SECRET", help="…") == "plain"
    monkeypatch.delenv("X_SECRET")
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("X_SECRET_FILE", str(tmp_path / "secret"))
    assert env.env_secret("X_SECRET", help="…") == "from the file"


def test_secret_refuses_two_sources_a_missing_file_and_an_empty_one(monkeypatch, tmp_path):
    monkeypatch.setenv("X_SECRET", "plain")
    monkeypatch.setenv("X_SECRET_FILE", str(tmp_path / "secret"))
    with pytest.raises(env.BadSetting, match="not both"):
        env.env_secret("X_SECRET", help="…")
    monkeypatch.delenv("X_SECRET")
    with pytest.raises(env.BadSetting, match="X_SECRET_FILE: cannot read"):
        env.env_secret("X_SECRET", help="…")
    (tmp_path / "secret").write_text("\n")
    with pytest.raises(env.BadSetting, match="is empty"):
        env.env_secret("X_SECRET", help="…")


def test_folder_is_made_and_one_that_cannot_be_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("X_FOLDER", str(tmp_path / "a" / "b"))
    assert env.env_folder("X_FOLDER", default=Path("/x"), shown="…", help="…").is_dir()
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("X_FOLDER", str(tmp_path / "file" / "b"))
    with pytest.raises(env.BadSetting, match="cannot make the folder"):
        env.env_folder("X_FOLDER", default=Path("/x"), shown="…", help="…")


def test_what_is_asked_for_is_recorded_once():
    for _ in range(2):
        env.env_bool("X_BOOL", default=True, help="What it changes.")
    assert [env.Declared("X_BOOL", "true or false", "true", "What it changes.")] == env.DECLARED
