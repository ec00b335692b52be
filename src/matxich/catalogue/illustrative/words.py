"""Reads the word lists of an illustrative region, once a process."""

from __future__ import annotations

import csv
import functools
import io
from dataclasses import dataclass
from importlib import resources

_FOLDER = resources.files("matxich.catalogue") / "illustrative"
#: fields of a process row that a line draws from, in the order of the form
PROCESS_FIELDS = (
    "materials",
    "max_size_mm",
    "part_weight_kg",
    "machine_tonnage",
    "tolerance_mm",
    "roughness_ra",
    "batch_min",
    "lead_time_days",
    "finish",
    "notes",
)


@dataclass(frozen=True, slots=True)
class ProcessWords:
    """How people write one process, and what a line of it may say."""

    sector: str
    weight: int
    written: tuple[str, ...]
    #: field → ways to fill it; "" = left empty
    fields: dict[str, tuple[str, ...]]
    #: lowest and highest; None when nobody counts it
    capacity: tuple[int, int] | None
    capacity_units: tuple[str, ...]
    #: (machine, size)
    machines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector with its share of the region's firms."""

    code: str
    share: int
    #: (Vietnamese, English) words of a name
    trades: tuple[tuple[str, str], ...]
    descriptions: tuple[str, ...]
    #: (standard as written, per cent of firms that hold it)
    certificates: tuple[tuple[str, int], ...]
    #: (name of the market, weight)
    markets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a region is drawn from."""

    sectors: tuple[Sector, ...]
    processes: dict[str, tuple[ProcessWords, ...]]
    #: sector → rows of `products.csv`
    products: dict[str, tuple[dict[str, str], ...]]
    buyers: tuple[dict[str, str], ...]
    others: tuple[dict[str, str], ...]
    clusters: tuple[dict[str, str], ...]
    #: district → (weight, roads)
    districts: dict[str, tuple[int, tuple[str, ...]]]
    #: list by name: "first", "second"
    brands: dict[str, tuple[str, ...]]
    #: list by name: "family", "middle", "given", "position"
    people: dict[str, tuple[str, ...]]


@functools.cache
def load_words(region: str) -> Words:
    """Return the word lists of a region.

    Raises:
        FileNotFoundError: it has none.
    """
    processes = [_process(row) for row in _rows(region, "processes")]
    products = _rows(region, "products")
    sectors = tuple(_sector(row) for row in _rows(region, "sectors"))
    return Words(
        sectors=sectors,
        processes={one.code: tuple(p for p in processes if p.sector == one.code) for one in sectors},
        products={one.code: tuple(p for p in products if p["sector"] == one.code) for one in sectors},
        buyers=tuple(_rows(region, "buyers")),
        others=tuple(_rows(region, "others")),
        clusters=tuple(_rows(region, "clusters")),
        districts={
            row["district"]: (int(row["weight"]), _listed(row["roads"])) for row in _rows(region, "districts")
        },
        brands={row["part"]: _listed(row["words"]) for row in _rows(region, "brands")},
        people={row["part"]: _listed(row["words"]) for row in _rows(region, "people")},
    )


def _rows(region: str, name: str) -> list[dict[str, str]]:
    text = _FOLDER.joinpath(region, f"{name}.csv").read_text(encoding="utf-8")
    return [dict(row) for row in csv.DictReader(io.StringIO(text))]


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|"))


def _weighted(cell: str) -> tuple[tuple[str, int], ...]:
    found = []
    for part in _listed(cell):
        name, _, weight = part.rpartition("*")
        found.append((name, int(weight)))
    return tuple(found)


def _process(row: dict[str, str]) -> ProcessWords:
    low, _, high = row["capacity"].partition("-")
    machines = [part.partition("@") for part in _listed(row["machines"]) if part]
    return ProcessWords(
        sector=row["sector"],
        weight=int(row["weight"]),
        written=_listed(row["written"]),
        fields={name: _listed(row[name]) for name in PROCESS_FIELDS},
        capacity=(int(low), int(high)) if low else None,
        capacity_units=_listed(row["capacity_unit"]),
        machines=tuple((name, size) for name, _, size in machines),
    )


def _sector(row: dict[str, str]) -> Sector:
    return Sector(
        code=row["code"],
        share=int(row["share"]),
        trades=tuple(zip(_listed(row["trades_vi"]), _listed(row["trades_en"]), strict=True)),
        descriptions=_listed(row["descriptions"]),
        certificates=_weighted(row["certificates"]),
        markets=_weighted(row["exports"]),
    )
