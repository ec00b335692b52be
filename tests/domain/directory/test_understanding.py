"""What a visitor's words are taken for."""

from __future__ import annotations

import unicodedata

import pytest

from tests.domain.directory.firms import asked


def keys(text: str, dropped=()) -> list[str]:
    return [reading.key for reading in asked(text, dropped).readings]


@pytest.mark.parametrize(
    "text", ["đúc nhôm", "duc nhom", "ĐÚC NHÔM", unicodedata.normalize("NFD", "đúc nhôm")]
)
def test_a_process_and_a_material_are_read_however_they_are_typed(text):
    assert keys(text) == ["process:casting", "material:aluminium"]


def test_a_compound_is_read_as_wide_as_its_words_say():
    assert keys("aluminum die casting") == ["process:die_casting", "material:aluminium"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("die casting", "process:die_casting"),
        ("ダイカスト", "process:die_casting"),
        ("IATF", "certificate:iatf_16949"),
        ("iso 9001", "certificate:iso_9001"),
        ("SUS304", "material:sus304"),
        ("Đông Anh", "place:d_dong_anh"),
        ("Nhật Bản", "market:jp"),
        ("xe máy", "industry:motorcycle"),
        ("khuôn", "part_family:moulds_dies"),
        ("duc", "process:casting"),
        ("son", "process:painting"),
    ],
)
def test_concepts_of_every_kind_are_read(text, key):
    assert keys(text) == [key]


def test_a_short_word_without_accents_is_read_only_when_it_is_the_whole_question():
    assert keys("hoa phat") == []


@pytest.mark.parametrize("text", ["0101243150", "0101 243 150", "01.01.24.31.50", " 0101243150 "])
def test_a_tax_code_is_read_with_or_without_its_spaces(text):
    assert asked(text).codes == ("0101243150",)


@pytest.mark.parametrize("text", ["0101243150-001", "0101243150 - 001", "0101243150001"])
def test_a_branch_code_is_read_with_its_suffix(text):
    assert asked(text).codes == ("0101243150001",)


def test_a_tax_code_inside_a_sentence_is_read_beside_the_rest():
    question = asked("MST 0101243150 đúc")
    assert (question.codes, [reading.key for reading in question.readings], question.rest) == (
        ("0101243150",),
        ["process:casting"],
        (),
    )


def test_the_beginning_of_a_code_is_a_code():
    question = asked("01012")
    assert (question.codes, question.is_code) == (("01012",), True)


def test_what_no_reading_covers_is_left_as_words_without_the_joining_ones():
    question = asked("nhà cung cấp nhựa Hoà Phát ở Hà Nội")
    assert question.rest == ("hoa", "phat")


def test_a_dropped_reading_gives_its_words_back():
    question = asked("nhựa An Phát", ["material:plastics"])
    assert (question.readings, question.rest, question.dropped) == (
        (),
        ("nhua", "an", "phat"),
        ("material:plastics",),
    )


def test_a_misspelt_word_of_the_trade_is_mended_beside_the_question_as_typed():
    question = asked("die castng")
    assert [reading.key for reading in question.mended.readings] == ["process:die_casting"]
    assert [reading.key for reading in question.readings] == ["part_family:moulds_dies"]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "…"])
def test_nothing_but_signs_is_an_empty_question(text):
    assert asked(text).words == ()


def test_a_text_of_any_length_is_cut():
    assert len(asked("đúc " * 5000).text) <= 200
