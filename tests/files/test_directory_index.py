"""The directory's index on disk: it answers as a walk through the firms does, and takes changes at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matxich.domain.directory.answering import SORTS, answer
from matxich.domain.directory.entry import EntryCertificate
from matxich.files.directory_index import DirectoryIndex
from matxich.files.directory_index_folder import (
    WRITER,
    IndexBusyError,
    NoDirectoryIndexError,
    Position,
    locked,
)
from matxich.files.directory_index_writer import change, held_position, rebuild
from tests.domain.directory.firms import ON, VOCABULARY, entries, firm, found, ids, scanned, search

few = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
TEXTS = (
    *(
        "",
        "đúc nhôm",
        "duc nhom",
        "die casting",
        "IATF",
        "duc",
        "castng",
        "thang long",
        "an phat",
        "sao mai",
        "hoa phst",
    ),
    *("0101000001", "01010", "nhựa An Phát Nhật Bản", "đúc Đông Á 17", "đồ gá", "khuôn", "zzzz"),
)
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        "size": st.sampled_from([("small",), ("small", "micro")]),
        "district": st.sampled_from([("017",), ("017", "001")]),
        "process": st.sampled_from([("casting",), ("die_casting", "machining")]),
        "certificate": st.just(("iso_9001",)),
        "grade": st.sampled_from([("1",), ("2", "3")]),
    },
)


def position(number: int = 1, day: dt.date = ON) -> Position:
    return Position(number, day.isoformat(), VOCABULARY.version)


def built(folder: Path, firms, number: int = 1) -> DirectoryIndex:
    rebuild(folder, firms, VOCABULARY, position(number))
    return DirectoryIndex(folder)


def listed(index: DirectoryIndex, text: str = "", **words) -> list[str]:
    return found(index.snapshot(), text, **words)


@few
@given(entries(), st.data())
def test_the_index_answers_as_a_walk_through_the_firms(firms, data):
    with tempfile.TemporaryDirectory() as folder:
        index, walk = built(Path(folder), firms), scanned(firms)
        for _ in range(6):
            asked = search(
                data.draw(st.sampled_from(TEXTS)),
                chosen=data.draw(CHOSEN),
                sort=data.draw(st.sampled_from(SORTS)),
                offset=data.draw(st.integers(0, 5)),
                limit=data.draw(st.integers(1, 4)),
            )
            assert index.search(asked) == answer(walk, asked)


@few
@given(entries(least=1), st.sampled_from(TEXTS), CHOSEN)
def test_the_count_beside_a_value_comes_true_when_it_is_chosen(firms, text, chosen):
    with tempfile.TemporaryDirectory() as folder:
        index = built(Path(folder), firms)
        for facet, values in index.search(search(text, chosen=chosen)).facets.items():
            for value in values:
                alone = {**chosen, facet: (value.code,)}
                assert index.search(search(text, chosen=alone), facets=()).total == value.count


@few
@given(entries(least=5), st.sampled_from(("", "cơ khí", "đúc")), st.sampled_from(SORTS), st.integers(1, 4))
def test_pages_show_every_firm_once(firms, text, sort, limit):
    with tempfile.TemporaryDirectory() as folder:
        index = built(Path(folder), firms)
        whole = index.search(search(text, sort=sort, limit=100))
        pages = [
            ids(index.search(search(text, sort=sort, offset=offset, limit=limit)))
            for offset in range(0, whole.total, limit)
        ]
        assert [one for page in pages for one in page] == ids(whole)
        assert len(set(ids(whole))) == whole.total


@few
@given(entries(least=2), entries(least=2), st.data())
def test_an_index_that_was_changed_answers_as_one_that_was_built_anew(before, after, data):
    dropped = data.draw(st.sets(st.sampled_from([one.enterprise_id for one in before])))
    now = {one.enterprise_id: one for one in before if one.enterprise_id not in dropped}
    now |= {one.enterprise_id: one for one in after}
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        index = built(Path(first), before)
        change(Path(first), VOCABULARY, position(2), put=after, drop=dropped)
        fresh = built(Path(second), now.values())
        for text in TEXTS:
            assert index.search(search(text)) == fresh.search(search(text))


def test_a_changed_firm_is_found_anew_and_its_old_value_is_not(tmp_path):
    index = built(tmp_path, [firm(1, "CTCP Thăng Long"), firm(2, "CTCP Sao Mai")])
    assert listed(index, "thăng long") == ["1"]
    change(tmp_path, VOCABULARY, position(2), put=[firm(1, "CTCP Hoà Bình")])
    assert (listed(index, "thăng long"), listed(index, "hoà bình"), index.position.change) == ([], ["1"], 2)
    change(tmp_path, VOCABULARY, position(3), drop=["1"])
    assert (listed(index, "hoà bình"), listed(index)) == ([], ["2"])


def test_a_certificate_drops_out_when_its_firm_is_written_on_a_later_day(tmp_path):
    certified = firm(1, certificates=(EntryCertificate("iatf_16949", ON),))
    index = built(tmp_path, [certified])
    assert listed(index, "IATF") == ["1"]
    change(tmp_path, VOCABULARY, position(1, ON + dt.timedelta(days=1)), put=[certified])
    assert (listed(index, "IATF"), index.search(search()).facets["certificate"]) == ([], ())


def test_a_rebuild_takes_the_place_of_the_old_build_for_whoever_has_it_open(tmp_path):
    index = built(tmp_path, [firm(1, "CTCP Thăng Long")])
    assert listed(index) == ["1"]
    rebuild(tmp_path, [firm(2, "CTCP Sao Mai")], VOCABULARY, position(7))
    assert (listed(index), index.position) == (["2"], position(7))
    assert len(list(tmp_path.glob("build-*"))) == 1


def test_the_old_build_takes_changes_and_answers_while_another_is_made(tmp_path):
    index = built(tmp_path, [firm(1)])

    def slowly():
        yield firm(2)
        change(tmp_path, VOCABULARY, position(2), put=[firm(3)])
        assert listed(index) == ["1", "3"]

    rebuild(tmp_path, slowly(), VOCABULARY, position(1))
    assert (listed(index), held_position(tmp_path).change) == (["2"], 1)


def test_a_rebuild_that_fails_leaves_the_old_build_in_use(tmp_path):
    index = built(tmp_path, [firm(1)])

    def broken():
        yield firm(2)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        rebuild(tmp_path, broken(), VOCABULARY, position(2))
    assert listed(index) == ["1"]


def test_a_change_that_fails_leaves_the_last_commit_and_no_lock(tmp_path):
    index = built(tmp_path, [firm(1)])

    def broken():
        yield firm(2)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        change(tmp_path, VOCABULARY, position(2), put=broken())
    change(tmp_path, VOCABULARY, position(3), put=[firm(4)], wait_s=0)
    assert listed(index) == ["1", "4"]


def test_a_worker_that_comes_second_changes_nothing(tmp_path):
    index = built(tmp_path, [firm(1)])
    assert change(tmp_path, VOCABULARY, position(2), put=[firm(2)], after=position(1))
    assert not change(tmp_path, VOCABULARY, position(2), put=[firm(3)], after=position(1))
    assert listed(index) == ["1", "2"]


def test_one_writer_at_a_time(tmp_path):
    built(tmp_path, [firm(1)])
    with locked(tmp_path, WRITER), pytest.raises(IndexBusyError):
        change(tmp_path, VOCABULARY, position(2), put=[firm(2)], wait_s=0.05)


def test_without_an_index_it_says_what_to_do(tmp_path):
    with pytest.raises(NoDirectoryIndexError, match=r"it was never built.*matxich index rebuild"):
        DirectoryIndex(tmp_path / "none").search(search())
    with pytest.raises(NoDirectoryIndexError):
        change(tmp_path, VOCABULARY, position(1))


def test_damaged_files_are_no_index(tmp_path):
    built(tmp_path, [firm(1)])
    next(tmp_path.glob("build-*/meta.json")).write_text("{")
    with pytest.raises(NoDirectoryIndexError, match="damaged"):
        DirectoryIndex(tmp_path).snapshot()


def test_another_format_is_no_index(tmp_path, monkeypatch):
    monkeypatch.setattr("matxich.files.directory_index_folder.FORMAT", 999)
    built(tmp_path, [firm(1)])
    monkeypatch.undo()
    with pytest.raises(NoDirectoryIndexError, match="another version"):
        DirectoryIndex(tmp_path).snapshot()


def test_names_that_begin_alike_are_sorted_to_their_end(tmp_path):
    names = [f"Cơ khí chính xác Đông Anh {number}" for number in (12, 2, 1, 30, 3)]
    index = built(tmp_path, [firm(number, name) for number, name in enumerate(names)])
    pages = [ids(index.search(search(sort="name", offset=place, limit=2))) for place in (0, 2, 4)]
    assert pages == [["2", "1"], ["4", "0"], ["3"]]


def test_firms_with_no_value_at_all_are_firms_too(tmp_path):
    bare = dataclasses.replace(firm(1, "Ông Ba"), enterprise_id="x")
    index = built(tmp_path, [bare])
    assert [index.search(search(sort=sort)).total for sort in SORTS] == [1, 1, 1, 1]
