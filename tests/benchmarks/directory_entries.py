"""Generated firms of a directory: seeded, as many as wanted, processes and places as uneven as real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from matxich.domain.directory.entry import Entry, EntryCertificate, EntryLine, Spot
from matxich.domain.shared.bilingual import same
from matxich.domain.shared.grade import Grade
from matxich.domain.vocabulary.vocabulary import Vocabulary

ON = dt.date(2026, 1, 31)
SEED = 20260131
_FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH MTV", "CTCP", "Doanh nghiệp tư nhân", "HTX")
_TRADES = (
    "Cơ khí",
    "Nhựa",
    "Khuôn mẫu",
    "Kim khí",
    "Điện tử",
    "Cơ điện",
    "Chế tạo máy",
    "Bao bì",
    "Cao su",
    "Phụ tùng",
    "Đúc",
    "Thiết bị",
)
_SYLLABLES = (
    "An Bình Châu Cường Dũng Đại Đông Đức Gia Hà Hải Hoà Hoàng Hồng Hưng Hương Khánh Kim Lan Linh Long Mai Minh Nam Nghĩa "
    "Ngọc Nhật Phát Phú Phúc Phương Quang Quốc Sao Sơn Tân Tâm Thành Thăng Thịnh Thuỷ Tiến Toàn Trường Tuấn Uy Việt Vĩnh Xuân Yên"
)
_DISTRICTS = tuple(Spot(f"{code:03d}", same(f"Quận huyện {code}")) for code in range(1, 31))
_COMMUNES = tuple(Spot(f"{code:05d}", same(f"Xã phường {code}")) for code in range(4, 130))
_CLUSTERS = tuple(Spot(f"ccn-{code}", same(f"Cụm công nghiệp {code}")) for code in range(1, 71))


def entries(count: int, vocabulary: Vocabulary, seed: int = SEED) -> Iterator[Entry]:
    """Return so many firms; the same for the same count and seed."""
    rng = np.random.default_rng((seed, count))
    processes, materials = _leaves(vocabulary, "process"), _leaves(vocabulary, "material")
    certificates = list(vocabulary.tree("certificate").concepts)
    markets = list(vocabulary.tree("market").concepts)
    machines = list(vocabulary.tree("machine").concepts)
    families = list(vocabulary.tree("part_family").concepts)
    names = _SYLLABLES.split()
    for place in range(count):
        name = " ".join(str(word) for word in rng.choice(names, 2, replace=False))
        trade = _TRADES[int(rng.integers(len(_TRADES)))]
        number = f" {place}" if count > 2000 and place % 3 else ""
        lines = tuple(
            EntryLine(
                (processes[_uneven(rng, len(processes))],),
                tuple({materials[_uneven(rng, len(materials))] for _ in range(int(rng.integers(1, 3)))}),
                Grade(int(rng.choice(4, p=[0.6, 0.2, 0.15, 0.05])) + 1),
            )
            for _ in range(int(rng.integers(1, 8)))
        )
        held = tuple(
            EntryCertificate(
                certificates[_uneven(rng, len(certificates))],
                None if rng.random() < 0.2 else ON + dt.timedelta(days=int(rng.integers(-300, 900))),
                Grade(int(rng.integers(1, 4))),
            )
            for _ in range(int(rng.integers(0, 4)))
        )
        yield Entry(
            enterprise_id=str(place + 1),
            name=f"{_FORMS[int(rng.integers(len(_FORMS)))]} {trade} {name}{number}",
            name_en=f"{name} JSC{number}" if rng.random() < 0.4 else "",
            aliases=(f"{name}{number}",) if rng.random() < 0.3 else (),
            tax_code=f"{place + 100_000_000:010d}",
            former_codes=(f"{place + 900_000_000:010d}",) if rng.random() < 0.05 else (),
            description=f"Chuyên {vocabulary.processes.label(lines[0].processes[0]).vi} cho ngành công nghiệp hỗ trợ.",
            lines=lines,
            certificates=held,
            machines=tuple({machines[_uneven(rng, len(machines))] for _ in range(int(rng.integers(0, 4)))}),
            products=(vocabulary.tree("part_family").label(families[_uneven(rng, len(families))]).vi,),
            part_families=(families[_uneven(rng, len(families))],),
            industries=("automotive",) if rng.random() < 0.3 else ("motorcycle",),
            markets=tuple({markets[_uneven(rng, len(markets))] for _ in range(int(rng.integers(0, 3)))}),
            roles=("supplier",),
            ownership=(("domestic", "fdi", "joint", "state")[_uneven(rng, 4)],),
            size_class=("small", "micro", "medium", "large")[_uneven(rng, 4)],
            districts=(_DISTRICTS[_uneven(rng, len(_DISTRICTS))],),
            communes=(_COMMUNES[_uneven(rng, len(_COMMUNES))],),
            clusters=(_CLUSTERS[_uneven(rng, len(_CLUSTERS))],) if rng.random() < 0.4 else (),
            places=("d_dong_anh",) if rng.random() < 0.1 else ("p_ha_noi",),
            grade=max(line.grade for line in lines),
            confirmed_on=ON - dt.timedelta(days=int(rng.integers(0, 900))) if rng.random() < 0.9 else None,
            completeness_share=float(rng.random()),
            is_illustrative=True,
        )


def _leaves(vocabulary: Vocabulary, kind: str) -> list[str]:
    tree = vocabulary.tree(kind)
    leaves = [code for code in tree.order if not tree.children(code)]
    order = np.random.default_rng(SEED).permutation(len(leaves))
    return [leaves[place] for place in order]


def _uneven(rng: np.random.Generator, count: int) -> int:
    """Draw a place below `count`, the lower the likelier."""
    return min(int(rng.exponential(count / 5)), count - 1)
