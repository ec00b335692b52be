"""Firm names taken apart, as people write them."""

from __future__ import annotations

import unicodedata

import hypothesis.strategies as st
import pytest
from hypothesis import given

from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.name_words import Kind
from matxich.domain.enterprises.names import FirmName, parse_name
from matxich.domain.enterprises.syllables import is_syllable

LEXICON = load_name_words()


def parsed(text: str) -> FirmName:
    return parse_name(text, LEXICON)


def keys(name: FirmName, *kinds: Kind) -> str:
    return " ".join(word.key for word in name.of(*kinds))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("CTCP Nhựa Hà Nội", "joint_stock"),
        ("Công ty CP Nhựa Hà Nội", "joint_stock"),
        ("cong ty co phan nhua ha noi", "joint_stock"),
        ("TẬP ĐOÀN VINGROUP - CÔNG TY CP", "joint_stock"),
        ("Hanoi Plastics JSC", "joint_stock"),
        ("Cty TNHH Tân Á", "limited"),
        ("C.ty TNHH Tân Á", "limited"),
        ("Công ty Trách nhiệm hữu hạn Tân Á", "limited"),
        ("Tan A Co., Ltd", "limited"),
        ("Cty TNHH MTV Tân Á", "limited_single"),
        ("CÔNG TY TNHH SX MTV ĐỨC MINH THIỆN", "limited_single"),
        ("TNHH Một thành viên Tân Á", "limited_single"),
        ("CÔNG TY TNHH HAI THÀNH VIÊN TÂN Á", "limited"),
        ("HTX Dịch vụ An An", "cooperative"),
        ("DNTN TM HUY ĐỨC", "private"),
        ("Hộ kinh doanh Tân Á", "household"),
        ("Xí nghiệp Cơ khí Quang Trung", "enterprise"),
        ("トヨタ自動車株式会社", "joint_stock"),
        ("삼성전자 주식회사", "joint_stock"),
        ("Tân Á", ""),
    ],
)
def test_the_legal_form_is_read_however_it_is_written(text, form):
    assert parsed(text).legal_form == form


@pytest.mark.parametrize(
    ("text", "brand", "trade"),
    [
        ("CÔNG TY TNHH SẢN XUẤT VÀ THƯƠNG MẠI HÒA PHÁT", "hoa phat", ""),
        ("CÔNG TY TNHH TMDV PHÁT TRIỂN VÀ ĐẦU TƯ TRẦN NGỌC VN", "tran ngoc", ""),
        ("Cty TNHH SX-TM Bao bì Duy Tín", "duy tin", "packaging"),
        ("Duy Tin Packaging Co.,Ltd.", "duy tin", "packaging"),
        ("CÔNG TY TNHH CÔNG TY TNHH NÔNG SẢN QUỐC HẢI", "quoc hai", "farm_produce"),
        ("CÔNG TY TNHH TM DV A.F.A", "afa", ""),
        ("CÔNG TY CỔ PHẦN SẢN XUẤT VÀ THƯƠNG MẠI H2B ELECTRIC", "h2b", "electric"),
        ("Phucthanh Tools Vietnam Company Limited", "phuc thanh", "tool"),
    ],
)
def test_trade_words_are_told_from_the_brand(text, brand, trade):
    name = parsed(text)
    assert (keys(name, Kind.BRAND), keys(name, Kind.TRADE)) == (brand, trade)


def test_two_languages_give_the_same_words():
    vi, en = parsed("CÔNG TY CỔ PHẦN NHỰA HÀ NỘI"), parsed("Hanoi Plastics JSC")
    assert {word.key for word in vi.words} == {word.key for word in en.words} == {"plastic", "p_ha_noi"}
    assert (vi.form_closes, en.form_closes) == (False, True)


@pytest.mark.parametrize(
    ("text", "unit", "unit_words", "core"),
    [
        ("CHI NHÁNH CÔNG TY TNHH BAO BÌ DUY TÍN", "branch", "", "packaging duy tin"),
        ("CHI NHÁNH ĐỒNG THÁP - CÔNG TY TNHH BẢO HÂN TRẦN", "branch", "dong thap", "bao han tran"),
        ("CÔNG TY TNHH ĐẦU TƯ ĐÔNG DƯƠNG CHI NHÁNH MỸ TRÀ", "branch", "my tra", "invest dong duong"),
        ("VĂN PHÒNG ĐẠI DIỆN TẠI HẢI PHÒNG - CÔNG TY CỔ PHẦN TKN", "office", "hai phong", "tkn"),
        ("Fashion Garments 2 Co., Ltd - Tan Phu Branch", "branch", "tan phu", "fashion garment 2"),
        ("Branch of Hanoi Textile & Garment JSC", "branch", "", "p_ha_noi textile garment"),
        ("Nhà máy 2 - Công ty CP Tân Á", "site", "2", "tan a"),
        ("Công ty TNHH Tân Á", "", "", "tan a"),
    ],
)
def test_a_branch_is_told_from_its_firm(text, unit, unit_words, core):
    name = parsed(text)
    assert (name.unit, " ".join(name.unit_words), name.core) == (unit, unit_words, core)


def test_without_accents_a_brand_is_not_taken_for_a_trade():
    assert keys(parsed("Cty co khi Minh Duc"), Kind.BRAND) == "minh duc"
    assert keys(parsed("Công ty Cơ khí Đúc Minh"), Kind.TRADE) == "mechanical casting"


@pytest.mark.parametrize(
    "text",
    [
        "Công ty Trách nhiệm hữ hạn Tân Á",
        "Công ty Tráchh nhiệm hữu hạn Tân Á",
        "ong ty TNHH Tân Á",
        "Ccy TNHH Tân Á",
    ],
)
def test_a_slip_in_the_legal_form_is_mended(text):
    name = parsed(text)
    assert (name.legal_form, name.core) == ("limited", "tan a")


def test_initials_that_look_like_a_legal_form_stay():
    assert keys(parsed("HTK JSC"), Kind.BRAND) == "htk"
    assert keys(parsed("Cty CP KT TBĐ Phu Co"), Kind.BRAND) == "phu co"


@given(st.sampled_from(["Hoà Phát", "Thuỷ Tạ", "Đông Á", "Nguyễn Khuyến"]), st.sampled_from(["NFC", "NFD"]))
def test_encoding_and_case_change_nothing(brand, encoding):
    text = f"Công ty TNHH Cơ khí {brand}"
    plain = parsed(text).words
    other = parsed(unicodedata.normalize(encoding, text).upper()).words
    assert [word[:4] for word in other] == [word[:4] for word in plain]


@given(st.text(max_size=80))
def test_any_text_can_be_parsed(text):
    assert parsed(text).text == text


@pytest.mark.parametrize("word", ["nguyen", "thinh", "quang", "giang", "khuyen", "an", "y", "uong"])
def test_vietnamese_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["thnah", "quu", "samsung", "ltd", "tek", "giy", "phatt"])
def test_what_is_no_syllable_is_known_too(word):
    assert not is_syllable(word)
