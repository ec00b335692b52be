"""JSON as programs send it: objects become rows, keys the header."""

import json

import pytest

from matxich.files.errors import DamagedFileError, NoTableError
from matxich.files.reading import read_grids


def grids(document):
    return {grid.sheet: grid.rows for grid in read_grids(json.dumps(document).encode(), "x.json").grids}


def test_a_list_of_objects_has_the_keys_of_all_as_its_header():
    assert grids([{"name": "Nắp", "weight": 1.125}, {"name": "Trục", "qty": 1500}]) == {
        "": (("name", "weight", "qty"), ("Nắp", "1.1250", ""), ("Trục", "", "1500"))
    }


@pytest.mark.parametrize("key", ["lines", "demand", "parts"])
def test_a_wrapped_list_is_named_by_its_key(key):
    assert grids({key: [{"name": "Nắp"}]}) == {key: (("name",), ("Nắp",))}


def test_several_lists_become_several_sheets_and_the_rest_is_told():
    document = {
        "suppliers": [{"supplier_id": "S1"}],
        "processes": [{"supplier_id": "S1", "process": "dập"}],
        "made": 2026,
    }
    read = read_grids(json.dumps(document).encode(), "x.json")
    assert [grid.sheet for grid in read.grids] == ["suppliers", "processes"]
    assert [(finding.code, "made" in finding.message.vi) for finding in read.findings] == [
        ("json_keys_unused", True)
    ]


@pytest.mark.parametrize(
    "document", [["Trục S45C", "Nắp nhôm"], {"lines": ["Trục S45C", "Nắp nhôm"], "meta": {"a": 1}}]
)
def test_a_list_of_texts_is_one_column(document):
    assert list(grids(document).values()) == [(("Trục S45C",), ("Nắp nhôm",))]


def test_values_of_every_kind_become_text():
    row = {"a": None, "b": True, "c": ["dập", "mạ"], "d": {"min": 1, "max": 2.5}, "e": 12345678901234567890}
    assert grids([row])[""][1] == ("", "yes", "dập; mạ", "min: 1; max: 2.5", "12345678901234567890")


def test_one_object_is_one_row_and_its_lists_are_values():
    assert grids({"name": "Nắp", "process": ["dập", "mạ"]}) == {"": (("name", "process"), ("Nắp", "dập; mạ"))}


def test_texts_between_objects_are_free_requirements():
    assert grids([{"name": "Nắp"}, "Trục S45C"])[""] == (
        ("name", "requirements"),
        ("Nắp", ""),
        ("", "Trục S45C"),
    )


def test_lists_of_lists_are_rows():
    assert grids([["Tên", "SL"], ["Nắp", 5]])[""] == (("Tên", "SL"), ("Nắp", "5"))


@pytest.mark.parametrize("document", [{}, [], [1, 2, 3]])
def test_a_document_without_rows_says_what_is_needed(document):
    with pytest.raises(NoTableError) as caught:
        grids(document)
    assert caught.value.code == "no_table"
    assert "suppliers" in caught.value.text.vi


def test_broken_json_says_where():
    with pytest.raises(DamagedFileError) as caught:
        read_grids(b'[{"name": "N"},\n {"name" "T"}]', "x.json")
    assert "line 2" in caught.value.text.en


def test_endless_nesting_is_refused():
    with pytest.raises(DamagedFileError):
        read_grids(b"[" * 200_000 + b"]" * 200_000, "x.json")


def test_a_part_list_that_begins_with_a_bracket_is_no_json():
    assert read_grids(b"[A-1] Cover;5\n[A-2] Shaft;7\n", "x.csv").grids[0].rows[0] == ("[A-1] Cover", "5")
