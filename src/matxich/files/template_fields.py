"""The columns of the workbooks that firms and buyers fill: what each means, an example, and what may be chosen.

The Vietnamese heading comes from the catalogue's headings, so what we hand out is what our reader understands.
"""

from __future__ import annotations

from dataclasses import dataclass

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import LABELS

#: kind of a field's cells
TEXT, NUMBER, DATE = "text", "number", "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a template."""

    name: str
    note: Text
    example: str
    width: float = 16
    #: shown behind the heading; "" when the field has no unit or the firm writes it
    unit: str = ""
    kind: str = TEXT
    #: name of a list in `CHOICES`, or of a vocabulary's tree behind a colon (":certificate")
    choice: str = ""


CHOICES: dict[str, tuple[str, ...]] = {
    "yes_no": ("Có", "Không"),
    "status": ("Đang hoạt động", "Tạm ngừng hoạt động", "Đã ngừng hoạt động"),
    "kind": ("Nhà sản xuất", "Sản xuất và thương mại", "Công ty thương mại"),
    "ownership": ("Trong nước", "Vốn đầu tư nước ngoài (FDI)", "Liên doanh", "Nhà nước"),
    "capacity_unit": ("cái/tháng", "bộ/tháng", "kg/tháng", "tấn/tháng"),
    "grade": tuple(label.vi for label in LABELS.values()),
}

