"""Files that cannot be used: said beside the file, in the reader's language, and the other one is kept."""

import pytest

from matxich.web.public import runs
from tests.web import workbooks
from tests.web.conftest import run_at, text_of

GOOD = {"suppliers": workbooks.suppliers(), "demand": workbooks.demand()}


@pytest.mark.parametrize("missing", ["suppliers", "demand"])
def test_a_missing_file_is_asked_for_and_the_other_one_kept(client, send, missing):
    kept = "demand" if missing == "suppliers" else "suppliers"
    address = send(**{kept: GOOD[kept]})
    html = client.get(address).content.decode()
    assert "Còn thiếu tệp này" in html
    assert f"Đã gửi: {kept}.xlsx" in html
    assert send(**{missing: GOOD[missing]}, address=f"{address}files/") == address
    assert run_at(address).state == runs.DONE


def test_an_empty_form_asks_for_both(client, send):
    html = client.get(send()).content.decode()
    assert html.count("Hãy chọn tệp này.") == 2


@pytest.mark.parametrize(
    ("data", "vietnamese", "english"),
    [
        (b"   ", "rỗng", "is empty"),
        (b"%PDF-1.7 ...", "PDF", "PDF"),
        (GOOD["suppliers"][:900], "bị hỏng", "damaged"),
        (b"a,b\n1,2\n", "Không tìm thấy doanh nghiệp nào", "No supplier was found"),
    ],
)
def test_a_bad_file_is_explained_beside_it_in_both_languages(client, send, data, vietnamese, english):
    address = send(data, GOOD["demand"])
    for language, words in (("vi", vietnamese), ("en", english)):
        html = client.get(address, headers={"accept-language": language}).content.decode()
        beside = html.split('id="problem-suppliers"')[1].split("</p>")[0]
        assert words in beside
        assert 'id="problem-demand"' not in html


def test_two_bad_files_are_both_explained_at_once(client, send):
    html = client.get(send(b" ", b" ")).content.decode()
    assert 'id="problem-suppliers"' in html
    assert 'id="problem-demand"' in html


def test_a_bad_file_is_replaced_and_the_match_goes_on(client, send):
    address = send(b" ", GOOD["demand"])
    send(GOOD["suppliers"], address=f"{address}files/")
    assert "Ai làm được gì" in client.get(address).content.decode()


def test_a_names_markup_is_shown_as_text(client, send):
    rows = [list(row) for row in workbooks.DEMAND]
    rows[1][2] = "<script>alert(1)</script>"
    html = client.get(send(GOOD["suppliers"], workbooks.demand(rows))).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_other_pages_of_an_unfinished_match_lead_back_to_it(client, send):
    address = send(GOOD["suppliers"])
    for page in ("lines/1/", "upgrades/", "understood/", "result.json", "result-vi.xlsx"):
        answer = client.get(address + page)
        assert (answer.status_code, answer.headers["Location"]) == (302, address)


def test_the_first_page_has_a_form_that_needs_no_script(client):
    html = client.get("/").content.decode()
    assert 'enctype="multipart/form-data"' in html
    assert html.count('type="file"') == 2
    assert "Dùng bộ minh họa" in text_of(html)
