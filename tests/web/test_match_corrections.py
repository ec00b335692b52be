"""What was understood of the files, and correcting it."""

from matxich.web.public import runs
from tests.web import workbooks
from tests.web.conftest import run_at


def columns(client, address: str) -> dict[tuple[str, str], dict]:
    """(sheet, heading) → column, as the page shows them."""
    files = client.get(f"{address}understood/").context["files"]
    return {
        (table["sheet"], column["heading"]): column
        for file in files
        for table in file["tables"]
        for column in table["columns"]
    }


def correct(client, address: str, changes: dict[tuple[str, str], str]):
    """Send the form with every choice as it stands but for the changes."""
    shown = columns(client, address)
    sent = {column["name"]: column["chosen"] or "-" for column in shown.values()}
    sent |= {shown[place]["name"]: field for place, field in changes.items()}
    return client.post(f"{address}understood/", sent)


def test_every_column_is_shown_with_meaning_samples_and_share(client, matched):
    shown = columns(client, matched)
    tolerance = shown["processes", "tolerance_mm"]
    assert (tolerance["chosen"], tolerance["samples"]) == ("tolerance_mm", ["±0,05", "0,01"])
    assert tolerance["filled"] == 0.75
    assert shown["Nhu cầu", "Ngày mua"]["chosen"] == ""
    html = client.get(f"{matched}understood/").content.decode()
    assert "75 %" in html
    assert "chưa nhận ra" in html


def test_a_corrected_column_changes_the_match_and_stays_corrected(client, matched):
    assert client.get(f"{matched}lines/1/").context["line"]["requirements"]
    answer = correct(client, matched, {("Nhu cầu", "Yêu cầu khác"): "-"})
    assert answer.headers["Location"] == matched
    asked = {item["type"] for item in client.get(f"{matched}lines/2/").context["line"]["requirements"]}
    assert "material" in asked
    assert run_at(matched).facts.corrections == {"demand": [["Nhu cầu", 6, ""]]}
    correct(client, matched, {("Nhu cầu", "Dung sai"): "lead_time"})
    assert run_at(matched).facts.corrections == {"demand": [["Nhu cầu", 5, "lead_time"], ["Nhu cầu", 6, ""]]}
    shown = columns(client, matched)
    assert shown["Nhu cầu", "Dung sai"]["chosen"] == "lead_time"
    assert shown["Nhu cầu", "Yêu cầu khác"]["corrected"]


def test_an_invented_meaning_is_ignored(client, matched):
    correct(client, matched, {("Nhu cầu", "Dung sai"): "<script>"})
    assert run_at(matched).facts.corrections == {}


def test_a_correction_that_leaves_nothing_can_be_taken_back(client, matched):
    correct(client, matched, {("processes", "process"): "-"})
    run = run_at(matched)
    if run.state == runs.DRAFT:  # nothing was left to match
        assert "Bỏ các sửa đổi" in client.get(matched).content.decode()
    client.post(f"{matched}again/", {"forget": "1"})
    run = run_at(matched)
    assert (run.state, run.facts.corrections) == (runs.DONE, {})


def test_a_table_without_known_headings_becomes_usable_by_saying_what_its_columns_mean(client, send):
    rows = [["aa", "bb"], ["Công ty Một", "đúc áp lực nhôm"], ["Công ty Hai", "phay CNC"]]
    address = send(workbooks.workbook({"X": rows}), workbooks.demand())
    assert "Chọn ý nghĩa các cột" in client.get(address).content.decode()
    files = client.get(f"{address}understood/").context["files"]
    (table,) = files[0]["tables"]
    assert table["bare"]
    client.post(
        f"{address}understood/", {table["columns"][0]["name"]: "name", table["columns"][1]["name"]: "process"}
    )
    assert run_at(address).state == runs.DONE
    assert client.get(f"{address}lines/1/").context["line"]["firms"][0]["name"] == "Công ty Một"


def test_remarks_are_listed_and_filtered(client, matched):
    every = client.get(f"{matched}understood/")
    errors = client.get(f"{matched}understood/?severity=error")
    assert every.context["remark_count"] == sum(every.context["counts"].values()) > 1
    assert {item["severity"] for item in errors.context["remarks"]} == {"error"}
    assert "S9" in errors.content.decode()  # a certificate of a firm that is not listed
    assert (
        client.get(f"{matched}understood/?severity=invented").context["remarks"] == every.context["remarks"]
    )
