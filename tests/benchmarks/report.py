"""The figures as tables: on the terminal and as `docs/benchmarks.md`, the same rows."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

Figures = Mapping[int, Mapping[str, Any]]
#: bars of the design: p95 in ms by number of firms, seconds for the list, peak memory in MB
P95_MS, LIST_S, PEAK_MB = {5_000: 20, 1_000_000: 50}, 15, 3 * 1024


def progress(text: str) -> None:
    """Say on standard error what is being measured."""
    print(f"  … {text}", file=sys.stderr, flush=True)


def tables(
    about: Mapping[str, Any], measured: Mapping[str, Figures], quality: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """Return all tables as lines of Markdown."""
    lines = [_machine(about)]
    makers = {"match": _match, "crowded": _crowded, "list": _list, "bm25": _beside, "build": _build}
    for name, maker in makers.items():
        if name in measured:
            lines += ["", *maker(measured)]
    if "floor" in measured and "bm25" not in measured:
        lines += ["", *_beside(measured)]
    return [*lines, "", *_quality(quality)] if quality else lines


def _machine(about: Mapping[str, Any]) -> str:
    memory = f", {about['memory_gb']} GB" if "memory_gb" in about else ""
    return (
        f"Measured on {about['date']}: {about['processor']}, {about['cores']} cores{memory}, {about['system']}, Python {about['python']}, "
        f"numpy {about['numpy']}; load average {about['load_before']:.1f} before, {about['load_after']:.1f} after (shared machine)."
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    shown = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (head, *rows)
    ]
    return [shown[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *shown[1:]]


def _ms(value: float) -> str:
    return f"{value:.1f}"


def _met(value: float, bar: float | None) -> str:
    return (
        "–"
        if bar is None
        else f"< {bar:g}: met"
        if value < bar
        else f"< {bar:g}: missed by {value - bar:.1f}"
    )


def _match(measured: Mapping[str, Figures]) -> list[str]:
    head = (
        "firms",
        "lines",
        "p50 ms",
        "p95 ms",
        "max ms",
        "bar p95, ms",
        "peak RSS MB",
        "PSS MB",
        "anonymous MB",
        "no process stated, max ms",
    )
    rows = [
        (
            f"{size:,}", f"{size * 10:,}", _ms(r["p50_ms"]), _ms(r["p95_ms"]), _ms(r["max_ms"]), _met(r["p95_ms"], P95_MS.get(size)),
            *(f"{r[key]:.0f}" if key in r else "–" for key in ("peak_rss_mb", "pss_mb", "anonymous_mb")), _ms(r["unstated_max_ms"]),
        )
        for size, r in measured["match"].items()
    ]  # fmt: skip
    largest = measured["match"][max(measured["match"])]
    slow = [f"  - {spent:.0f} ms: “{text}”" for spent, text in largest["slowest"]]
    peak = (
        f"Peak resident memory at the largest size, MB: {_met(largest['peak_rss_mb'], PEAK_MB)}."
        if "peak_rss_mb" in largest
        else ""
    )
    return [
        "## Bar 1: one line, top 20 with every reason",
        "",
        *_table(head, rows),
        "",
        peak,
        "",
        "Slowest lines at the largest size:",
        "",
        *slow,
    ]


def _crowded(measured: Mapping[str, Figures]) -> list[str]:
    head = ("firms", "p50 ms", "p95 ms", "max ms", "bar p95, ms")
    rows = [
        (
            f"{size:,}",
            _ms(r["p50_ms"]),
            _ms(r["p95_ms"]),
            _ms(r["max_ms"]),
            _met(r["p95_ms"], P95_MS.get(size)),
        )
        for size, r in measured["crowded"].items()
    ]
    text = "The same lines where one process with what is under it (CNC turning) is a quarter of all lines: time grows with the lines of"
    return [
        "## Bar 1 in a crowded registry",
        "",
        text,
        "the process asked for, so the verdict hangs on how firms are spread.",
        "",
        *_table(head, rows),
    ]


def _list(measured: Mapping[str, Figures]) -> list[str]:
    head = (
        "firms",
        "list lines",
        "total s",
        "of it matching s",
        "of it document s",
        "bar, s",
        "peak RSS MB",
        "anonymous MB",
    )
    rows = [
        (
            f"{size:,}", str(r["lines"]), f"{r['total_s']:.1f}", f"{r['match_s']:.1f}", f"{r['document_s']:.1f}", _met(r["total_s"], LIST_S),
            *(f"{r[key]:.0f}" if key in r else "–" for key in ("peak_rss_mb", "anonymous_mb")),
        )
        for size, r in measured["list"].items()
    ]  # fmt: skip
    return ["## Bar 2: a whole list, one process", "", *_table(head, rows)]


def _beside(measured: Mapping[str, Figures]) -> list[str]:
    head = ("what", "firms", "p50 ms", "p95 ms", "max ms")
    labels = {
        "match": "explained match",
        "bm25": "plain BM25 (ours, numpy), top 20 names only",
        "floor": "floor: the arithmetic alone",
    }
    sizes = {size for name in ("bm25", "floor") for size in measured.get(name, ())}
    rows = [
        (label, f"{size:,}", _ms(r["p50_ms"]), _ms(r["p95_ms"]), _ms(r["max_ms"]))
        for size in sorted(sizes)
        for name, label in labels.items()
        if (r := measured.get(name, {}).get(size))
    ]
    return ["## Beside it", "", *_table(head, rows)]


def _build(measured: Mapping[str, Figures]) -> list[str]:
    head = ("firms", "columns made s", "written s", "on disk MB", "of it firms' records MB")
    rows = [
        (
            f"{size:,}",
            f"{r['columns_s']:.1f}",
            f"{r['write_s']:.1f}",
            f"{r['disk_bytes'] / 2**20:.0f}",
            f"{r['records_bytes'] / 2**20:.0f}",
        )
        for size, r in measured["build"].items()
    ]
    return ["## The index", "", *_table(head, rows)]


def _quality(quality: Mapping[str, Mapping[str, float]]) -> list[str]:
    names = list(next(iter(quality.values())))
    rows = [
        (
            set_,
            *(
                f"{figures[name]:.3f}" if isinstance(figures[name], float) else str(figures[name])
                for name in names
            ),
        )
        for set_, figures in quality.items()
    ]
    return ["## Quality", "", *_table(("set", *names), rows), "", *_FIRST_RUNS]


_FIRST_RUNS = (
    "These are guarded figures: the sets have been learned from. In their first, blind runs the second set (adversarial) gave",
    "nDCG 0.791 with 24 violations, the third (ordinary lists) 0.966 with none: `tests/evaluation/README.md`.",
)


def markdown(
    about: Mapping[str, Any],
    measured: Mapping[str, Figures],
    quality: Mapping[str, Mapping[str, float]],
    directory: Sequence[str] = (),
) -> str:
    """Return the document."""
    body = [*tables(about, measured, quality), "", *directory]
    return "\n".join(["# Benchmarks", "", *_HEAD, "", *body, "", *_NOTES]) + "\n"


_HEAD = (
    "Written by `make bench`; do not edit. `make bench ARGS=--quick` leaves out the million firms and writes nothing. The bars are those",
    "of the design. Every figure is a wall-clock time in one process on one thread.",
)
_NOTES = (
    "## How it is measured",
    "",
    "* **Firms** are generated with a fixed seed: ten lines each; processes drawn from all leaf processes by a Zipf law (exponent 1, CNC",
    "  turning first); materials, tolerances, sizes, capacities, certificates, places as such firms state them, a third to a half of",
    "  the fields not stated. Lines repeat a stock of 160 a process, profiles a stock of 20,000. Columns are made directly, so *columns",
    "  made* is the generator's time, not that of reading workbooks; *written* is the index's own.",
    "* **Demand lines** are sentences read by the ordinary reader (not part of the time): all process families, a third of them the most",
    "  frequent processes, one in twelve general (“gia công cơ khí”), one in twelve several processes one after the other. Each of the",
    "  200 is measured once, after 60 other lines as a warm-up. The page cache is warm.",
    "* **An explained match** is the shortlist of 20 and 10 near-misses with every answer, sentence and question in two languages, the",
    "  exact counts of who qualifies and who nearly does, and the single upgrades. *No process stated*: nothing chooses the lines, so all",
    "  of them are compared; such a line is reported as incomplete, and stands outside the bar.",
    "* **The list** is matched with the command's own options (top 10) and turned into its document.",
    "* **Memory**: peak RSS counts the pages of the mapped index that were touched and that all processes share; *anonymous* is what the",
    "  process has for itself.",
    "* **BM25** sums words' worths over the same firms' text and excludes nobody. The **floor** does one comparison and one weighted sum per",
    "  requirement on as many rows as the match looks at, and picks 20: no levels, no near-misses, no firms, no words.",
)
