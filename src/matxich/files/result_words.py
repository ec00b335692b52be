"""The words of the result workbook, in both languages."""

from __future__ import annotations

from matxich.domain.shared.bilingual import Text

#: level → its word and sign
LEVELS = {
    "meets": Text("Đáp ứng ●", "Meets ●"),
    "near": Text("Gần đạt ◐", "Near ◐"),
    "fails": Text("Không đạt ○", "Fails ○"),
    "expired": Text("Hết hạn ⌛", "Expired ⌛"),
    "unknown": Text("Chưa rõ ?", "Unknown ?"),
}
#: the worst first: what a cell that sums up several answers shows
WORST_FIRST = ("fails", "expired", "near", "unknown", "meets")
SIGNS = {"meets": "●", "near": "◐", "fails": "○", "expired": "⌛", "unknown": "?"}
#: state of a line → its label and the level whose colour it takes
STATES = {
    "matched": (Text("Có nhà cung cấp ●", "Has suppliers ●"), "meets"),
    "near": (Text("Suýt đạt ◐", "Near misses only ◐"), "near"),
    "gap": (Text("Chưa ai làm được ○", "Nobody can ○"), "fails"),
    "incomplete": (Text("Thiếu thông tin ?", "Too little stated ?"), "unknown"),
}
IN_HOUSE = Text("Làm tại xưởng", "In-house")
OUTSOURCED = Text("Thuê ngoài", "Outsourced")
NOT_STATED = Text("Chưa rõ", "Not stated")
TRADER = Text("Công ty thương mại", "Trader")
MAKER = Text("Nhà sản xuất", "Maker")
GRADES = {
    "self_declared": Text("tự khai", "self-declared"),
    "document_checked": Text("đã kiểm tra hồ sơ", "document checked"),
    "site_verified": Text("đã xác minh tại chỗ", "site verified"),
    "buyer_confirmed": Text("bên mua xác nhận", "buyer confirmed"),
}
SEVERITIES = {
    "error": (Text("Lỗi: không dùng được", "Error: not used"), "fails"),
    "warning": (Text("Cảnh báo", "Warning"), "near"),
    "info": (Text("Thông tin", "Information"), "unknown"),
}
KINDS = {
    "suppliers": Text("Doanh nghiệp", "Suppliers"),
    "processes": Text("Công đoạn", "Processes"),
    "certificates": Text("Chứng chỉ", "Certificates"),
    "machines": Text("Máy móc", "Machines"),
    "demand": Text("Nhu cầu", "Demand"),
}
SHEETS = {
    "summary": (
        Text("Tóm tắt", "Summary"),
        Text("Kết quả ghép nhu cầu với nhà cung cấp", "Demand matched with suppliers"),
    ),
    "shortlist": (
        Text("Đề xuất", "Shortlist"),
        Text("Ai làm được từng dòng, và vì sao", "Who can make each line, and why"),
    ),
    "near": (
        Text("Suýt đạt", "Near misses"),
        Text("Ai suýt làm được, và cần bổ sung gì", "Who nearly can, and what would mend it"),
    ),
    "gaps": (
        Text("Nâng cấp và khoảng trống", "Upgrades and gaps"),
        Text(
            "Một nâng cấp mở ra nhiều dòng; dòng chưa ai làm được",
            "One upgrade, many lines; lines without supplier",
        ),
    ),
    "questions": (
        Text("Câu hỏi", "Questions"),
        Text("Cần hỏi bên mua và nhà cung cấp điều gì", "What to ask the buyer and the suppliers"),
    ),
    "read": (
        Text("Đã đọc", "What was read"),
        Text("Tệp được hiểu thế nào, và các lưu ý", "How the files were understood, and remarks"),
    ),
}
LINE = Text("Dòng", "Line")
PART_NO = Text("Mã chi tiết", "Part no.")
PART = Text("Tên chi tiết", "Part")
SUPPLIER_ID = Text("Mã NCC", "Supplier ID")
SUPPLIER = Text("Nhà cung cấp", "Supplier")
PROCESS = Text("Năng lực đã khai", "Declared process")
SCORE = Text("Điểm", "Score")
RANK = Text("Hạng", "Rank")
REASONS = Text("Vì sao", "Why")
ASK = Text("Cần hỏi", "To ask")
TYPE = Text("Loại yêu cầu", "Requirement")
LEVEL = Text("Mức", "Level")
ASKED = Text("Yêu cầu", "Asked")
HELD = Text("Hiện có", "Held")
SENTENCE = Text("Cần bổ sung gì", "What would mend it")
