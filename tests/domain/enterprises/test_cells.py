"""One row of a supplier workbook becomes one claim; what no factory can mean is reported and left out."""

from __future__ import annotations

import datetime as dt

import pytest

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.cells import Cells, read_certificate, read_machine, read_process_line
from matxich.domain.enterprises.model import Machine, Rate, Span
from matxich.domain.shared.grade import Grade

V = load_vocabulary()


def cells(reported, units=None, **values):
    return Cells(values, {}, units or {}, lambda code, field, message: reported.append((code, field)))


def row(units=None, **values):
    reported: list[tuple[str, str]] = []
    found = read_process_line(cells(reported, units, **values), V)
    assert reported == []
    return found


def test_a_whole_row():
    found = row(
        process="Đúc áp lực nhôm",
        in_house="có",
        materials="ADC12, A380",
        max_size_mm="500x400x300",
        part_weight_kg="0,1 - 12 kg",
        machine_tonnage="350-1600T",
        tolerance_mm="±0,05",
        roughness_ra="Ra 3,2",
        capacity_per_month="120 tấn",
        batch_min="500 cái",
        lead_time_days="4 tuần",
        tooling_in_house="thuê ngoài",
        finish="sơn tĩnh điện, anod",
        notes="8 lòng khuôn, làm vỏ hộp số",
        grade="đã kiểm tra hồ sơ",
    )
    assert found.processes == ("high_pressure_die_casting",)
    assert found.materials == ("adc12", "a380", "aluminium_cast")
    assert (found.in_house, found.tooling_in_house) == (True, False)
    assert (found.max_size_mm, found.part_weight_kg, found.tonnage) == (
        (500, 400, 300),
        Span(0.1, 12),
        Span(350, 1600),
    )
    assert (found.tolerance_mm, found.roughness_um, found.cavities) == (0.05, 3.2, 8)
    assert (found.capacity, found.batch_min, found.lead_time_days) == (Rate(None, 120_000), 500, 28)
    assert found.finishes == ("powder_coating", "anodizing")
    assert found.part_families == ("gear_housing",)
    assert found.grade is Grade.DOCUMENT_CHECKED


def test_an_empty_row_states_nothing():
    found = row(process="Phay CNC")
    assert (found.in_house, found.tooling_in_house, found.tolerance_mm, found.capacity) == (
        None,
        None,
        None,
        Rate(),
    )
    assert (found.max_size_mm, found.part_weight_kg, found.tonnage, found.materials) == (
        (),
        Span(),
        Span(),
        (),
    )


PROCESSES = [
    ("Đúc áp lực, tiện CNC", ("die_casting", "cnc_turning")),
    ("Gia công cơ khí; phay CNC 5 trục", ("five_axis_milling",)),  # the general word says nothing more
    ("Mạ kẽm (không mạ niken)", ("zinc_plating",)),
    ("không có đúc, chỉ gia công CNC", ("machining",)),
    ("プレス加工", ("stamping",)),
    ("사출 성형", ("injection_moulding",)),
    ("ep nhua", ("injection_moulding",)),
    ("nấu ăn", ()),
]


@pytest.mark.parametrize(("text", "codes"), PROCESSES)
def test_processes_of_a_cell(text, codes):
    assert row(process=text).processes == codes


FIELDS = [
    ({"max_size_mm": "Ø200x1500"}, "max_size_mm", (1500, 200, 200)),
    ({"max_size_mm": "1200"}, "max_size_mm", (1200,)),
    ({"max_size_mm": "tấm 1500x3000, dày 0,5 - 20 mm"}, "max_size_mm", (3000, 1500)),
    ({"part_weight_kg": "12 kg"}, "part_weight_kg", Span(None, 12)),  # the heaviest, not the only one
    ({"part_weight_kg": "đến 600 kg"}, "part_weight_kg", Span(None, 600)),
    ({"machine_tonnage": "80,120,350T"}, "tonnage", Span(80, 350)),
    ({"machine_tonnage": "5 máy: 50-250T"}, "tonnage", Span(50, 250)),
    ({"tolerance_mm": "0.01"}, "tolerance_mm", 0.01),
    ({"tolerance_mm": "±0,02 - 0,05"}, "tolerance_mm", 0.02),
    ({"roughness_ra": "0,8"}, "roughness_um", 0.8),
    ({"capacity_per_month": "2.000", "capacity_unit": "cái/năm"}, "capacity", Rate(2000 / 12, None)),
    ({"capacity_per_month": "50", "capacity_unit": "nghìn cái/tháng"}, "capacity", Rate(50_000, None)),
    ({"capacity_per_month": "60.000", "capacity_unit": "m2/tháng"}, "capacity", Rate()),
    ({"batch_min": "1 tấn"}, "batch_min", None),  # not one piece
    ({"batch_min": "2.000"}, "batch_min", 2000),
    ({"lead_time_days": "48h"}, "lead_time_days", 2),
    ({"in_house": "không thuê ngoài"}, "in_house", True),
    ({"in_house": "?"}, "in_house", None),
]


