"""Who a firm is: status, maker or trader, ownership."""

from __future__ import annotations

import pytest

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.enterprises.profile import read_maker, read_ownership, read_status

V = load_vocabulary()

ACTIVE = [
    "",
    "Đang hoạt động",
    "NNT đang hoạt động",
    "active",
    "open",
    "営業中",
    "Chuyển địa điểm",
    "không rõ",
]
CEASED = [
    "Giải thể",
    "đã giải thể",
    "ngừng hoạt động",
    "NNT ngừng hoạt động và đã đóng MST",
    "phá sản",
    "inactive",
]
CEASED += ["ceased", "closed", "No longer operating", "not active", "Không hoạt động tại địa chỉ đã đăng ký"]
CEASED += ["Dừng sản xuất", "Đã đóng mã số thuế", "廃業", "폐업"]
SUSPENDED = ["tạm ngừng", "Tạm ngừng kinh doanh", "tạm nghỉ", "suspended", "chưa hoạt động", "休業", "휴업"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *((t, "active") for t in ACTIVE),
        *((t, "ceased") for t in CEASED),
        *((t, "suspended") for t in SUSPENDED),
    ],
)
def test_status(text, status):
    assert read_status(text) == status


MAKERS = [
    "Sản xuất",
    "SX & TM",
    "sx",
    "NSX",
    "Nhà sản xuất",
    "Xưởng gia công",
    "maker",
    "Manufacturing & trading",
]
MAKERS += ["OEM", "メーカー", "製造・商社", "제조", "Sản xuất và thương mại"]
TRADERS = ["Thương mại", "TM", "trader", "Trading", "Đại lý", "nhà phân phối", "nhập khẩu", "không sản xuất"]
TRADERS += ["Thương mại, không trực tiếp sản xuất", "商社", "무역"]


@pytest.mark.parametrize(
    ("text", "maker"),
    [*((t, True) for t in MAKERS), *((t, False) for t in TRADERS), ("", None), ("dịch vụ", None)],
)
def test_maker_or_trader(text, maker):
    assert read_maker(text) is maker


OWNERS = [
    ("100% vốn Nhật Bản", ("fdi", "jp")),
    ("FDI Hàn Quốc", ("fdi", "kr")),
    ("FDI", ("fdi",)),
    ("Japanese owned", ("fdi", "jp")),
    ("日系", ("fdi", "jp")),
    ("한국계", ("fdi", "kr")),
    ("vốn Đức", ("fdi", "de")),
    ("Đài Loan", ("fdi", "tw")),
    ("Công ty TNHH 100% vốn Nhật", ("fdi", "jp")),
    ("Liên doanh Việt - Nhật", ("joint", "jp")),
    ("Joint venture with Korea", ("joint", "kr")),
    ("trong nước", ("domestic",)),
    ("Tư nhân", ("domestic",)),
    ("100% Vietnamese", ("domestic",)),
    ("TNHH", ("domestic",)),
    ("cổ phần", ("domestic",)),
    ("ベトナム", ("domestic",)),
    ("nhà nước", ("state",)),
    ("cổ phần nhà nước", ("state",)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_ownership(text, owners):
    assert read_ownership(text, V) == owners
