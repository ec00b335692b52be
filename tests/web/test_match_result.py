"""From two files to the result: the list, a line with its reasons, the upgrade board, in both languages."""

import re

import pytest

from tests.web import workbooks
from tests.web.conftest import run_at, text_of

ENGLISH = {"accept-language": "en"}


def test_two_files_give_a_result_at_an_address_nobody_can_guess(client, matched):
    assert re.fullmatch("/matches/[0-9a-f]{32}/", matched)
    answer = client.get(matched)
    assert answer.status_code == 200
    assert [item["count"] for item in answer.context["counts"]] == [1, 1, 1, 1]  # one line in each state
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_line_shows_every_reason_with_level_word_grade_and_weight(client, matched):
    words = text_of(client.get(f"{matched}lines/1/").content)
    assert "Công ty TNHH Đúc Minh họa" in words
    assert "Có IATF 16949, hiệu lực đến 01/01/2028" in words
    assert "(tự khai)" in words
    assert "× 3,0" in words  # the weight of a certificate


def test_every_cell_of_the_strip_says_requirement_level_and_sentence(client, matched):
    html = client.get(f"{matched}lines/1/", headers=ENGLISH).content.decode()
    cells = re.findall(r'<span class="mx-why">(.*?)</span>', html, re.DOTALL)
    line = client.get(f"{matched}lines/1/").context["line"]
    assert len(cells) == sum(len(firm["cells"]) for firm in [*line["firms"], *line["nearly"]])
    assert any(
        "<strong>Certificate: Meets.</strong> Holds IATF 16949, valid until 2028-01-01" in cell
        for cell in cells
    )
    assert any("<strong>Location: Meets (wish).</strong>" in cell for cell in cells)


def test_a_near_miss_says_what_would_mend_it(client, matched):
    html = client.get(f"{matched}lines/2/", headers=ENGLISH).content.decode()
    assert "Nobody meets every must" in html
    assert "No IATF 16949; holds: ISO 9001" in html.split('class="mx-mend"')[1]


def test_traders_and_work_done_elsewhere_are_marked(client, matched):
    line = client.get(f"{matched}lines/1/").context["line"]
    trader = next(firm for firm in [*line["firms"], *line["nearly"]] if firm["supplier_id"] == "S3")
    assert (trader["trader"], trader["outsourced"]) == (True, True)
    assert "Thuê ngoài" in text_of(client.get(f"{matched}lines/1/").content)


def test_a_gap_and_an_incomplete_line_say_what_to_do(client, matched):
    assert "Đây là khoảng trống" in client.get(f"{matched}lines/3/").content.decode()
    assert "Hãy hỏi bên mua trước" in client.get(f"{matched}lines/4/").content.decode()


def test_the_upgrade_board_names_the_lines_and_the_weights(client, matched):
    answer = client.get(f"{matched}upgrades/", headers=ENGLISH)
    words = text_of(answer.content)
    assert "Certificate IATF 16949" in words
    assert f'href="{matched}lines/2/"' in answer.content.decode()
    assert "Chốt định vị" in words  # the gap
    assert "Material 4.0" in words


@pytest.mark.parametrize(("language", "title"), [("vi", "Ai làm được gì"), ("en", "Who can make what")])
def test_the_page_is_in_the_readers_language(client, matched, language, title):
    assert title in client.get(matched, headers={"accept-language": language}).content.decode()


def test_the_sample_is_marked_on_every_page(client, send):
    address = send(sample="1")
    run = run_at(address)
    assert (run.facts.illustrative, run.facts.on) == (True, "2026-01-31")
    for page in ("", "lines/1/", "upgrades/", "understood/"):
        assert "Dữ liệu minh họa." in client.get(address + page).content.decode()


def test_the_sample_stays_illustrative_when_it_is_sent_as_a_file(client, send):
    sample = client.get("/sample/suppliers.xlsx").content
    address = send(sample, workbooks.demand())
    assert "Dữ liệu minh họa." in client.get(address).content.decode()
    assert client.get(f"{address}result.json").json()["meta"]["illustrative"] is True


def test_an_own_file_carries_no_such_mark(client, matched):
    assert "Dữ liệu minh họa." not in client.get(matched).content.decode()


def test_a_line_that_does_not_exist_is_not_found(client, matched):
    assert client.get(f"{matched}lines/99/").status_code == 404


def test_date_and_number_of_firms_are_taken(client, send):
    address = send(workbooks.suppliers(), workbooks.demand(), on="2029-01-01", top="1")
    line = client.get(f"{address}lines/1/").context["line"]
    assert client.get(f"{address}result.json").json()["meta"]["on"] == "2029-01-01"
    assert not any(firm["supplier_id"] == "S1" for firm in line["firms"])  # its certificate has run out
    assert max(len(line["firms"]), len(line["nearly"])) == 1


@pytest.mark.parametrize(("on", "top"), [("2026-02-31", "x"), ("", "0"), ("gì đó", "9999")])
def test_a_date_or_number_that_makes_no_sense_does_not_stop_the_match(send, on, top):
    facts = run_at(send(workbooks.suppliers(), workbooks.demand(), on=on, top=top)).facts
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", facts.on)
    assert 1 <= facts.top <= 50
