"""The commands as people run them: files in a folder of their own, exit codes, what lands on disk."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from python_calamine import CalamineWorkbook

from matxich.catalogue.schemas import result_schema
from matxich.cli.main import main


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    assert main(["sample", str(folder)]) == 0
    return folder


def match(sample: Path, *more: str) -> int:
    files = ["--suppliers", str(sample / "suppliers.xlsx"), "--demand", str(sample / "demand.xlsx")]
    return main(["match", *files, "--on", "2026-01-31", *more])


def test_sample_matches_to_a_json_that_keeps_its_schema(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert match(sample, "--json", str(out), "--quiet") == 0
    result = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(result_schema()).validate(result)
    assert result["meta"]["on"] == "2026-01-31"
    assert result["meta"]["illustrative"] is True
    assert [line["line"] for line in result["lines"]] == list(range(1, len(result["lines"]) + 1))
    assert {line["state"] for line in result["lines"]} >= {"matched", "near", "gap"}


def test_json_goes_to_standard_output_alone(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert match(sample, "--json", "-", "--top", "2") == 0
    result = json.loads(capsys.readouterr().out)
    assert max(len(line["shortlist"]) for line in result["lines"]) == 2


def test_two_runs_write_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        assert match(sample, "--json", str(tmp_path / name), "--quiet") == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_workers_do_not_change_the_result(sample: Path, tmp_path: Path) -> None:
    assert match(sample, "--json", str(tmp_path / "one.json"), "--quiet") == 0
    assert match(sample, "--json", str(tmp_path / "two.json"), "--quiet", "--workers", "2") == 0
    assert json.loads((tmp_path / "one.json").read_text("utf-8")) == json.loads(
        (tmp_path / "two.json").read_text("utf-8")
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_workbook_opens_and_says_it_is_illustrative(sample: Path, tmp_path: Path, language: str) -> None:
    out = tmp_path / "new folder" / "out.xlsx"
    assert match(sample, "--out", str(out), "--lang", language, "--quiet") == 0
    book = CalamineWorkbook.from_path(str(out))
    assert len(book.sheet_names) >= 5
    for name in book.sheet_names:
        text = " ".join(str(cell) for row in book.get_sheet_by_name(name).to_python()[:4] for cell in row)
        assert ("minh họa" in text) or ("llustrative" in text), name


def test_summary_speaks_the_language_asked_for(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    match(sample, "--lang", "en")
    english = capsys.readouterr().out
    match(sample, "--lang", "vi")
    vietnamese = capsys.readouterr().out
    assert "suppliers read" in english.replace("\n", " ")
    assert "nhà cung cấp" in vietnamese.replace("\n", " ")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "rỗng"), (b"%PDF-1.7\n%\xe2\xe3", "PDF"), (b"PK\x03\x04broken", ""), (b'{"lines": [', "")],
    ids=["empty", "pdf", "truncated zip", "broken json"],
)
def test_an_unusable_file_ends_with_2_and_a_reason(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(content)
    assert main(["match", "--suppliers", str(bad), "--demand", str(sample / "demand.xlsx")]) == 2
    error = capsys.readouterr().err
    assert "bad.xlsx" in error.replace("\n", "")
    assert said in error


def test_a_missing_file_ends_with_2(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["match", "--suppliers", str(tmp_path / "none.xlsx"), "--demand", str(sample / "demand.xlsx")])
        == 2
    )
    assert "none.xlsx" in capsys.readouterr().err.replace("\n", "")


def test_a_result_that_cannot_be_written_ends_with_2(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert match(sample, "--json", str(tmp_path / "file" / "out.json"), "--quiet") == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("kind", ["suppliers", "demand"])
def test_a_filled_in_template_is_understood(kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"{kind}.xlsx"
    assert main(["template", kind, "--out", str(out)]) == 0
    assert CalamineWorkbook.from_path(str(out)).sheet_names


def test_vocabulary_find_names_the_concept(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", "find", "mạ niken"]) == 0
    assert "nickel_plating" in capsys.readouterr().out
    assert main(["vocabulary", "find", "xyzzy"]) == 1


def test_vocabulary_check_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", "check"]) == 0
    assert capsys.readouterr().out


def test_the_command_works_outside_the_repository(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "matxich", "sample", "x"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    words = ["match", "--suppliers", "x/suppliers.xlsx", "--demand", "x/demand.xlsx", "--json", "out.json"]
    done = subprocess.run(
        [sys.executable, "-m", "matxich", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.json").stat().st_size > 1000


def test_an_address_is_resolved_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "resolve", "Phường Cầu Giấy", "--lang", "en"]) == 0
    assert "certain: Cầu Giấy Ward is named." in capsys.readouterr().out
    assert main(["places", "resolve", "huyện Thạch Thất"]) == 1
    assert "Xã Tây Phương" in capsys.readouterr().out
    assert main(["places", "resolve", "phường Yên Hòa, Hà Nội", "--on", "2026-01-01"]) == 0


def test_an_unknown_region_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "resolve", "x", "--region", "atlantis", "--lang", "en"]) == 2
    assert "hanoi" in capsys.readouterr().err
