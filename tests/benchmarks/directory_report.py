"""The figures of the directory as lines of Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.benchmarks.report import _met, _ms, _table

#: bar 6 of the design
PAGE_P95_MS, REQUESTS_A_SECOND = 50, 170


def directory_tables(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the tables of bar 6."""
    build, search, update, peer = (found[part] for part in ("build", "search", "update", "datasette"))
    rows = [
        ("index: list, 10 facets counted, 3 chosen", *_latencies(search), f"{search['processor_ms']:.1f}"),
        ("Datasette: list, 3 facets counted, 3 chosen", *_latencies(peer), "–"),
        ("suggestions while typing", *_latencies(search["suggest"]), "–"),
        ("one firm changed and seen by a reader", *_latencies(update), "–"),
    ]
    sizes = [
        (
            "index",
            f"{build['build_s']:.0f}",
            f"{build['disk_mb']:.0f}",
            f"{build['peak_rss_mb']:.0f}",
            f"{search['rss_mb']:.0f}",
        ),
        (
            "Datasette's table",
            f"{peer['build_s']:.0f}",
            f"{peer['disk_mb']:.0f}",
            "–",
            f"{peer['rss_mb']:.0f}",
        ),
    ]
    return [
        "## Bar 6: the directory at 100,000 firms",
        "",
        *_table(("what", "p50 ms", "p95 ms", "max ms", "processor ms"), rows),
        "",
        *_table(("what", "build s", "on disk MB", "peak RSS of building MB", "RSS of answering MB"), sizes),
        "",
        *_page(found["page"]),
        "",
        *_NOTES,
    ]


def _latencies(figures: Mapping[str, Any]) -> tuple[str, str, str]:
    return _ms(figures["p50_ms"]), _ms(figures["p95_ms"]), _ms(figures["max_ms"])


def _page(page: Mapping[str, Any]) -> list[str]:
    if "skipped" in page:
        return [f"The page under load was not measured: {page['skipped']}."]
    row = (
        f"{page['different_lists']:,}",
        f"{page['requests_a_second']:.0f}",
        f"≥ {REQUESTS_A_SECOND}: {'met' if page['requests_a_second'] >= REQUESTS_A_SECOND else 'missed'}",
        _ms(page["p50_ms"]),
        _ms(page["p95_ms"]),
        _ms(page["p99_ms"]),
        _met(page["p95_ms"], PAGE_P95_MS),
        _ms(page["processor_ms_a_request"]),
    )
    head = (
        "different lists",
        "requests/s",
        "bar",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "bar (p95), ms",
        "processor ms a request",
    )
    return [*_table(head, [row])]


_NOTES = (
    "* The **page** is the whole HTML page, asked of two granian workers by wrk over four connections on the same cores, every list asked",
    "  in turn: a text and three chosen facets; all ten facets are counted.",
    "* **Datasette** answers JSON in its own process without a network, from the same rows with an index on each column and FTS5, and counts",
    "  three facets. It was asked 40 of the lists.",
    "* **Processor ms** is the processor time of one answer: it says what the wall clock cannot on a machine that others use too.",
)
