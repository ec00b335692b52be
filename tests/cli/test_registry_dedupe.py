"""`matxich registry dedupe` as people run it."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest
from python_calamine import CalamineWorkbook

from matxich.cli.main import main
from matxich.files import splink_dedupe
from tests.benchmarks.registry import registry


@pytest.fixture
def listing(tmp_path):
    path = tmp_path / "danh-sach.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Quận/huyện", "Điện thoại"])
        writer.writerows([r.name, r.tax_code, r.address, r.district, r.phone] for r in registry(200, 5))
    return path


def test_a_list_is_read_summed_up_and_written(listing, tmp_path, capsys):
    out = tmp_path / "new" / "result.xlsx"
    assert main(["registry", "dedupe", str(listing), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "200" in told
    assert "có thể trùng, cần người xem" in told
    assert CalamineWorkbook.from_path(out).sheet_names == ["Cặp trùng", "Nhóm", "Đã đọc"]


def test_duckdb_is_asked_for_by_name(listing, capsys):
    pytest.importorskip("splink", reason='Splink is not installed: pip install "matxich[dedupe]"')
    assert main(["registry", "dedupe", str(listing), "--engine", "duckdb", "--lang", "en"]) == 0
    assert "possibly the same" in capsys.readouterr().out


def test_a_missing_engine_is_told_with_the_extra_that_brings_it(listing, capsys, monkeypatch):
    monkeypatch.setattr(splink_dedupe.importlib.util, "find_spec", lambda _name: None)
    assert main(["registry", "dedupe", str(listing), "--engine", "spark"]) == 2
    assert "matxich[spark]" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["registry", "dedupe", str(tmp_path / "none.xlsx")]) == 2
    assert "none.xlsx" in capsys.readouterr().err


def test_our_own_engine_needs_no_other():
    code = (
        "import sys; import matxich.cli.registry\n"
        "print(sorted(n for n in ('splink', 'duckdb', 'pyspark', 'pyarrow', 'django') if n in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