@pytest.mark.parametrize(("values", "field", "wanted"), FIELDS, ids=str)
def test_one_field(values, field, wanted):
    assert getattr(row(process="Dập", **values), field) == wanted


def test_the_heading_gives_the_unit():
    found = row(
        {"max_size_mm": "cm", "part_weight_kg": "g", "lead_time_days": "week"},
        process="Dập",
        max_size_mm="30x20",
        part_weight_kg="500",
        lead_time_days="4",
    )
    assert (found.max_size_mm, found.part_weight_kg, found.lead_time_days) == (
        (300, 200),
        Span(None, 0.5),
        28,
    )


IMPOSSIBLE = [
    ("tolerance_mm", "900", "tolerance_mm"),
    ("machine_tonnage", "90000 tấn", "tonnage"),
    ("lead_time_days", "5000", "lead_time_days"),
    ("max_size_mm", "900000x100", "max_size_mm"),
]


@pytest.mark.parametrize(("field", "text", "attribute"), IMPOSSIBLE)
def test_an_impossible_number_is_reported_and_left_out(field, text, attribute):
    reported: list[tuple[str, str]] = []
    found = read_process_line(cells(reported, process="Dập", **{field: text}), V)
    assert set(reported) == {("impossible_number", field)}
    assert getattr(found, attribute) == getattr(row(process="Dập"), attribute)


CERTIFICATES = [
    ({"standard": "ISO 9001:2015", "expires_on": "31/12/2026"}, [("iso_9001", dt.date(2026, 12, 31))]),
    ({"standard": "IATF 16949", "expires_on": "15-Jun-2026"}, [("iatf_16949", dt.date(2026, 6, 15))]),
    (
        {"standard": "ISO 9001, ISO 14001", "expires_on": "2027"},
        [("iso_9001", dt.date(2027, 12, 31)), ("iso_14001", dt.date(2027, 12, 31))],
    ),
    ({"standard": "ISO 9001", "expires_on": "15/6/2025 - 14/6/2028"}, [("iso_9001", dt.date(2028, 6, 14))]),
    ({"standard": "TS16949", "expires_on": "đang gia hạn"}, [("iatf_16949", None)]),
]


@pytest.mark.parametrize(("values", "wanted"), CERTIFICATES, ids=str)
def test_certificates(values, wanted):
    reported: list[tuple[str, str]] = []
    found = read_certificate(cells(reported, **values), V)
    assert [(c.code, c.expires_on) for c in found] == wanted
    assert reported == []


def test_an_unknown_standard_is_reported():
    reported: list[tuple[str, str]] = []
    assert read_certificate(cells(reported, standard="Giấy khen 2020"), V) == []
    assert reported == [("unknown_certificate", "standard")]


MACHINES = [
    {"machine_type": "Máy ép nhựa", "size": "80-1300T", "quantity": "12"},
    {"machine_type": "Máy phay CNC 5 trục", "size": "hành trình 1000x600x500", "year": "2019"},
    {"machine_type": "Máy tiện CNC", "size": "Ø300x800"},
]


def test_machines():
    reported: list[tuple[str, str]] = []
    injection, milling, turning = (read_machine(cells(reported, **values), V)[0] for values in MACHINES)
    assert injection == Machine("injection_machine", "Máy ép nhựa", 12, Span(80, 1300))
    assert (milling.axes, milling.travel_mm, milling.year) == (5, (1000, 600, 500), 2019)
    assert (turning.max_diameter_mm, turning.travel_mm) == (300, ())
    assert reported == []
