"""A supplier workbook becomes firms; what cannot be used is reported with its place, the rest is kept."""

from __future__ import annotations

import pytest

from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.reading import read_firms
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.model import Grid

FIRMS = (
    ("supplier_id", "tax_code", "name", "province", "status", "kind", "description"),
    ("S1", "0100000001", "Công ty Đúc Hà Nội", "Hà Nội", "", "Sản xuất", ""),
    (
        "S2",
        "0100000002",
        "Cơ khí Thăng Long",
        "Hà Nội",
        "giải thể",
        "Thương mại",
        "Chuyên tiện CNC, có ISO 9001, không có CMM",
    ),
)
PROCESSES = (
    ("supplier_id", "process", "materials"),
    ("S1", "Phay CNC", "SUS304"),
    ("s1", "Tiện CNC", "S45C"),
)
CERTIFICATES = (("supplier_id", "standard", "expires_on"), ("S1", "ISO 9001", "31/12/2027"))
MACHINES = (
    ("supplier_id", "machine_type", "size"),
    ("S1", "Máy phay CNC 5 trục", "1000x600x500"),
    ("S1", "Máy CMM", ""),
)


def read(**sheets):
    grids = [Grid("suppliers.xlsx", name, rows) for name, rows in sheets.items()]
    firms, findings = read_firms([find_tables(grids, load_headings(), "suppliers")], load_vocabulary())
    return {firm.supplier_id: firm for firm in firms}, [(f.code, f.sheet, f.row) for f in findings]


def test_four_sheets_become_firms():
    firms, findings = read(suppliers=FIRMS, processes=PROCESSES, certificates=CERTIFICATES, machines=MACHINES)
    one = firms["S1"]
    assert findings == []
    assert [line.processes for line in one.lines] == [("cnc_milling",), ("cnc_turning",)]
    assert [line.axes for line in one.lines] == [5, None]  # the machine lends its axes to the row it serves
    assert ([c.code for c in one.certificates], one.lists_certificates) == (["iso_9001"], True)
    assert (one.inspection, one.is_maker, one.places, one.status) == (("cmm",), True, ("p_ha_noi",), "active")


def test_the_name_of_a_firm_is_no_capability():
    firms, _ = read(suppliers=FIRMS, processes=PROCESSES)
    assert "casting" not in [code for line in firms["S1"].lines for code in line.processes]


def test_a_firm_without_rows_gets_them_from_its_description():
    two = read(suppliers=FIRMS, processes=PROCESSES)[0]["S2"]
    assert [(line.processes, line.origin) for line in two.lines] == [(("cnc_turning",), "description")]
    assert ([c.code for c in two.certificates], two.lists_certificates) == (["iso_9001"], False)
    assert (two.lacks_machines, two.is_maker, two.status) == (("cmm",), False, "ceased")


def test_a_firm_without_rows_gets_them_from_its_machines():
    machines = (("supplier_id", "machine_type", "size"), ("S2", "Máy ép nhựa", "350T"))
    two = read(suppliers=FIRMS, machines=machines)[0]["S2"]
    assert [(line.processes, line.origin, line.tonnage.high) for line in two.lines] == [
        (("injection_moulding",), "machines", 350)
    ]


REPORTED = [
    ("unknown_supplier_id", {"processes": (*PROCESSES, ("S9", "Đúc", ""))}, ("processes", 4)),
    ("unknown_process", {"processes": (*PROCESSES, ("S1", "Nấu ăn", ""))}, ("processes", 4)),
    (
        "duplicate_supplier_id",
        {"suppliers": (*FIRMS, ("S1", "", "Công ty khác", "", "", "", ""))},
        ("suppliers", 4),
    ),
    ("unknown_certificate", {"certificates": (*CERTIFICATES, ("S1", "Giấy khen", ""))}, ("certificates", 3)),
    ("unknown_machine", {"machines": (*MACHINES, ("S1", "Máy pha cà phê", ""))}, ("machines", 4)),
]


@pytest.mark.parametrize(("code", "sheets", "place"), REPORTED, ids=lambda value: str(value)[:24])
def test_what_cannot_be_used_is_reported_with_its_place(code, sheets, place):
    whole = {"suppliers": FIRMS, "processes": PROCESSES, "certificates": CERTIFICATES, "machines": MACHINES}
    firms, findings = read(**{**whole, **sheets})
    assert findings == [(code, *place)]
    assert list(firms) == ["S1", "S2"]
    assert firms["S1"].name == "Công ty Đúc Hà Nội"
    assert len(firms["S1"].lines) == 2


def test_rows_find_their_firm_by_tax_code_or_name_too():
    processes = (("supplier_id", "process"), ("0100000001", "Phay CNC"), ("co khi thang long", "Tiện CNC"))
    firms, findings = read(suppliers=FIRMS, processes=processes)
    assert findings == []
    assert [firm.lines[0].processes for firm in firms.values()] == [("cnc_milling",), ("cnc_turning",)]
