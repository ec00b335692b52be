"""Capabilities as people write them: process lines, machines, products, the profile, figures of years."""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Sequence

from matxich.catalogue.illustrative.words import ProcessWords, Sector, Words, load_words

#: how full a firm's profile is: share of the fields that are filled
FULLNESS = {"rich": 0.92, "middle": 0.62, "thin": 0.22}
#: lines that are ready a process and fullness; firms share their wording, as people copy one another
STOCK = 24
#: million đồng of revenue a worker and year, at the lower and the upper end
_REVENUE_A_WORKER = (180, 900)
_MEASURES = (
    "workers",
    "revenue_vnd",
    "capital_vnd",
    "output_value_vnd",
    "supporting_output_vnd",
    "export_usd",
)
_LANGUAGES = ("tiếng Anh", "tiếng Anh, tiếng Nhật", "tiếng Anh, tiếng Hàn", "tiếng Nhật", "English, Japanese")


@functools.cache
def _line(region: str, seed: int, sector: str, at: int, fullness: str, variant: int) -> dict[str, str]:
    """Return one ready process line; the same for the same arguments."""
    words = load_words(region).processes[sector][at]
    draw = random.Random(f"line {seed} {sector} {at} {fullness} {variant}")
    share = FULLNESS[fullness]
    fields = {"process": draw.choice(words.written)}
    for name, ways in words.fields.items():
        if draw.random() < share:
            fields[name] = draw.choice(ways)
    if draw.random() < share:
        fields["in_house"] = draw.choices(("Có", "yes", "Không"), (80, 15, 5))[0]
    if words.capacity and draw.random() < share:
        fields["capacity_per_month"] = _rounded(draw, *words.capacity)
        fields["capacity_unit"] = draw.choice(words.capacity_units)
    if sector in {"mechanical", "tooling", "plastic", "rubber"} and draw.random() < share * 0.7:
        fields["tooling_in_house"] = draw.choices(("Có", "Không"), (65, 35))[0]
    return _filled(fields)


def process_lines(
    region: str, seed: int, sector: Sector, fullness: str, draw: random.Random
) -> list[tuple[ProcessWords, dict[str, str]]]:
    """Return a firm's process lines with the words they came from, each process once."""
    known = load_words(region).processes[sector.code]
    most = {"rich": (2, 3, 4, 5), "middle": (1, 2, 3, 4), "thin": (1, 1, 2, 2)}[fullness]
    count = min(draw.choice(most), len(known))
    chosen: list[int] = []
    while len(chosen) < count:
        at = draw.choices(range(len(known)), [one.weight for one in known])[0]
        if at not in chosen:
            chosen.append(at)
    return [
        (known[at], _line(region, seed, sector.code, at, fullness, draw.randrange(STOCK))) for at in chosen
    ]


def machines(processes: Sequence[ProcessWords], fullness: str, draw: random.Random) -> list[dict[str, str]]:
    """Return the machines behind some of the processes."""
    found = []
    for process in processes:
        if not process.machines or draw.random() > FULLNESS[fullness]:
            continue
        name, size = draw.choice(process.machines)
        fields = {"machine_type": name, "size": size}
        if draw.random() < 0.8:
            fields["quantity"] = str(draw.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20)))
        if draw.random() < 0.5:
            fields["year"] = str(draw.randrange(2006, 2025))
        if draw.random() < 0.4:
            fields["maker"] = f"Hãng {draw.choice('ABCDEFGH')}"
        found.append(_filled(fields))
    if found and draw.random() < 0.25 * FULLNESS[fullness]:
        found.append({"machine_type": "Máy đo CMM", "size": "700×1000×600", "quantity": "1"})
    return found


