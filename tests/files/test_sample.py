"""The illustrative workbooks: plainly invented, written as people write, and good for every kind of outcome."""

import datetime as dt
import io
from collections import Counter

import pytest
from stdnum.vn import mst

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching.columns import build_registry
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.run import match_list
from matxich.files.matching import load_demand, load_suppliers, read_report
from matxich.files.reading import read_grids
from matxich.files.result_workbook import write_result
from matxich.files.sample import MARK, ON, sample_rows, write_sample


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def result(files):
    suppliers, demand = load_suppliers(files[0]), load_demand(files[1])
    registry = build_registry(suppliers.firms, load_vocabulary())
    matched = match_list(demand.lines, registry, Options(on=ON, top=10, near_top=10))
    return document(matched, read_report(suppliers, demand), illustrative=True)


def test_two_files_are_written_with_the_same_bytes_every_time(files, tmp_path):
    again = write_sample(str(tmp_path / "new" / "folder"))
    assert [path.name for path in again] == ["suppliers.xlsx", "demand.xlsx"]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in files]


def test_every_sheet_says_in_its_first_row_that_it_is_invented(files):
    for path in files:
        for grid in read_grids(path).grids:
            assert grid.rows[0][0] == MARK
            assert not any(grid.rows[0][1:])


def test_firms_and_buyers_are_plainly_invented():
    firms = sample_rows("suppliers")
    assert 58 <= len(firms) <= 65
    assert len({firm["supplier_id"] for firm in firms}) == len(firms)
    assert all("(minh họa)" in firm["name"] for firm in firms)
    codes = [firm["tax_code"] for firm in firms if firm["tax_code"]]
    assert len(codes) > 50
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if mst.is_valid(code)] == []
    buyers = {line["buyer"] for line in sample_rows("demand")}
    assert len(buyers) >= 15
    assert [buyer for buyer in buyers if "(ví dụ)" not in buyer and "(example)" not in buyer] == []


def test_every_row_belongs_to_a_firm_and_is_understood(files):
    ids = {firm["supplier_id"] for firm in sample_rows("suppliers")}
    for name in ("processes", "certificates", "machines"):
        assert {row["supplier_id"] for row in sample_rows(name)} <= ids
    suppliers = load_suppliers(files[0])
    assert len(suppliers.firms) == len(ids)
    assert {finding.code for finding in suppliers.findings if finding.severity == "error"} == set()
    assert [finding.value for finding in suppliers.findings if finding.code == "unknown_process"] == []


def test_the_firms_cover_the_families_of_processes(files):
    tree = load_vocabulary().processes
    codes = {
        code for firm in load_suppliers(files[0]).firms for line in firm.lines for code in line.processes
    }
    for family in (
        "die_casting", "sand_casting", "investment_casting", "forging", "stamping", "sheet_metal", "machining", "edm",
        "welding", "injection_moulding", "rubber_moulding", "surface_treatment", "heat_treatment", "toolmaking",
        "electronics", "wire_harness_assembly", "printing_packaging", "textile_footwear", "powder_metallurgy",
        "additive_manufacturing", "assembly", "testing_inspection", "spring_making", "motor_assembly",
    ):  # fmt: skip
        assert any(tree.is_a(code, family) for code in codes), family


def test_the_firms_carry_the_traps_of_real_registries(files):
    firms = {firm.supplier_id: firm for firm in load_suppliers(files[0]).firms}
    assert [firm.status for firm in firms.values()].count("ceased") == 1
    assert [firm.is_maker for firm in firms.values()].count(False) == 1
    namesake = firms["MH54"]  # "Đúc Áp Lực …" by name, turning and milling by trade
    assert "Đúc Áp Lực" in namesake.name
    assert {code for line in namesake.lines for code in line.processes} == {"cnc_milling", "cnc_turning"}
    expired = [c for firm in firms.values() for c in firm.certificates if c.expires_on and c.expires_on < ON]
    assert len(expired) >= 3


def test_the_part_list_has_titles_sections_and_a_subtotal_between_its_lines(files):
    demand = load_demand(files[1])
    assert 25 <= len(demand.lines) <= 35
    skipped = Counter(reason for table in demand.reading.tables for reason in table.skipped.values())
    assert skipped["title"] == 2
    assert skipped["subtotal"] == 1
    stated = [len(line.requirements) for line in demand.lines]
    assert min(stated) <= 2
    assert max(stated) >= 8


def test_the_list_gives_every_outcome(result):
    states = Counter(line["state"] for line in result["lines"])
    assert states["matched"] >= 12
    assert states["near"] >= 3
    assert states["gap"] >= 2
    assert states["incomplete"] >= 1
    assert result["upgrades"]


def test_the_ceased_firm_never_appears_and_the_namesake_casts_nothing(result):
    shown = {
        (line["line"], entry["supplier_id"])
        for line in result["lines"]
        for entry in (*line["shortlist"], *line["near_misses"])
    }
    assert "MH55" not in {firm for _, firm in shown}
    casting = [line["line"] for line in result["lines"] if line["part_no"] == "GC-22"]
    assert (casting[0], "MH54") not in shown


def test_the_result_of_the_sample_is_a_workbook_that_says_so(result):
    for language in ("vi", "en"):
        buffer = io.BytesIO()
        write_result(result, buffer, language)
        grids = read_grids(buffer.getvalue(), "r.xlsx").grids
        assert len(grids) == 6
        assert all(any("Dữ liệu minh họa / Illustrative data" in row for row in grid.rows) for grid in grids)


def test_the_day_of_the_sample_is_the_last_of_january():
    assert dt.date(2026, 1, 31) == ON
