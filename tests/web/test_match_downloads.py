"""Templates, sample and results to take away."""

import io

import pytest
from python_calamine import CalamineWorkbook

from matxich.files.matching import load_demand, load_suppliers
from tests.web.conftest import text_of


def sheets(data: bytes) -> dict[str, list[list]]:
    """Sheet name → rows of a workbook."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize(("language", "sheet"), [("vi", "Tóm tắt"), ("en", "Summary")])
def test_the_workbook_is_in_the_language_asked_for(client, matched, language, sheet):
    answer = client.get(f"{matched}result-{language}.xlsx")
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="matxich-2026-11-22-{language}.xlsx"'
    )
    rows = sheets(answer.content)
    assert sheet in rows
    assert any("Vỏ hộp số" in row for row in rows[sheet])


def test_the_json_is_the_whole_document(client, matched):
    document = client.get(f"{matched}result.json").json()
    assert set(document) == {"version", "meta", "lines", "upgrades", "read"}
    assert [line["line"] for line in document["lines"]] == [1, 2, 3, 4]
    assert document["lines"][0]["shortlist"][0]["supplier_id"] == "S1"
    assert document["read"]["suppliers"]["firms"] == 3


@pytest.mark.parametrize("kind", ["suppliers", "demand"])
def test_templates_and_sample_are_workbooks_of_their_kind(client, kind):
    assert len(sheets(client.get(f"/templates/{kind}.xlsx").content)) > 1
    load = load_suppliers if kind == "suppliers" else load_demand
    read = load(client.get(f"/sample/{kind}.xlsx").content)
    assert len(read.firms if kind == "suppliers" else read.lines) > 15


@pytest.mark.parametrize("address", ["/templates/firms.xlsx", "/sample/firms.xlsx"])
def test_another_kind_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_sample_says_so_in_its_name_and_in_the_file(client, send):
    answer = client.get(f"{send(sample='1')}result-vi.xlsx")
    assert "2026-01-31-sample-vi.xlsx" in answer.headers["Content-Disposition"]
    words = text_of(
        " ".join(str(cell) for rows in sheets(answer.content).values() for row in rows for cell in row)
    )
    assert "minh họa" in words.lower()
