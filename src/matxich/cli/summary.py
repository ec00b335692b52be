"""The summary of a match on the terminal: one row a line, then what single upgrades would unlock, then the warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matxich.locale import translations

_STATES = {
    "matched": ("green", "●"),
    "near": ("yellow", "◐"),
    "gap": ("red", "○"),
    "incomplete": ("bright_black", "?"),
}
_UPGRADES_SHOWN = 8
_FINDINGS_SHOWN = 8


def print_summary(result: Mapping[str, Any], language: str, console: Console) -> None:
    """Print the result for a reader of one language."""
    _ = translations(language).gettext
    if result["meta"]["illustrative"]:
        console.print(_("Illustrative data"), style="bold yellow")
    names = {"matched": _("matched"), "near": _("nearly"), "gap": _("gap"), "incomplete": _("incomplete")}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("#", justify="right")
    table.add_column(_("Part"), ratio=3)
    table.add_column(_("State"), no_wrap=True)
    table.add_column(_("Best supplier"), ratio=3)
    table.add_column(_("Score"), justify="right")
    table.add_column(_("Others"), justify="right")
    table.add_column(_("Near"), justify="right")
    for line in result["lines"]:
        colour, sign = _STATES[line["state"]]
        best = line["shortlist"][0] if line["shortlist"] else None
        table.add_row(
            str(line["line"]),
            escape(" ".join(filter(None, (line["part_no"], line["name"])))[:60]),
            f"[{colour}]{sign} {names[line['state']]}[/]",
            escape(best["name"][:44]) if best else _mend(line, language),
            f"{best['score']:.2f}" if best else "",
            str(max(0, line["qualified_count"] - 1)) if best else "",
            str(line["near_count"] or ""),
        )
    console.print(table)
    counts = Counter(line["state"] for line in result["lines"])
    console.print(
        _(
            "{lines} lines: {matched} matched, {near} nearly, {gap} without a supplier, {incomplete} incomplete; {firms} suppliers read."
        ).format(
            lines=len(result["lines"]),
            firms=result["meta"]["supplier_count"],
            **{state: counts[state] for state in _STATES},
        )
    )
    _upgrades(result, language, console)
    _findings(result, language, console)


def _mend(line: Mapping[str, Any], language: str) -> str:
    """Return what the nearest firm would have to mend, for a line without a supplier."""
    if not line["near_misses"]:
        return ""
    near = line["near_misses"][0]
    return escape(
        f"{near['name'][:30]} + " + ", ".join(mend["asked_text"][language] for mend in near["mend"])
    )


def _upgrades(result: Mapping[str, Any], language: str, console: Console) -> None:
    _ = translations(language).gettext
    if not result["upgrades"]:
        return
    console.print(_("Single upgrades that would unlock most:"), style="bold")
    for upgrade in result["upgrades"][:_UPGRADES_SHOWN]:
        lines = ", ".join(map(str, upgrade["lines"]))
        text = _("{sentence} (lines {lines}; {count} suppliers miss only that)")
        console.print(
            "  "
            + text.format(
                sentence=upgrade["sentence"][language], lines=lines, count=upgrade["supplier_count"]
            ),
            markup=False,
            highlight=False,
        )


def _findings(result: Mapping[str, Any], language: str, console: Console) -> None:
    _ = translations(language).gettext
    told = [f for f in result["read"].get("findings", ()) if f["severity"] != "info"]
    if not told:
        return
    console.print(_("Remarks on the files ({count}):").format(count=len(told)), style="bold")
    for finding in told[:_FINDINGS_SHOWN]:
        place = " ".join(
            filter(None, (finding["file"], finding["sheet"], str(finding["row"] or ""), finding["column"]))
        )
        console.print(f"  {place}: {finding['message'][language]}", markup=False, highlight=False)
    if len(told) > _FINDINGS_SHOWN:
        console.print(
            "  "
            + _("… and {count} more; all of them are in the JSON and in the workbook.").format(
                count=len(told) - _FINDINGS_SHOWN
            )
        )