def products(
    sector: Sector, words: Words, fullness: str, codes: float, draw: random.Random
) -> list[dict[str, str]]:
    """Return some products of the sector; `codes` is the share that states its code of the priority list."""
    rows = words.products[sector.code]
    count = min({"rich": 3, "middle": 2, "thin": 1}[fullness], len(rows))
    found = []
    for row in draw.sample(rows, draw.randint(1, count)):
        fields = {"name": row["name"]}
        if draw.random() < FULLNESS[fullness]:
            fields["vsic"] = row["vsic"]
        if draw.random() < FULLNESS[fullness] * 0.8:
            fields["hs"] = row["hs"]
        if draw.random() < codes:
            fields["priority_code"] = row["priority_code"]
        found.append(_filled(fields))
    return found


def profile(
    sector: Sector, ownership: str, is_trader: bool, fullness: str, draw: random.Random
) -> dict[str, str]:
    """Return what a firm says of itself."""
    share = FULLNESS[fullness]
    fields: dict[str, str] = {}
    if draw.random() < 0.3 + share * 0.7:
        fields["ownership"] = ownership
    if is_trader or draw.random() < share:
        fields["kind"] = "Công ty thương mại" if is_trader else draw.choice(("Nhà sản xuất", "Manufacturer"))
    if draw.random() < share * 0.7:
        fields["languages"] = draw.choice(_LANGUAGES)
    if draw.random() < 0.2 + share * 0.8:
        fields["description"] = draw.choice(sector.descriptions)
    if draw.random() < share * 0.6:
        fields["founded_year"] = str(draw.randrange(1996, 2021))
    return fields


def worker_count(is_strong: bool, draw: random.Random) -> int:
    """Return a number of workers: most firms are small, strong ones larger."""
    middle = math.log(120 if is_strong else 38)
    return max(3, min(1800, round(math.exp(draw.gauss(middle, 0.9)))))


def figures(
    years: Sequence[int], workers: int, exports: bool, fullness: str, draw: random.Random
) -> list[dict[str, str]]:
    """Return the figures of some years, the last ones likelier, growing a little from year to year."""
    if fullness == "thin" and draw.random() < 0.6:
        # One number, told on the telephone.
        return [{"year": str(years[-1]), "measure": "workers", "value": str(workers)}]
    count = draw.randint(1, len(years)) if fullness == "rich" else draw.randint(1, 3)
    growth = draw.uniform(0.97, 1.14)
    a_worker = draw.uniform(*_REVENUE_A_WORKER)
    kept = [one for one in _MEASURES if draw.random() < 0.35 + FULLNESS[fullness] * 0.55]
    found: list[dict[str, str]] = []
    for year in years[-count:]:
        size = workers * growth ** (year - years[-1]) * draw.uniform(0.95, 1.05)
        revenue = size * a_worker  # million đồng
        values = {
            "workers": str(max(3, round(size))),
            "revenue_vnd": _million(revenue),
            "capital_vnd": _million(revenue * 0.7),
            "output_value_vnd": _million(revenue * 0.95),
            "supporting_output_vnd": _million(revenue * 0.8),
            "export_usd": _rounded(draw, int(revenue * 8), int(revenue * 12) + 1),
        }
        found.extend(
            {"year": str(year), "measure": measure, "value": values[measure]}
            for measure in kept
            if measure != "export_usd" or exports
        )
    return found


def _million(value: float) -> str:
    """Write millions of đồng as people do: "12,5 tỷ", "850 triệu"."""
    if value < 950:
        return f"{max(10, round(value / 10) * 10)} triệu"
    billions = value / 1000
    if billions < 100:
        return f"{billions:.1f}".replace(".", ",").removesuffix(",0") + " tỷ"
    return f"{round(billions / 5) * 5} tỷ"


def _rounded(draw: random.Random, low: int, high: int) -> str:
    """Return a number between two, even on a scale of powers, with two digits that count, in Vietnamese notation."""
    value = math.exp(draw.uniform(math.log(max(low, 1)), math.log(max(high, 2))))
    step = 10 ** max(0, math.floor(math.log10(value)) - 1)
    return f"{max(1, round(value / step) * step):,}".replace(",", ".")


def _filled(fields: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in sorted(fields.items()) if text}
