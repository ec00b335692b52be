"""The words that the generated registry is made of. Written for the generator, apart from the catalogue's own lists."""

from __future__ import annotations

# Syllables of Vietnamese brands, the most frequent first.
_SYLLABLES_WRITTEN = """
    Phát Minh An Hưng Thành Phú Gia Thịnh Đức Việt Nam Hoàng Long Hà Kim Anh Tiến Đại Bảo Thiên Ngọc Hải Tân Thanh
    Quang Sơn Đông Trường Hùng Phúc Thái Bình Hồng Tuấn Lâm Huy Khang Phong Cường Lộc Tâm Á Trung Đạt Quân Vinh Dũng
    Hòa Linh Nhật Thuận Nguyên Hoa Vĩnh Duy Mai Lan Văn Quốc Nghĩa Toàn Tín Hiệp Thắng Mỹ Châu Liên Trí Vũ Tùng Bắc
    Khánh Xuân Hiếu Hương Giang Thảo Dương Đăng Sao Vàng Phương Mạnh Trọng Kiên Khôi Đồng Thủy Nhân Hạnh Tú Ánh Trúc
    Vân Yên Ninh Lợi Đỉnh Quý Vương Bách Thọ Sáng Sen Rồng Dung Tài Thế Tuệ Song Lực Cát Tiên Hân Trâm Thăng Chiến
    Uyên Nghi Khuê Thạch Triều Hạc Kỳ Lam Ly Ngân Oanh Phượng Quyết Sang Thư Tường Viên Xương Ý Hữu Chấn Cơ Điền Hậu
    Lương Nga Sinh Tấn Thụy
"""
SYLLABLES = _SYLLABLES_WRITTEN.split()
#: pairs that differ in their accents only, as look-alikes do
ACCENT_TWINS = {
    "Hưng": "Hùng", "Hùng": "Hưng", "Thành": "Thanh", "Thanh": "Thạnh", "Đại": "Đài", "Tân": "Tấn", "Tuấn": "Tuân",
    "Phú": "Phụ", "Hà": "Hạ", "Hải": "Hai", "Dũng": "Dung", "Cường": "Cương", "Hòa": "Hoa", "Hoa": "Hóa", "Lộc": "Lốc",
    "Bảo": "Bào", "Tiến": "Tiên", "Quang": "Quảng", "Thái": "Thai", "Vũ": "Vu", "Kiên": "Kiến", "Khánh": "Khanh",
    "Trung": "Trúng", "Sơn": "Son", "Đông": "Đồng", "Đồng": "Đông", "Phương": "Phượng", "Vân": "Văn", "Văn": "Vân",
}  # fmt: skip
_FOREIGN_WRITTEN = """
    Sey Kan Tek Nex Pro Lux Mar Vin Tos Hak Ren Dae Jung Woo Sam Han Kyo Maru Shin Yama Toku Nori Fuji Kawa Eco Omni
    Ultra Sig Max Del Orb Fan Zen Cor Bel Tri Uni Gen Alp Bri Cro Dor Fer Gil Hel Ild Jax
"""
FOREIGN = _FOREIGN_WRITTEN.split()
_FOREIGN_ENDS_WRITTEN = """
    co tek ra dex na lon sha mi zu shi gen ta ki tron max pol via len rex das nix son ton wa ya
"""
FOREIGN_ENDS = _FOREIGN_ENDS_WRITTEN.split()

