"""A process line: what the firm does with one set of machines. The heart of matching."""

from __future__ import annotations

from collections.abc import Mapping

from matxich.domain.enterprises.cells import read_process_line
from matxich.domain.enterprises.claim_kind import (
    CHOICE,
    CONCEPT,
    LONG_TEXT,
    YES_NO,
    ClaimField,
    ClaimKind,
    Read,
)
from matxich.domain.enterprises.claim_reading import YES_NO as ANSWERS
from matxich.domain.enterprises.claim_reading import cells_of, listed, needed
from matxich.domain.enterprises.encoding import encode
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_PROCESS = Text("Công đoạn", "Process")
_UNITS = tuple(
    (one, Text(one, en))
    for one, en in (
        ("cái/tháng", "pieces/month"),
        ("bộ/tháng", "sets/month"),
        ("kg/tháng", "kg/month"),
        ("tấn/tháng", "t/month"),
    )
)
FIELDS = (
    ClaimField("process", _PROCESS, CONCEPT, required=True, example="Tiện CNC", concept="process"),
    ClaimField("in_house", Text("Làm tại xưởng", "In-house"), YES_NO, choices=ANSWERS, example="Có"),
    ClaimField("materials", Text("Vật liệu", "Materials"), CONCEPT, example="S45C, SUS304, nhôm 6061", concept="material"),
    ClaimField("max_size_mm", Text("Chi tiết lớn nhất", "Largest part"), unit="mm", example="Ø300×500"),
    ClaimField("part_weight_kg", Text("Khối lượng chi tiết", "Part weight"), unit="kg", example="0,1–25"),
    ClaimField("machine_tonnage", Text("Lực máy", "Machine force"), unit="tấn", example="80–350"),
    ClaimField("tolerance_mm", Text("Dung sai tốt nhất", "Best tolerance"), unit="mm", example="±0,01"),
    ClaimField("roughness_ra", Text("Độ nhám tốt nhất", "Best roughness"), unit="µm", example="Ra 0,8"),
    ClaimField("capacity_per_month", Text("Năng lực còn nhận mỗi tháng", "Free capacity a month"), example="50.000"),
    ClaimField("capacity_unit", Text("Đơn vị năng lực", "Unit of capacity"), CHOICE, choices=_UNITS),
    ClaimField("batch_min", Text("Lô nhỏ nhất", "Smallest batch"), example="100"),
    ClaimField("lead_time_days", Text("Thời gian giao", "Lead time"), unit="ngày", example="25"),
    ClaimField("tooling_in_house", Text("Tự làm khuôn, đồ gá", "Own tooling"), YES_NO, choices=ANSWERS),
    ClaimField("finish", Text("Xử lý bề mặt, nhiệt luyện", "Finish, heat treatment"), CONCEPT, example="mạ kẽm", concept="finish"),
    ClaimField("notes", Text("Ghi chú", "Notes"), LONG_TEXT, example="máy 5 trục, 4 lòng khuôn"),
)  # fmt: skip


def read(written: Mapping[str, str], vocabulary: Vocabulary) -> Read:
    """Read one process line."""
    cells, problems = cells_of(written)
    missing = needed(written, "process", _PROCESS)
    line = read_process_line(cells, vocabulary)
    if not missing and not line.processes:
        cells.report("unknown_process", "process", _UNKNOWN.format(t=line.text))
    tree = vocabulary.processes
    named = [tree.get(code).label for code in line.processes]
    materials = [vocabulary.tree("material").get(code).label for code in line.materials]
    return Read(
        typed={"items": [encode(line)]},
        codes=line.processes,
        summary=Text(
            listed([", ".join(label.vi for label in named) or line.text, ", ".join(m.vi for m in materials)]),
            listed([", ".join(label.en for label in named) or line.text, ", ".join(m.en for m in materials)]),
        ),
        problems=(*missing, *problems),
    )


def key(found: Read, written: Mapping[str, str]) -> str:
    """Two lines are the same when they name the same processes and materials."""
    item = found.typed["items"][0]
    processes = ",".join(sorted(found.codes)) or fold(written.get("process", ""))
    return f"{processes}|{','.join(sorted(item.get('materials', ())))}"


_UNKNOWN = Text(
    "Không nhận ra công đoạn “{t}”: được lưu nhưng chưa dùng để ghép. Hãy chọn trong danh mục hoặc viết rõ hơn.",
    "The process “{t}” is not in the vocabulary: it is kept but not used in matching. Choose one or write it in other words.",
)
KIND = ClaimKind(
    code="process",
    label=Text("Dòng năng lực", "Process line"),
    plural=Text("Năng lực công nghệ", "Process lines"),
    fields=FIELDS,
    read=read,
    key=key,
    table="processes",
    evidence=Text(
        "Ảnh máy, phiếu đo, hồ sơ sản phẩm mẫu", "Photos of machines, measuring reports, sample records"
    ),
    order=10,
)
