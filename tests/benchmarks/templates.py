"""What generated firms are made of: a stock of capability lines for every leaf process, and of profiles of firms.

All of it is drawn from the vocabulary with a fixed seed. Stocks are ordinary `ProcessLine` and `Firm` objects, turned
into columns by `build_registry` itself; a generated registry of a million firms then only repeats their rows.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from matxich.domain.enterprises.model import Certificate, Firm, ProcessLine, Rate, Span
from matxich.domain.shared.grade import Grade
from matxich.domain.vocabulary.vocabulary import Vocabulary

SEED = 20_260_131
LINES_A_PROCESS = 160
PROFILES = 20_000
#: processes that most shops have, most frequent first; the others follow in a seeded order
FREQUENT = (
    "cnc_turning", "cnc_milling", "injection_moulding", "welding", "laser_cutting", "stamping", "grinding", "painting",
    "aluminium_die_casting", "surface_grinding", "drilling", "sheet_bending", "plating", "assembly", "mould_making",
)  # fmt: skip
_TREATED = (
    "painting",
    "plating",
    "anodizing",
    "zinc_plating",
    "nickel_plating",
    "quenching",
    "powder_coating",
    "polishing",
)
_HELD = {  # share of the firms with a list that hold it
    "iso_9001": 0.6, "iso_14001": 0.25, "iatf_16949": 0.12, "iso_45001": 0.08, "five_s": 0.15, "iso_13485": 0.02, "as9100": 0.01,
    "rohs": 0.1, "reach": 0.06, "ul": 0.04, "iso_50001": 0.02, "sa8000": 0.02, "cnht_incentive": 0.03, "fsc": 0.02,
}  # fmt: skip
_MATERIALS = {  # root of the process → families its lines work in
    "casting": ("aluminium", "cast_iron", "zinc", "copper", "steel"), "plastic_moulding": ("plastics", "engineering_plastics", "thermoplastics"),
    "rubber_moulding": ("rubbers", "elastomers"), "printing_packaging": ("paper", "plastics"), "textile_footwear": ("textiles",),
}  # fmt: skip


def leaf_processes(vocabulary: Vocabulary, rng: np.random.Generator, *, crowded: bool = False) -> list[str]:
    """Return the processes without anything under them, most frequent first.

    Args:
        crowded: every leaf under a frequent process stands at the head (all ways of CNC turning first), so that a
            demand for that process touches a quarter of all lines; else one leaf of each.
    """
    tree = vocabulary.processes
    leaves = [code for code in tree.order if not tree.children(code)]
    under = [[leaf for leaf in leaves if tree.is_a(leaf, code)] for code in FREQUENT if code in tree]
    head = list(dict.fromkeys(leaf for some in under for leaf in (sorted(some) if crowded else some[:1])))[
        :40
    ]
    rest = [code for code in leaves if code not in set(head)]
    return [*head, *(rest[i] for i in rng.permutation(len(rest)))]


def line_stock(vocabulary: Vocabulary, leaves: list[str], rng: np.random.Generator) -> list[ProcessLine]:
    """Return `LINES_A_PROCESS` lines of each process, in the order of the processes."""
    stock = []
    for code in leaves:
        grades = _grades(vocabulary, code)
        names = vocabulary.processes.get(code).names
        stock.extend(_line(code, names, grades, rng) for _ in range(LINES_A_PROCESS))
    return stock


def _grades(vocabulary: Vocabulary, process: str) -> list[str]:
    tree, processes = vocabulary.materials, vocabulary.processes
    root = next(
        (code for code in (process, *processes.ancestors(process)) if not processes.get(code).parents),
        process,
    )
    families = [code for code in _MATERIALS.get(root, ("metals",)) if code in tree] or ["metals"]
    return sorted({grade for family in families for grade in tree.descendants(family)})


def _line(code: str, names: tuple[str, ...], grades: list[str], rng: np.random.Generator) -> ProcessLine:
    def stated(share: float) -> bool:
        return bool(rng.random() < share)

    edges = tuple(sorted((float(round(x, -1)) for x in rng.lognormal(6, 0.8, 3) + 10), reverse=True))
    tonnage = float(rng.choice([50, 80, 110, 150, 220, 350, 450, 650, 850, 1300]))
    weight = float(np.round(rng.lognormal(0.5, 1.5), 3))
    return ProcessLine(
        processes=(code,),
        text=str(rng.choice(names)),
        in_house=bool(rng.random() < 0.85) if stated(0.8) else None,
        materials=tuple(
            str(g) for g in rng.choice(grades, min(len(grades), int(rng.integers(1, 5))), replace=False)
        )
        if stated(0.8)
        else (),
        max_size_mm=edges if stated(0.6) else (),
        part_weight_kg=Span(round(weight / 100, 3), weight * 10) if stated(0.5) else Span(),
        tonnage=Span(tonnage / 4, tonnage) if stated(0.4) else Span(),
        tolerance_mm=float(rng.choice([0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5]))
        if stated(0.65)
        else None,
        roughness_um=float(rng.choice([0.2, 0.4, 0.8, 1.6, 3.2, 6.3])) if stated(0.3) else None,
        capacity=Rate(pieces_per_month=float(round(rng.lognormal(9.5, 1.6), -1) + 10))
        if stated(0.6)
        else Rate(),
        batch_min=float(rng.choice([1, 10, 50, 100, 500, 1000])) if stated(0.4) else None,
        lead_time_days=float(rng.choice([3, 5, 7, 10, 15, 20, 30, 45])) if stated(0.5) else None,
        tooling_in_house=bool(rng.random() < 0.5) if stated(0.4) else None,
        finishes=tuple(str(f) for f in rng.choice(_TREATED, 2, replace=False)) if stated(0.25) else (),
        axes=int(rng.choice([3, 4, 5])) if stated(0.15) else None,
        cavities=float(rng.choice([1, 2, 4, 8, 16])) if stated(0.1) else None,
        grade=Grade(int(rng.choice([1, 2, 3, 4], p=[0.6, 0.25, 0.1, 0.05]))),
    )


def profile_stock(vocabulary: Vocabulary, rng: np.random.Generator) -> list[Firm]:
    """Return `PROFILES` firms without lines: status, certificates, markets, places…"""
    provinces = [
        code
        for code, unit in vocabulary.tree("place").concepts.items()
        if unit.attributes.get("kind") in {"province", "district"}
    ]
    machines = sorted(vocabulary.tree("machine").descendants("measuring_equipment") - {"measuring_equipment"})
    families, markets = list(vocabulary.tree("part_family").order), list(vocabulary.tree("market").order)
    return [_profile(rng, provinces, machines, families, markets) for _ in range(PROFILES)]


def _some(rng: np.random.Generator, codes: list[str], most: int) -> tuple[str, ...]:
    return tuple(str(code) for code in rng.choice(codes, int(rng.integers(0, most + 1)), replace=False))


def _profile(
    rng: np.random.Generator, places: list[str], machines: list[str], families: list[str], markets: list[str]
) -> Firm:
    lists, inspects = bool(rng.random() < 0.7), bool(rng.random() < 0.6)
    return Firm(
        supplier_id="",
        name="",
        places=(places[int(len(places) * rng.random() ** 2)],),
        status=str(rng.choice(["active", "suspended", "ceased"], p=[0.96, 0.01, 0.03])),
        ownership=(str(rng.choice(["domestic", "fdi", "joint", "state"], p=[0.75, 0.18, 0.05, 0.02])),)
        if rng.random() < 0.8
        else (),
        workers=int(rng.lognormal(4, 1.1)) + 3 if rng.random() < 0.85 else None,
        markets=_some(rng, markets, 4),
        languages=_some(rng, ["vi", "en", "ja", "ko", "zh"], 3),
        is_maker=bool(rng.random() < 0.92) if rng.random() < 0.85 else None,
        inspection=_some(rng, machines, 4) if inspects else (),
        part_families=_some(rng, families, 6),
        confirmed_on=dt.date(2024, 1, 1) + dt.timedelta(days=int(rng.integers(0, 750)))
        if rng.random() < 0.7
        else None,
        certificates=tuple(_certificate(rng, code) for code, share in _HELD.items() if rng.random() < share)
        if lists
        else (),
        lists_certificates=lists,
    )


def _certificate(rng: np.random.Generator, code: str) -> Certificate:
    expires = (
        dt.date(2025, 1, 1) + dt.timedelta(days=int(rng.integers(0, 1400))) if rng.random() < 0.85 else None
    )
    return Certificate(
        code, code.replace("_", " ").upper(), expires_on=expires, grade=Grade(int(rng.choice([1, 2, 3])))
    )