#: (Vietnamese, abbreviations, English): what a firm does
TRADES = (
    ("cơ khí", ("CK",), "Mechanical"),
    ("cơ khí chính xác", ("CKCX", "cơ khí CX"), "Precision Mechanical"),
    ("nhựa", (), "Plastics"),
    ("bao bì", (), "Packaging"),
    ("thép", (), "Steel"),
    ("kim loại", (), "Metal"),
    ("nhôm", (), "Aluminium"),
    ("khuôn mẫu", (), "Mould"),
    ("đúc", (), "Casting"),
    ("điện tử", (), "Electronics"),
    ("điện", (), "Electric"),
    ("cơ điện", (), "Electromechanical"),
    ("thiết bị điện", ("TBĐ",), "Electrical Equipment"),
    ("tự động hóa", ("TĐH",), "Automation"),
    ("cao su", (), "Rubber"),
    ("in ấn", ("in",), "Printing"),
    ("giấy", (), "Paper"),
    ("may", (), "Garment"),
    ("dệt may", (), "Textile"),
    ("da giày", ("giày da",), "Footwear"),
    ("gỗ", (), "Wood"),
    ("nội thất", (), "Furniture"),
    ("xây dựng", ("XD",), "Construction"),
    ("vật liệu xây dựng", ("VLXD",), "Building Materials"),
    ("hóa chất", (), "Chemical"),
    ("ô tô", ("ôtô",), "Automobile"),
    ("phụ tùng", (), "Spare Parts"),
    ("phụ tùng ô tô", (), "Auto Parts"),
    ("xe máy", (), "Motorcycle"),
    ("dây và cáp điện", ("dây cáp điện",), "Wire and Cable"),
    ("mạ", ("mạ điện",), "Plating"),
    ("sơn", (), "Paint"),
    ("gốm sứ", (), "Ceramics"),
    ("thủy tinh", (), "Glass"),
    ("dụng cụ", (), "Tools"),
    ("máy công cụ", (), "Machine Tools"),
    ("vòng bi", (), "Bearings"),
    ("lò xo", (), "Spring"),
    ("bu lông", (), "Bolts"),
    ("nhiệt luyện", (), "Heat Treatment"),
    ("thực phẩm", (), "Food"),
    ("dược phẩm", (), "Pharmaceutical"),
    ("môi trường", (), "Environment"),
    ("chiếu sáng", (), "Lighting"),
    ("đo lường", (), "Measurement"),
    ("quạt công nghiệp", (), "Industrial Fans"),
    ("nến", (), "Candle"),
    ("mây tre đan", (), "Rattan"),
    ("chổi than", (), "Carbon Brush"),
    ("phớt", (), "Seals"),
    ("băng tải", (), "Conveyor"),
    ("tủ điện", (), "Switchboard"),
    ("đồ gá", (), "Jig and Fixture"),
    ("que hàn", (), "Welding Electrode"),
    ("men màu", (), "Frit and Glaze"),
)  # fmt: skip
#: (Vietnamese, short ways, English): what nearly every firm says
GENERALS = (
    ("sản xuất và thương mại", ("SX và TM", "SX & TM", "SXTM", "sản xuất thương mại", "SX-TM"), "Production and Trading"),
    ("thương mại và dịch vụ", ("TM và DV", "TM&DV", "TMDV", "thương mại dịch vụ", "TM DV"), "Trading and Service"),
    ("sản xuất", ("SX",), "Manufacturing"),
    ("thương mại", ("TM",), "Trading"),
    ("đầu tư và phát triển", ("ĐT&PT", "đầu tư phát triển", "ĐT và PT"), "Investment and Development"),
    ("xuất nhập khẩu", ("XNK",), "Import Export"),
    ("kỹ thuật", ("KT",), "Engineering"),
    ("công nghệ", (), "Technology"),
    ("công nghiệp", (), "Industrial"),
    ("sản xuất thương mại dịch vụ", ("SX TM DV", "SX-TM-DV"), "Production Trading Service"),
)  # fmt: skip
#: (long, short ways, English ways, weight)
FORMS = (
    ("công ty TNHH", ("Cty TNHH", "C.ty TNHH", "TNHH", "Công ty trách nhiệm hữu hạn"), ("Co., Ltd", "Co.,Ltd.", "Company Limited"), 52),
    ("công ty TNHH một thành viên", ("Cty TNHH MTV", "Công ty TNHH MTV", "TNHH MTV", "Công ty TNHH"), ("One Member Co., Ltd", "Co., Ltd"), 10),
    ("công ty cổ phần", ("CTCP", "Công ty CP", "Cty CP", "Cty cổ phần"), ("JSC", "Joint Stock Company", "., JSC"), 33),
    ("doanh nghiệp tư nhân", ("DNTN",), ("Private Enterprise",), 3),
    ("hợp tác xã", ("HTX",), ("Cooperative",), 2),
)  # fmt: skip
NAME_PLACES = (
    ("Hà Nội", "Hanoi"),
    ("Bắc Ninh", "Bac Ninh"),
    ("Hưng Yên", "Hung Yen"),
    ("Hải Phòng", "Hai Phong"),
    ("Vĩnh Phúc", "Vinh Phuc"),
)
DISTRICTS = (
    "Ba Đình", "Hoàn Kiếm", "Tây Hồ", "Long Biên", "Cầu Giấy", "Đống Đa", "Hai Bà Trưng", "Hoàng Mai", "Thanh Xuân", "Sóc Sơn",
    "Đông Anh", "Gia Lâm", "Nam Từ Liêm", "Thanh Trì", "Bắc Từ Liêm", "Mê Linh", "Hà Đông", "Sơn Tây", "Ba Vì", "Phúc Thọ",
    "Đan Phượng", "Hoài Đức", "Quốc Oai", "Thạch Thất", "Chương Mỹ", "Thanh Oai", "Thường Tín", "Phú Xuyên", "Ứng Hòa", "Mỹ Đức",
)  # fmt: skip
STREETS = (
    "Nguyễn Trãi", "Lê Duẩn", "Giải Phóng", "Trường Chinh", "Quang Trung", "Ngô Gia Tự", "Nguyễn Văn Cừ", "Phạm Văn Đồng", "Cầu Diễn",
    "Xuân Thủy", "Láng Hạ", "Tây Sơn", "Minh Khai", "Lĩnh Nam", "Tam Trinh", "Ngọc Hồi", "Phùng Hưng", "Tố Hữu", "Lê Trọng Tấn",
    "Cao Lỗ", "Ỷ Lan", "Nguyễn Xiển", "Khuất Duy Tiến", "Hoàng Quốc Việt", "Lạc Long Quân", "Thụy Khuê", "Đê La Thành", "Kim Ngưu",
)  # fmt: skip
ESTATES = (
    "CCN Phú Minh",
    "KCN Quang Minh",
    "KCN Thăng Long",
    "CCN Từ Liêm",
    "KCN Nam Thăng Long",
    "CCN Phùng Xá",
    "KCN Phú Nghĩa",
    "CCN Ngọc Hồi",
    "KCN Sài Đồng B",
    "CCN Hà Bình Phương",
)
