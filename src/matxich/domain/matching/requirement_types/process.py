"""The process: a more special offer meets a more general demand; the reverse is near, never met.

The primary process chooses the lines that are compared at all; a further one ("cast, then machined") is looked for
in any line of the firm.
"""

from __future__ import annotations

import functools

import numpy as np

from matxich.domain.matching.levels import (
    NEAR_FLOOR,
    UNKNOWN_PRIOR,
    Comparison,
    Level,
    constant,
    looked_up,
    meets_or_near,
)
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import RequirementType, Wanted
from matxich.domain.matching.wording import concepts
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary

#: closeness of a broader claim by its distance in steps: "die casting" for "high-pressure die casting"
BROADER = {1: 0.75, 2: 0.6}
#: closeness of a further process that the firm does not list: below a mere silence, for it listed others
FURTHER_UNLISTED = 0.4
#: closeness of a less usual way to make a part that told its processes itself
OTHER_WAY = 0.85


def _compare(wanted: Wanted, offers: Offers) -> Comparison:
    return _primary(wanted, offers) if wanted.get("primary", True) else _further(wanted, offers)


def _primary(wanted: Wanted, offers: Offers) -> Comparison:
    if wanted.get("unstated"):
        return constant(offers.count, Level.UNKNOWN, UNKNOWN_PRIOR)
    levels, closeness = _by_process(
        offers.registry.vocabulary,
        tuple(wanted["any_of"]),
        tuple(wanted["none_of"]),
        "inferred_from" in wanted,
    )
    process = offers.line("process")
    if (
        len(process) > 1 and process[0] == process[-1] and isinstance(offers.rows, slice)
    ):  # sorted: one process alone
        return constant(offers.count, Level(levels[process[0]]), float(closeness[process[0]]))
    return looked_up(process, levels, closeness)


@functools.lru_cache(maxsize=512)
def _by_process(
    vocabulary: Vocabulary, any_of: tuple[str, ...], none_of: tuple[str, ...], inferred: bool
) -> Comparison:
    """Return the answer of every process of the tree, by its number."""
    tree = vocabulary.processes
    levels = np.zeros(len(tree), np.uint8)
    closeness = np.zeros(len(tree), np.float32)
    for code in any_of:
        for broader, steps in tree.ancestors(code).items():
            place = tree.number[broader]
            levels[place] = max(levels[place], Level.NEAR)
            closeness[place] = max(closeness[place], BROADER.get(steps, NEAR_FLOOR))
    for code in reversed(any_of):  # the usual way stands first and is written last
        value = OTHER_WAY if inferred and code != any_of[0] else 1.0
        for special in tree.descendants(code):
            levels[tree.number[special]], closeness[tree.number[special]] = Level.MEETS, value
    if not any_of:  # only refusals: every other process will do
        levels[:], closeness[:] = Level.MEETS, 1.0
    for code in none_of:
        for special in tree.descendants(code):
            levels[tree.number[special]], closeness[tree.number[special]] = Level.FAILS, 0.0
    return Comparison(levels, closeness)


def _further(wanted: Wanted, offers: Offers) -> Comparison:
    tree = offers.registry.vocabulary.processes
    meets = offers.has("processes", wanted["any_of"])
    broader = [code for asked in wanted["any_of"] for code in tree.ancestors(asked)]
    # A firm lists what it lives on: a further step that it does not list may be done or bought, so it is asked.
    return meets_or_near(meets, offers.has("own_processes", broader), BROADER[2], FURTHER_UNLISTED)


def _asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
    if not wanted["any_of"] and wanted["none_of"]:
        return Text("không phải {p}", "other than {p}").format(
            p=concepts(vocabulary, "process", wanted["none_of"])
        )
    return concepts(vocabulary, "process", wanted["any_of"])


def _held(wanted: Wanted, offer: Offers) -> Text:
    return offer.registry.vocabulary.processes.label(offer.the_process)


def _sentence(wanted: Wanted, offer: Offers, level: Level) -> Text | None:
    vocabulary = offer.registry.vocabulary
    asked = _asked(wanted, vocabulary)
    if wanted.get("unstated"):
        return Text(
            "Bên mua chưa ghi công đoạn; ở đây là {p}", "The buyer states no process; this line does {p}"
        ).format(p=_held(wanted, offer))
    if not wanted["any_of"]:
        return Text("{p}: không thuộc công đoạn bị loại", "{p}: not among the refused processes").format(
            p=_held(wanted, offer)
        )
    if not wanted.get("primary", True):
        return _FURTHER[level].format(p=asked) if level in _FURTHER else None
    text = Text(offer.the_line.text, offer.the_line.text)
    return (
        _PRIMARY[level].format(p=_held(wanted, offer), asked=asked, text=text) if level in _PRIMARY else None
    )


_PRIMARY = {
    Level.MEETS: Text("Làm {p} (“{text}”), đúng yêu cầu {asked}", "Does {p} (“{text}”), as asked: {asked}"),
    Level.NEAR: Text(
        "Chỉ khai chung “{p}”; yêu cầu {asked} – cần hỏi lại",
        "Claims only “{p}” in general; asked {asked} – to be confirmed",
    ),
    Level.FAILS: Text("Làm {p}, không phải {asked}", "Does {p}, not {asked}"),
}
_FURTHER = {
    Level.MEETS: Text("Cũng làm {p}", "Also does {p}"),
    Level.NEAR: Text(
        "Công đoạn {p}: chỉ khai nhóm chung – cần hỏi lại", "{p}: only claimed in general – to be confirmed"
    ),
    Level.UNKNOWN: Text(
        "Không khai công đoạn {p} – cần hỏi tự làm hay thuê ngoài",
        "Does not list {p} – to be asked, own or bought",
    ),
}

TYPE = RequirementType(
    code="process",
    label=Text("Công đoạn", "Process"),
    weight=5.0,
    compare=_compare,
    asked=_asked,
    held=_held,
    demand_fields=("any_of", "none_of", "primary", "inferred_from"),
    offer_columns=("process", "processes", "own_processes"),
    question=Text(
        "Quý công ty có làm {asked} không (tại xưởng hay thuê ngoài)?",
        "Do you do {asked} (in-house or outsourced)?",
    ),
    sentence=_sentence,
)
