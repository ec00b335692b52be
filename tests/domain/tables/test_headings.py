"""What headings mean, in four languages, with and without diacritics, units, brackets and second languages."""

import unicodedata

import pytest

from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import table_rows
from matxich.domain.tables.headings import EXACT
from matxich.domain.tables.segments import split_heading
from matxich.domain.tables.units import period_of, split_trailing_unit, unit_of

DEMAND = [
    # Vietnamese, as typed, without diacritics, shouting, abbreviated
    ("STT", "line_no", ""), ("Tên chi tiết", "name", ""), ("Ten chi tiet", "name", ""), ("TÊN LINH KIỆN", "name", ""),
    ("Mã", "part_no", ""), ("Mạ", "finish", ""), ("Ma chi tiet", "part_no", ""), ("Vật liệu", "material", ""),
    ("Mác thép", "material", ""), ("SL/năm", "annual_volume", ""), ("Sản lượng năm", "annual_volume", ""),
    ("Nhu cầu năm", "annual_volume", ""), ("Số lượng/tháng", "monthly_volume", ""), ("Số lượng (cái/năm)", "annual_volume", "cái/năm"),
    ("Số lượng (cái)", "quantity", "cái"), ("Số lượng (năm)", "annual_volume", ""), ("Khối lượng (kg)", "weight", "kg"),
    ("Khối lượng, kg", "weight", "kg"), ("Dung sai", "tolerance", ""), ("Độ chính xác", "tolerance", ""),
    ("Yêu cầu", "requirements", ""), ("Yêu cầu dung sai", "tolerance", ""), ("Xử lý bề mặt", "finish", ""),
    ("Tên & quy cách", "name", ""), ("Nhà cung cấp phải có chứng chỉ", "certificate", ""), ("年間生産数(千個)", "annual_volume", "千個"),
    ("Ghi chú", "notes", ""), ("Số lượng cần mua", "quantity", ""), ("Độ nhám bề mặt (µm)", "roughness", "µm"),
    # English
    ("#", "line_no", ""), ("No.", "line_no", ""), ("Part #", "part_no", ""), ("P/N", "part_no", ""), ("Part name", "name", ""),
    ("Description of goods", "name", ""), ("Item", "name", ""), ("Qty\n(pcs/yr)", "annual_volume", "pcs/yr"), ("EAU", "annual_volume", ""),
    ("Annual qty", "annual_volume", ""), ("Qty per month", "monthly_volume", ""), ("Qty (pcs)", "quantity", "pcs"),
    ("Tolerance [mm]", "tolerance", "mm"), ("Tol.", "tolerance", ""), ("Weight kg", "weight", "kg"), ("Remarks", "notes", ""),
    ("Spec", "requirements", ""), ("annual_volume", "annual_volume", ""), ("Lead time (days)", "lead_time", "days"),
    # Japanese and Korean, half and full width
    ("品名", "name", ""), ("部品名", "name", ""), ("公差", "tolerance", ""), ("年間数量", "annual_volume", ""), ("年産", "annual_volume", ""),
    ("重量（ｋｇ）", "weight", "kg"), ("数量（個／月）", "monthly_volume", "個/月"), ("要求事項", "requirements", ""), ("材質", "material", ""),
    ("품명", "name", ""), ("부품명", "name", ""), ("공차(mm)", "tolerance", "mm"), ("연간 수량", "annual_volume", ""), ("요구사항", "requirements", ""),
    ("순번", "line_no", ""),
    # two languages in one cell, several header rows joined
    ("Vật liệu / Material", "material", ""), ("Tên chi tiết (Part name)", "name", ""), ("Dung sai\nTolerance", "tolerance", ""),
    ("Kích thước / Dài", "length", ""), ("Kích thước / Rộng / (mm)", "width", "mm"), ("Dimensions / H", "height", ""),
    ("Số lượng / Năm 2026", "annual_volume", ""), ("Giao hàng / Thời gian", "lead_time", ""),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "field", "unit"), DEMAND)
def test_demand_headings(heading, field, unit):
    for written in (heading, unicodedata.normalize("NFD", heading), f"  {heading} "):
        match = load_headings().match(written, "demand")
        assert (match.field, unicodedata.normalize("NFC", match.unit)) == (field, unit)


@pytest.mark.parametrize(
    ("heading", "kind", "field", "unit"),
    [
        ("MST", "suppliers", "tax_code", ""),
        ("Tên công ty", "suppliers", "name", ""),
        ("Tên tiếng Anh", "suppliers", "name_en", ""),
        ("Tỉnh/thành phố", "suppliers", "province", ""),
        ("従業員数", "suppliers", "workers", ""),
        ("Công nghệ", "suppliers", "process", ""),
        ("Chứng chỉ", "suppliers", "certificate", ""),
        ("max_size_mm", "processes", "max_size_mm", ""),
        ("Kích thước tối đa (cm)", "processes", "max_size_mm", "cm"),
        ("Công suất/năm", "processes", "capacity_per_month", "năm"),
        ("월 생산능력", "processes", "capacity_per_month", ""),
        ("Hiệu lực đến", "certificates", "expires_on", ""),
        ("Valid until", "certificates", "expires_on", ""),
        ("Hãng", "machines", "maker", ""),
        ("台数", "machines", "quantity", ""),
    ],
)
def test_supplier_headings(heading, kind, field, unit):
    match = load_headings().match(heading, kind)
    assert (match.field, match.unit) == (field, unit)


@pytest.mark.parametrize(
    "cell",
    ["Vỏ hộp số", "Bạc lót đồng", "SUS304", "ADC12", "±0.05", "Bu lông M8x20", "ブラケット", "", "Lót"],
)
def test_data_are_no_headings(cell):
    assert load_headings().match(cell, "demand").field == ""


@pytest.mark.parametrize("row", table_rows("headers"), ids=lambda row: f"{row['table']}.{row['field']}")
def test_every_listed_heading_is_recognised(row):
    """The first heading of each language means its own field, in its own table."""
    headings = load_headings()
    for language in ("vi", "en", "ja", "ko"):
        first = row[language].split("|")[0]
        if row["field"] == "*":
            assert headings.sheet_kind(first) == row["table"]
        else:
            match = headings.match(first, row["table"])
            assert (match.field, match.confidence >= EXACT) == (row["field"], True), first


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2. Công đoạn", "processes"),
        ("DS nhà cung cấp 2026", "suppliers"),
        ("Máy móc", "machines"),
        ("Sheet1", ""),
        ("Cert list", ""),
    ],
)
def test_sheet_names(name, kind):
    assert load_headings().sheet_kind(name) == kind


def test_units_and_segments():
    assert [unit_of(text) for text in ("kg", "(kg)", "đơn vị: mm", "tấn/tháng", "DxRxC", "Material")] == [
        "kg",
        "",
        "mm",
        "tấn/tháng",
        "",
        "",
    ]
    assert [period_of(text) for text in ("pcs/yr", "cái/tháng", "kg", "個/年")] == [
        "year",
        "month",
        "",
        "year",
    ]
    assert split_trailing_unit("Công suất/năm") == ("Công suất", "năm")
    assert split_heading("Kích thước / Dài / mm") == (["Kích thước", "Dài"], "mm", False)
