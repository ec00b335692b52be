"""The empty workbooks: our own reader understands every heading, and every list comes from the vocabulary."""

import io
import re
import zipfile

import pytest

from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.profile import read_maker, read_ownership, read_status
from matxich.domain.shared.grade import read_grade
from matxich.domain.shared.measures import read_volume, read_yes_no
from matxich.domain.tables.finding import find_tables
from matxich.files.reading import read_grids
from matxich.files.template import ROWS, write_template
from matxich.files.template_fields import CHOICES, SHEETS

ISSUE = {
    "suppliers": "supplier_id, tax_code, name, name_en, address, commune, district, province, status, ownership, workers, "
    "export_markets, languages, kind, description",
    "processes": "supplier_id, process, in_house, materials, max_size_mm, part_weight_kg, machine_tonnage, tolerance_mm, "
    "roughness_ra, capacity_per_month, capacity_unit, batch_min, lead_time_days, tooling_in_house, finish, notes",
    "certificates": "supplier_id, standard, scope, number, issued_on, expires_on, grade",
    "machines": "supplier_id, machine_type, maker, model, year, quantity, size",
    "demand": "part_no, name, process, material, size, weight, tolerance, roughness, finish, annual_volume, batch, lead_time, "
    "certificate, inspection, place, requirements, notes",
}


def written(kind):
    buffer = io.BytesIO()
    write_template(kind, buffer)
    return buffer.getvalue()


def xml(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("kind", list(SHEETS))
def test_the_sheets_have_exactly_the_promised_columns_and_the_reader_understands_them(kind):
    read = read_grids(written(kind), f"{kind}.xlsx")
    tables = find_tables(read.grids, load_headings(), kind).tables
    assert [table.kind for table in tables] == list(SHEETS[kind])
    for table in tables:
        assert [column.field for column in table.columns] == ISSUE[table.kind].split(", ")
        assert [table.sheet, table.header_rows, table.rows] == [table.kind, (1,), ()]


@pytest.mark.parametrize("kind", list(SHEETS))
def test_every_heading_has_a_comment_with_its_english_name_and_an_example(kind):
    comments = [part for name, part in xml(written(kind)).items() if "comments" in name]
    fields = [field for listed in SHEETS[kind].values() for field in listed]
    assert sum(part.count("<comment ") for part in comments) == len(fields)
    text = "".join(comments)
    for field in fields:
        assert f"({field.name})" in text
    assert "Ví dụ / Example" in text
    assert "Đơn vị / Unit: mm" in text


@pytest.mark.parametrize("kind", list(SHEETS))
def test_drop_downs_point_at_the_lists_of_the_hidden_sheet(kind):
    parts = xml(written(kind))
    assert 'name="Danh mục" sheetId' in parts["xl/workbook.xml"]
    assert 'state="hidden"' in parts["xl/workbook.xml"]
    rules = re.findall(
        r'<dataValidation type="list".*?sqref="([A-Z]+)2:\1(\d+)"><formula1>(.*?)</formula1>',
        "".join(part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")),
    )
    assert len(rules) == sum(bool(field.choice) for listed in SHEETS[kind].values() for field in listed)
    assert {int(last) for _, last, _ in rules} == {ROWS + 1}
    assert all(source.startswith("'Danh mục'!$") for _, _, source in rules)


def test_every_process_and_certificate_of_the_vocabulary_can_be_chosen():
    strings = xml(written("suppliers"))["xl/sharedStrings.xml"]
    for kind in ("process", "certificate", "machine"):
        labels = [concept.label.vi for concept in load_vocabulary().tree(kind).concepts.values()]
        assert len(labels) > 30
        assert [label for label in labels if label.replace("&", "&amp;") not in strings] == []


def test_what_can_be_chosen_is_what_the_readers_understand():
    assert [read_yes_no(value) for value in CHOICES["yes_no"]] == [True, False]
    assert [read_status(value) for value in CHOICES["status"]] == ["active", "suspended", "ceased"]
    assert [read_maker(value) for value in CHOICES["kind"]] == [True, True, False]
    ownership = [read_ownership(value, load_vocabulary())[0] for value in CHOICES["ownership"]]
    assert ownership == ["domestic", "fdi", "joint", "state"]
    assert [read_grade(value) for value in CHOICES["grade"]] == [1, 2, 3, 4]
    for unit in CHOICES["capacity_unit"]:
        pieces, kilograms, _ = read_volume("50.000", None, unit=unit, period="month")
        assert pieces or kilograms


def test_dates_and_text_cells_are_formatted_for_five_hundred_rows():
    parts = xml(written("suppliers"))
    assert "dd/mm/yyyy" in parts["xl/styles.xml"]
    assert 'formatCode="@"' in parts["xl/styles.xml"] or 'numFmtId="49"' in parts["xl/styles.xml"]
    sheet = parts["xl/worksheets/sheet2.xml"]
    assert f'<row r="{ROWS + 1}"' in sheet
    assert 'state="frozen"' in sheet


def test_a_guide_explains_the_sheets_and_is_not_taken_for_data():
    read = read_grids(written("suppliers"), "t.xlsx")
    assert read.grids[0].sheet == "Hướng dẫn"
    assert any("mỗi doanh nghiệp một dòng" in cell for row in read.grids[0].rows for cell in row)
    assert "Hướng dẫn" not in [
        table.sheet for table in find_tables(read.grids, load_headings(), "suppliers").tables
    ]


@pytest.mark.parametrize("kind", list(SHEETS))
def test_the_same_template_has_the_same_bytes(kind):
    assert written(kind) == written(kind)


def test_another_kind_is_refused():
    with pytest.raises(ValueError, match="suppliers, demand"):
        write_template("machines", io.BytesIO())