_ID = Field(
    "supplier_id",
    Text(
        "Mã tự đặt, dùng chung cho cả bốn trang để nối dữ liệu.", "Your own code; it links the four sheets."
    ),
    "DN001",
    12,
)
_SUPPLIERS = (
    _ID,
    Field(
        "tax_code",
        Text("10 hoặc 13 chữ số; giữ số 0 ở đầu.", "10 or 13 digits; keep the leading zero."),
        "0000000001",
    ),
    Field(
        "name",
        Text("Tên đầy đủ bằng tiếng Việt.", "Full name in Vietnamese."),
        "Công ty TNHH Cơ khí Ví Dụ",
        34,
    ),
    Field("name_en", Text("Tên giao dịch.", "Trading name in English."), "Vi Du Mechanical Co., Ltd", 28),
    Field(
        "address", Text("Số nhà, đường, khu công nghiệp.", "Street, industrial park."), "Lô A1, KCN Ví Dụ", 28
    ),
    Field("commune", Text("Phường hoặc xã hiện nay.", "Commune or ward as of today."), "Xã Quang Minh"),
    Field("district", Text("Tên cũ trước 7/2025, nếu muốn.", "Name before July 2025, if wanted."), "Mê Linh"),
    Field("province", Text("Tỉnh hoặc thành phố.", "Province or city."), "Hà Nội"),
    Field(
        "status",
        Text("Doanh nghiệp đã ngừng không được đề xuất.", "A closed firm is never proposed."),
        "Đang hoạt động",
        choice="status",
    ),
    Field("ownership", Text("Nguồn vốn.", "Where the capital comes from."), "Trong nước", choice="ownership"),
    Field("workers", Text("Tổng số lao động.", "Number of employees."), "120", 12, kind=NUMBER),
    Field(
        "export_markets",
        Text("Các nước, cách nhau bằng dấu phẩy.", "Countries, parted by commas."),
        "Nhật Bản, EU",
        22,
    ),
    Field(
        "languages", Text("Ngôn ngữ làm việc với khách.", "Languages spoken with customers."), "Anh, Nhật", 18
    ),
    Field(
        "kind",
        Text("Tự sản xuất hay mua đi bán lại.", "Makes, or buys and sells."),
        "Nhà sản xuất",
        20,
        choice="kind",
    ),
    Field(
        "description",
        Text("Sản phẩm, ngành phục vụ, thiết bị đo.", "Products, industries served, measuring equipment."),
        "Chi tiết tiện phay cho xe máy; máy đo CMM",
        44,
    ),
)
_PROCESSES = (
    _ID,
    Field(
        "process",
        Text("Mỗi công đoạn một dòng; chọn hoặc tự ghi.", "One process a row; choose or write."),
        "Tiện CNC",
        28,
        choice=":process",
    ),
    Field(
        "in_house",
        Text("Có = làm tại xưởng, Không = thuê ngoài.", "Có = own floor, Không = subcontracted."),
        "Có",
        10,
        choice="yes_no",
    ),
    Field("materials", Text("Nhóm hoặc mác vật liệu.", "Families or grades."), "S45C, SUS304, nhôm 6061", 26),
    Field("max_size_mm", Text("Chi tiết lớn nhất.", "Largest part."), "Ø300×500", 18, "mm"),
    Field(
        "part_weight_kg", Text("Khoảng khối lượng chi tiết.", "Range of part weights."), "0,1–25", 14, "kg"
    ),
    Field(
        "machine_tonnage",
        Text("Lực kẹp, lực dập, lực ép của máy.", "Clamping or press force."),
        "80–350",
        14,
        "tấn",
    ),
    Field("tolerance_mm", Text("Dung sai tốt nhất giữ được.", "Best tolerance held."), "±0,01", 12, "mm"),
    Field("roughness_ra", Text("Độ nhám tốt nhất.", "Best roughness."), "Ra 0,8", 12, "µm"),
    Field(
        "capacity_per_month",
        Text("Năng lực còn nhận được mỗi tháng.", "Free capacity a month."),
        "50.000",
        16,
    ),
    Field(
        "capacity_unit",
        Text("Đơn vị của năng lực.", "Unit of the capacity."),
        "cái/tháng",
        14,
        choice="capacity_unit",
    ),
    Field("batch_min", Text("Lô nhỏ nhất nhận làm.", "Smallest batch accepted."), "100", 12),
    Field(
        "lead_time_days",
        Text("Từ khi có mẫu duyệt đến khi giao.", "From approved sample to delivery."),
        "25",
        14,
        "ngày",
    ),
    Field(
        "tooling_in_house",
        Text("Tự làm khuôn, đồ gá hay không.", "Makes its own moulds, dies, jigs."),
        "Có",
        12,
        choice="yes_no",
    ),
    Field(
        "finish",
        Text("Xử lý bề mặt, nhiệt luyện kèm theo.", "Surface or heat treatment offered with it."),
        "mạ kẽm, anod",
        22,
    ),
    Field(
        "notes",
        Text("Số trục, số lòng khuôn, điều kiện khác.", "Axes, cavities, other conditions."),
        "máy 5 trục",
        30,
    ),
)
_CERTIFICATES = (
    _ID,
    Field(
        "standard",
        Text("Tiêu chuẩn; chọn hoặc tự ghi.", "The standard; choose or write."),
        "ISO 9001:2015",
        24,
        choice=":certificate",
    ),
    Field(
        "scope", Text("Phạm vi ghi trên chứng chỉ.", "Scope as certified."), "Gia công chi tiết cơ khí", 34
    ),
    Field("number", Text("Số trên chứng chỉ.", "Number on the certificate."), "QMS-0001", 18),
    Field("issued_on", Text("Ngày cấp.", "Date of issue."), "15/03/2024", 14, kind=DATE),
    Field(
        "expires_on",
        Text("Ngày hết hạn; quá hạn sẽ hiện là hết hạn.", "Date of expiry; shown as expired after it."),
        "14/03/2027",
        14,
        kind=DATE,
    ),
    Field("grade", Text("Ai đã kiểm tra điều này.", "Who has checked it."), "tự khai", 20, choice="grade"),
)
_MACHINES = (
    _ID,
    Field(
        "machine_type",
        Text("Loại máy; mỗi loại một dòng.", "Type of machine; one type a row."),
        "Máy ép nhựa",
        28,
        choice=":machine",
    ),
    Field("maker", Text("Hãng máy.", "Make of the machine."), "Ví Dụ Seiki"),
    Field("model", Text("Kiểu máy.", "Model."), "VD-350"),
    Field("year", Text("Năm sản xuất.", "Year of manufacture."), "2019", 10, kind=NUMBER),
    Field("quantity", Text("Số máy.", "Number of machines."), "4", 10, kind=NUMBER),
    Field(
        "size",
        Text("Lực, hành trình hoặc đường kính lớn nhất.", "Force, travel or largest diameter."),
        "350 tấn",
        22,
    ),
)
_DEMAND = (
    Field("part_no", Text("Mã hoặc số bản vẽ.", "Part or drawing number."), "VD-1001"),
    Field("name", Text("Tên chi tiết.", "Name of the part."), "Nắp hộp số", 28),
    Field(
        "process",
        Text("Công đoạn; để trống nếu tùy nhà cung cấp.", "The process; blank if the supplier may choose."),
        "Đúc áp lực nhôm",
        26,
        choice=":process",
    ),
    Field(
        "material",
        Text("Mác vật liệu, có thể ghi “A hoặc B”.", "Grade; “A or B” is understood."),
        "ADC12",
        18,
    ),
    Field(
        "size",
        Text("Dài × rộng × cao, hoặc Ø × dài.", "Length × width × height, or Ø × length."),
        "220×150×60",
        18,
        "mm",
    ),
    Field("weight", Text("Khối lượng một chi tiết.", "Weight of one part."), "1,2", 12, "kg"),
    Field("tolerance", Text("Dung sai chặt nhất.", "The tightest tolerance."), "±0,05", 12, "mm"),
    Field("roughness", Text("Độ nhám yêu cầu.", "Roughness asked for."), "Ra 1,6", 12),
    Field(
        "finish", Text("Xử lý bề mặt hoặc nhiệt luyện.", "Surface or heat treatment."), "sơn tĩnh điện", 20
    ),
    Field("annual_volume", Text("Số lượng mỗi năm.", "Quantity a year."), "120.000", 14),
    Field("batch", Text("Số lượng mỗi lần đặt.", "Quantity an order."), "10.000", 12),
    Field("lead_time", Text("Thời gian giao mong muốn.", "Delivery time wanted."), "30 ngày", 14),
    Field(
        "certificate",
        Text("Chứng chỉ nhà cung cấp phải có.", "Certificates the supplier must hold."),
        "IATF 16949",
        20,
        choice=":certificate",
    ),
    Field(
        "inspection",
        Text("Thiết bị đo, hồ sơ kiểm tra.", "Measuring equipment, inspection papers."),
        "đo CMM, FAI",
        20,
    ),
    Field(
        "place",
        Text("Nơi đặt nhà máy của nhà cung cấp.", "Where the supplier's factory should be."),
        "Hà Nội và lân cận",
        20,
    ),
    Field(
        "requirements",
        Text(
            "Yêu cầu khác, ghi tự do; “ưu tiên” là không bắt buộc.",
            "Anything else, in free text; “preferred” is no must.",
        ),
        "ưu tiên nhà sản xuất có phòng khuôn",
        40,
    ),
    Field("notes", Text("Ghi chú.", "Notes."), "", 28),
)
#: kind of template → its sheets, in order
SHEETS: dict[str, dict[str, tuple[Field, ...]]] = {
    "suppliers": {
        "suppliers": _SUPPLIERS,
        "processes": _PROCESSES,
        "certificates": _CERTIFICATES,
        "machines": _MACHINES,
    },
    "demand": {"demand": _DEMAND},
}
