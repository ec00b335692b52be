"""What each stretch of a text is: stated, demanded, wished, refused or waived."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.shared.clauses import Mood, mood_at, pieces
from matxich.domain.shared.text import clean

S, D, W, R, V = Mood.STATED, Mood.DEMANDED, Mood.WISHED, Mood.REFUSED, Mood.WAIVED

#: text → the mood at a word of it, for each word named
CLAUSES = [
    ("IATF 16949, ưu tiên gần Hà Nội", {"IATF": S, "Hà Nội": W}),
    (
        "Bắt buộc IATF 16949, ưu tiên gần Hà Nội; không nhận hàng đúc cát",
        {"IATF": D, "Hà Nội": W, "đúc cát": R},
    ),
    ("ưu tiên ISO 14001, gần Hà Nội", {"ISO": W, "Hà Nội": W}),
    ("ưu tiên NCC có khuôn, bắt buộc ISO 9001", {"khuôn": W, "ISO": D}),
    ("ISO 14001 nếu có", {"ISO": W}),
    ("ISO 14001 càng tốt", {"ISO": W}),
    ("có ISO 14001 thì tốt", {"ISO": W}),
    ("nên có ISO 14001", {"ISO": W}),
    ("ISO 14001 là điểm cộng", {"ISO": W}),
    ("ISO 14001 - ưu tiên", {"ISO": W}),
    ("ISO 9001 - ưu tiên gần Hà Nội", {"ISO": S, "Hà Nội": W}),
    ("ISO 9001 (bắt buộc), ISO 14001 (ưu tiên)", {"ISO 9001": D, "ISO 14001": W}),
    ("ISO 14001 preferred", {"ISO": W}),
    ("nice to have: ISO 14001", {"ISO": W}),
    ("ISO 14001 is optional", {"ISO": W}),
    ("IATF 16949, if available ISO 14001", {"IATF": S, "ISO": W}),
    ("prefer IATF 16949 but ISO 9001 is a must", {"IATF": W, "ISO": D}),
    ("ISO14001あれば尚可", {"ISO": W}),
    ("ISO14001は望ましい", {"ISO": W}),
    ("ISO 14001 우대", {"ISO": W}),
    ("uu tien gan Ha Noi", {"Ha Noi": W}),
    ("must have ISO 9001", {"ISO": D}),
    ("ISO 9001 required", {"ISO": D}),
    ("ISO 9001 bắt buộc", {"ISO": D}),
    ("IATF 16949 - bắt buộc", {"IATF": D}),
    ("phải là nhà sản xuất", {"nhà sản xuất": D}),
    ("ISO 9001必須", {"ISO": D}),
    ("IATF 16949 필수", {"IATF": D}),
    ("yêu cầu ISO 9001", {"ISO": S}),
    ("ít nhất ISO 9001", {"ISO": S}),
    ("không nhận công ty thương mại", {"thương mại": R}),
    ("ISO 9001; không thương mại", {"ISO": S, "thương mại": R}),
    ("không được thuê ngoài", {"thuê ngoài": R}),
    ("không sơn, không mạ", {"sơn": R, "mạ": R}),
    ("không hàn, chỉ dập", {"hàn": R, "dập": S}),
    ("KHÔNG NHẬN ĐÚC CÁT", {"ĐÚC CÁT": R}),
    ("Không: đúc cát", {"đúc cát": R}),
    ("khong nhan hang duc cat", {"duc cat": R}),
    ("trừ hàng đúc", {"đúc": R}),
    ("tránh đúc cát", {"đúc cát": R}),
    ("ngoại trừ mạ crom", {"mạ crom": R}),
    ("no sand casting, please deep draw", {"sand": R, "deep": S}),
    ("no casting or forging", {"casting": R, "forging": R}),
    ("do not use recycled resin", {"recycled": R}),
    ("without plating", {"plating": R}),
    ("except trading companies", {"trading": R}),
    ("Sand casting not accepted; investment casting", {"Sand": R, "investment": S}),
    ("Subcontracting is not allowed", {"Subcontracting": R}),
    ("鋳造不可", {"鋳造": R}),
    ("外注不可", {"外注": R}),
    ("외주 불가", {"외주": R}),
    ("주물 제외", {"주물": R}),
    ("không cần mạ", {"mạ": V}),
    ("không yêu cầu ISO", {"ISO": V}),
    ("không nhất thiết ISO 14001", {"ISO": V}),
    ("ISO 14001 không bắt buộc", {"ISO": V}),
    ("ISO 14001 - không bắt buộc, IATF 16949", {"ISO": V, "IATF": S}),
    ("ISO 14001 (không bắt buộc)", {"ISO": V}),
    ("ISO 14001 not required", {"ISO": V}),
    ("ISO 14001: không; ISO 9001: có", {"ISO 14001": V, "ISO 9001": S}),
    ("ISO 14001: no", {"ISO": V}),
    ("khong can ma", {"ma": V}),
    ("도금 불필요", {"도금": V}),
    # "không", "no" and "non" that refuse nothing
    ("thép không gỉ SUS304", {"SUS304": S}),
    ("đúc chân không, nhôm", {"nhôm": S}),
    ("hàng không vũ trụ", {"vũ trụ": S}),
    ("không quá 5 kg, thép", {"kg": S, "thép": S}),
    ("máy bay không người lái, nhựa", {"nhựa": S}),
    ("không dưới 12 tháng", {"12": S}),
    ("No. 5 bracket", {"bracket": S}),
    ("Part No. 6789 phay CNC", {"phay": S}),
    ("no later than 30 days", {"30": S}),
    ("non-magnetic stainless steel", {"stainless": S}),
    ("non-woven fabric", {"fabric": S}),
]


@pytest.mark.parametrize(("text", "moods"), CLAUSES)
def test_moods(text, moods):
    cleaned, found = clean(text), pieces(text)
    assert {word: mood_at(found, cleaned.index(word)) for word in moods} == moods


@given(
    st.lists(
        st.sampled_from(["ISO 9001", "không nhận", "ưu tiên", ",", ";", "must", "(", ")", "nếu có", "đúc"]),
        max_size=9,
    )
)
def test_pieces_cover_the_text_without_gaps(parts):
    text = clean(" ".join(parts))
    found = pieces(text)
    ends = [0, *(piece.end for piece in found)]
    assert [piece.start for piece in found] == ends[:-1]
    assert ends[-1] == len(text)
