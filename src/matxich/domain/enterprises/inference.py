"""What a firm's machines and description add to its process lines.

Machines lend their size to the lines they serve. A firm that sent no process line at all gets lines from its
machines, else from its description, marked with their origin: partial profiles are the normal case, and a firm
must not vanish because it filled in another sheet.
"""

from __future__ import annotations

from dataclasses import replace

from matxich.domain.enterprises.cells import codes
from matxich.domain.enterprises.model import Firm, Machine, ProcessLine, Span
from matxich.domain.enterprises.profile import is_measuring
from matxich.domain.enterprises.stated import claimed, denied
from matxich.domain.vocabulary.vocabulary import Vocabulary


def complete(firm: Firm, vocabulary: Vocabulary) -> Firm:
    """Return the firm with its lines completed from machines, and its measuring equipment gathered."""
    lines = firm.lines or _from_machines(firm, vocabulary) or _from_description(firm, vocabulary)
    lines = tuple(_equipped(line, firm.machines, vocabulary) for line in lines)
    measuring = [machine.code for machine in firm.machines if is_measuring(vocabulary, machine.code)]
    for line in firm.lines:
        measuring.extend(
            code
            for code in codes(claimed(vocabulary, line.notes), "machine")
            if is_measuring(vocabulary, code)
        )
    lacking = [
        code
        for text in (firm.description, *(line.notes for line in firm.lines))
        for code in codes(denied(vocabulary, text), "machine")
    ]
    families = tuple(
        dict.fromkeys((*firm.part_families, *(code for line in firm.lines for code in line.part_families)))
    )
    return replace(
        firm,
        lines=lines,
        inspection=tuple(dict.fromkeys((*firm.inspection, *measuring))),
        lacks_machines=tuple(dict.fromkeys(lacking)),
        part_families=families,
    )


def _from_machines(firm: Firm, vocabulary: Vocabulary) -> tuple[ProcessLine, ...]:
    tree = vocabulary.tree("machine")
    found: dict[str, ProcessLine] = {}
    for machine in firm.machines:
        for process in tree.get(machine.code).listed("processes")[:1]:  # the first is what the machine is for
            if process in vocabulary.processes and not is_measuring(vocabulary, machine.code):
                found.setdefault(
                    process, ProcessLine((process,), machine.text, in_house=True, origin="machines")
                )
    return tuple(found.values())


def _from_description(firm: Firm, vocabulary: Vocabulary) -> tuple[ProcessLine, ...]:
    mentions = claimed(vocabulary, firm.description)
    processes = vocabulary.processes.most_special(codes(mentions, "process"))
    materials = codes(mentions, "material")
    return tuple(
        ProcessLine((code,), firm.description, materials=materials, origin="description")
        for code in processes
    )


def _equipped(line: ProcessLine, machines: tuple[Machine, ...], vocabulary: Vocabulary) -> ProcessLine:
    """Return the line with the sizes of the machines that can serve it, where it states none of its own."""
    serving = [machine for machine in machines if _serves(machine, line, vocabulary)]
    if not serving:
        return line
    lows = [m.tonnage.low for m in serving if m.tonnage.low is not None]
    highs = [m.tonnage.high for m in serving if m.tonnage.high is not None]
    axes = [m.axes for m in serving if m.axes is not None]
    diameters = [m.max_diameter_mm for m in serving if m.max_diameter_mm is not None]
    travels = [m.travel_mm for m in serving if m.travel_mm]
    return replace(
        line,
        tonnage=line.tonnage
        if line.tonnage != Span()
        else Span(min(lows, default=None), max(highs, default=None)),
        axes=line.axes if line.axes is not None else max(axes, default=None),
        max_diameter_mm=line.max_diameter_mm
        if line.max_diameter_mm is not None
        else max(diameters, default=None),
        travel_mm=line.travel_mm or max(travels, default=()),
    )


def _serves(machine: Machine, line: ProcessLine, vocabulary: Vocabulary) -> bool:
    tree = vocabulary.processes
    # A machining centre lists "machining" beside "milling": only its own special work tells what it serves.
    made = tree.most_special(
        q for q in vocabulary.tree("machine").get(machine.code).listed("processes") if q in tree
    )
    return any(tree.is_a(p, q) or tree.is_a(q, p) for p in line.processes for q in made)
