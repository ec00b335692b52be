"""Demand lines for the benchmarks: sentences as buyers write them, seeded, read by the ordinary reader."""

from __future__ import annotations

import numpy as np

from matxich.domain.demand.reading import read_text
from matxich.domain.demand.requirement import DemandLine
from matxich.domain.vocabulary.vocabulary import Vocabulary
from tests.benchmarks.templates import FREQUENT, SEED

#: what is asked in general: a group with everything under it
GENERAL = (
    "gia công cơ khí", "gia công cơ khí chính xác, ISO 9001", "dập kim loại", "ép nhựa", "hàn", "xử lý bề mặt", "machining, ISO 9001, tolerance ±0.02 mm",
    "gia công tấm kim loại, 5.000 sp/tháng", "phay", "tiện", "nhiệt luyện", "mạ", "đúc", "sheet metal fabrication, SUS304", "mài, dung sai ±0,005 mm",
)  # fmt: skip
#: one process and then another
CHAINS = (
    "đúc áp lực nhôm, sau đó phay CNC, dung sai ±0,05 mm, 10.000 sp/tháng, IATF 16949", "tiện CNC và mài tròn, S45C, dung sai ±0,01 mm, Ra 0.8",
    "dập liên hoàn rồi mạ kẽm, SPCC, 50.000 sp/tháng", "cắt laser, chấn, hàn MIG, sơn tĩnh điện, SS400, kích thước 1200x800x3 mm",
    "injection moulding and painting, ABS, 350 ton machine, 20,000 pcs/month, ISO 9001", "phay CNC 5 trục, anodize, A6061, dung sai ±0,02 mm, Ra 1.6",
    "tiện, phay, khoan, nhiệt luyện thấm các bon, SCM415", "CNC milling + grinding + hard chrome plating, SKD11, tolerance ±0.005 mm",
    "ép nhựa + in lụa + lắp ráp, PC, 100.000 sp/tháng, RoHS", "cnc turning then zinc plating, S20C, 30,000 pcs/month, lead time 10 days",
)  # fmt: skip
_GRADES = {
    "metal": ("S45C", "SUS304", "A6061", "SS400", "SCM440", "ADC12", "FC250", "SPCC"),
    "plastic": ("ABS", "PP", "PA66", "POM", "PC"),
}
_PLASTIC = ("plastic_moulding", "rubber_moulding", "printing_packaging")
_ASKED = (
    "dung sai ±{tolerance} mm", "Ra {roughness}", "kích thước {a}x{b}x{c} mm", "{volume} sp/tháng", "khối lượng {weight} kg", "máy {tonnage} tấn",
    "ISO 9001", "IATF 16949", "ISO 14001", "giao hàng trong {days} ngày", "có CMM", "xuất khẩu sang Nhật Bản", "ưu tiên nhà sản xuất tại Hà Nội",
)  # fmt: skip


def demand_lines(vocabulary: Vocabulary, count: int, seed: int = 7) -> list[DemandLine]:
    """Return `count` lines: all process families in turn, a third of them the most frequent processes, general ones and chains.

    Only lines whose process is understood are returned; lines without one are measured apart (`unstated_lines`).
    """
    rng = np.random.default_rng((SEED, seed))
    leaves = [code for code in vocabulary.processes.order if not vocabulary.processes.children(code)]
    frequent = [code for code in FREQUENT if code in vocabulary.processes]
    lines: list[DemandLine] = []
    turn = 0
    while len(lines) < count:
        turn += 1
        if turn % 12 == 0:
            text = GENERAL[turn // 12 % len(GENERAL)]
        elif turn % 12 == 6:
            text = CHAINS[turn // 12 % len(CHAINS)]
        else:
            code = frequent[turn // 3 % len(frequent)] if turn % 3 == 1 else str(rng.choice(leaves))
            text = _sentence(vocabulary, code, rng)
        line = read_text(text, vocabulary, line=len(lines) + 1)
        if any(r.type == "process" and r.value["any_of"] for r in line.requirements):
            lines.append(line)
    return lines


def _sentence(vocabulary: Vocabulary, process: str, rng: np.random.Generator) -> str:
    tree = vocabulary.processes
    label = tree.label(process)
    plastic = any(root in (process, *tree.ancestors(process)) for root in _PLASTIC)
    edges = sorted((int(x) for x in rng.lognormal(5, 0.7, 3) + 5), reverse=True)
    values = {
        "tolerance": str(rng.choice(["0,01", "0,02", "0,05", "0,1", "0,2"])), "roughness": rng.choice([0.8, 1.6, 3.2]), "volume": f"{int(rng.lognormal(8, 1)) + 100}",
        "weight": str(round(float(rng.lognormal(0, 1)), 2)).replace(".", ","), "tonnage": rng.choice([80, 160, 350, 650]), "days": rng.choice([7, 15, 30]),
        "a": edges[0], "b": edges[1], "c": edges[2],
    }  # fmt: skip
    wanted = rng.choice(len(_ASKED), int(rng.integers(1, 7)), replace=False)
    said = [label.vi if rng.random() < 0.75 else label.en]
    if rng.random() < 0.7:
        said.append(str(rng.choice(_GRADES["plastic" if plastic else "metal"])))
    return ", ".join([*said, *(_ASKED[i].format(**values) for i in sorted(wanted))])


def unstated_lines(vocabulary: Vocabulary) -> list[DemandLine]:
    """Return lines that name no process: every line of the registry is compared."""
    texts = ("ISO 9001, dung sai ±0,05 mm", "SUS304, 5.000 sp/tháng", "IATF 16949, tại Hà Nội")
    return [read_text(text, vocabulary, line=number) for number, text in enumerate(texts, start=1)]
