"""Folding: one form for every way of typing the same words, and TCVN3 found and converted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.tcvn3 import from_tcvn3, looks_tcvn3, share_tcvn3
from matxich.domain.shared.text import accent_key, clean, fold, has_accents, tokens

FOLDED = [
    ("Đúc áp lực", "duc ap luc"),
    (unicodedata.normalize("NFD", "Đúc áp lực"), "duc ap luc"),
    ("ÐÚC ÁP LỰC", "duc ap luc"),  # Ð (eth), as some keyboards type Đ
    ("hoà", "hoa"),
    ("hòa", "hoa"),
    ("thuỷ lực", "thuy luc"),
    ("thủy lực", "thuy luc"),
    ("QUỲNH ƯỚC", "quynh uoc"),
    ("ＳＭＴ　実装", "smt 実装"),
    ("ﾌﾟﾚｽ加工", "プレス加工"),
    ("프레스", "프레스"),
    ("CNC 가공", "cnc 가공"),
    ("ABS プラスチック", "abs プラスチック"),
    (unicodedata.normalize("NFD", "사출"), "사출"),
    ("Mạ  kẽm/Niken", "ma kem niken"),
    ("CNC-5 trục", "cnc 5 truc"),
    ("phay\u00a0CNC\u200b 5\u202ftrục", "phay cnc 5 truc"),
    ("№ 5", "no 5"),
    ("Ф60 ⌀50 φ40", "ø60 ø50 ø40"),
    ("5 µm²", "5 µm²"),
    ("", ""),
    (" … — ", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_fold_of_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("khóa", "khoá"), ("Quý", "quý")]
)
def test_accent_key_ignores_where_the_tone_stands(one, other):
    assert accent_key(one) == accent_key(other)


@pytest.mark.parametrize(("one", "other"), [("mạ", "mã"), ("hàn", "Hán"), ("đúc", "Đức"), ("sơn", "son")])
def test_accent_key_keeps_words_apart(one, other):
    assert accent_key(one) != accent_key(other)


def test_tokens_part_letters_digits_and_glyphs():
    assert [token.folded for token in tokens("SUS304 板厚1.2 ABS樹脂")] == [
        *("sus", "304", "板", "厚", "1", "2", "abs", "樹", "脂"),
    ]


@given(st.text(max_size=40))
def test_tokens_stand_where_they_say(text):
    cleaned = clean(text)
    assert all(0 <= token.start < token.end <= len(cleaned) for token in tokens(text))


@pytest.mark.parametrize(
    ("text", "accented"),
    [("duc ap luc", False), ("đúc", True), ("SUS304 Ø20", False), ("プレス加工", False), ("Hà Nội", True)],
)
def test_has_accents(text, accented):
    assert has_accents(text) is accented


CONVERTED = [
    ("Hµ Néi", "Hà Nội"),
    ("C¬ khÝ Hµ Néi", "Cơ khí Hà Nội"),
    ("§óc ¸p lùc nh«m", "Đúc áp lực nhôm"),
    ("TËp ®oµn", "Tập đoàn"),
    ("Gia c«ng", "Gia công"),
    ("S¶n xuÊt khu«n mÉu", "Sản xuất khuôn mẫu"),
    ("ThÐp kh«ng gØ", "Thép không gỉ"),
    ("M¹ kÏm", "Mạ kẽm"),
    ("NhiÖt luyÖn", "Nhiệt luyện"),
]
KEPT = [
    *("5 µm", "Ra 0,8 µm", "Ø120", "100×50", "M8×1,25", "10÷20 mm", "±0,05 °C", "Dung sai ±5 µm", "½ inch"),
    *("CÔNG TY", "Công ty", "café", "Müller GmbH", "Citroën", "São Paulo", "Viton®"),
    "gioăng Viton® cho máy bơm, giá tốt",
    "Nylon® cá",
]


@pytest.mark.parametrize(("legacy", "modern"), CONVERTED)
def test_tcvn3_is_converted(legacy, modern):
    assert from_tcvn3(legacy) == modern
    assert looks_tcvn3(legacy)


@pytest.mark.parametrize("text", KEPT)
def test_modern_text_is_left_alone(text):
    assert from_tcvn3(text) == text
    assert not looks_tcvn3(text)


def test_weak_words_are_converted_when_the_sheet_is_known_to_be_tcvn3():
    assert from_tcvn3("Néi") == "Néi"
    assert from_tcvn3("Néi", certain=True) == "Nội"


def test_share_counts_only_texts_with_letters_beyond_ascii():
    assert share_tcvn3(["Hµ Néi", "Công ty", "plain"]) == 0.5
    assert share_tcvn3(["plain"]) == 0.0
