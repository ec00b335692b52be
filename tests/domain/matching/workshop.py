"""Firms and demand lines for the tests of the matching, made by hand or drawn by hypothesis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.demand.requirement import DemandLine, Requirement
from matxich.domain.enterprises.model import Certificate, Firm, Machine, ProcessLine, Rate, Span
from matxich.domain.matching.columns import Registry, build_registry
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import requirement_types
from matxich.domain.matching.run import match_list

ON = dt.date(2026, 1, 31)
V = load_vocabulary()
HPDC, CASTING, TURNING = "high_pressure_die_casting", "casting", "cnc_turning"


def row(process: str = HPDC, **fields: Any) -> ProcessLine:
    """Return one capability row."""
    return ProcessLine((process,), process.replace("_", " "), **fields)


def firm(supplier_id: str, *lines: ProcessLine, **fields: Any) -> Firm:
    """Return a firm with these rows; certificates that it is given count as its whole list."""
    fields.setdefault("lists_certificates", bool(fields.get("certificates")))
    return Firm(supplier_id, fields.pop("name", f"Cơ khí {supplier_id}"), lines=lines or (row(),), **fields)


def certificate(code: str, expires_on: dt.date | None = dt.date(2027, 6, 30)) -> Certificate:
    """Return a certificate."""
    return Certificate(code, code, expires_on=expires_on)


def asked(type_code: str, *, hard: bool = True, **value: Any) -> Requirement:
    """Return a requirement; `any_of` brings `none_of` with it."""
    if "any_of" in value:
        value.setdefault("none_of", [])
    return Requirement(type_code, value, "…", hard)


def process(*codes: str, **value: Any) -> Requirement:
    """Return the primary process of a line."""
    return asked("process", any_of=list(codes), primary=value.pop("primary", True), **value)


def line(*requirements: Requirement, number: int = 1) -> DemandLine:
    """Return a demand line."""
    return DemandLine(number, None, f"Chi tiết {number}", requirements, 1.0)


def registry(firms: Sequence[Firm]) -> Registry:
    """Return the firms as columns."""
    return build_registry(firms, V)


def matched(firms: Sequence[Firm], *lines: DemandLine, on: dt.date = ON, top: int = 50) -> dict[str, Any]:
    """Return the whole document of these lines against these firms."""
    return document(match_list(lines, registry(firms), Options(on=on, top=top, near_top=top)))


def one(firms: Sequence[Firm], *requirements: Requirement, **options: Any) -> dict[str, Any]:
    """Return the document's entry of one line."""
    return matched(firms, line(*requirements), **options)["lines"][0]


def shortlisted(found: dict[str, Any]) -> list[str]:
    """Return the ids of a shortlist in order."""
    return [entry["supplier_id"] for entry in found["shortlist"]]


def nearly(found: dict[str, Any]) -> dict[str, list[str]]:
    """Return what each near miss would have to mend, by type."""
    return {entry["supplier_id"]: [mend["type"] for mend in entry["mend"]] for entry in found["near_misses"]}


def levels(type_code: str, value: dict[str, Any], firms: Sequence[Firm], on: dt.date = ON) -> list[str]:
    """Return the level of one requirement for the only row of each firm, compared all at once."""
    columns = registry(firms)
    offers = Offers(columns, slice(0, columns.line_count), on)
    answers = requirement_types()[type_code].compare(value, offers)
    by_firm = {int(f): level for f, level in zip(offers.firm_index, answers.levels, strict=True)}
    names = ("fails", "expired", "unknown", "near", "meets")
    return [names[int(by_firm[index])] for index in range(len(firms))]


def blanked(given: Firm, name: str) -> Firm:
    """Return the firm as if it had said nothing in one field of its rows or of its own row."""
    empty = ProcessLine((), "")
    if hasattr(empty, name):
        return replace(
            given, lines=tuple(replace(item, **{name: getattr(empty, name)}) for item in given.lines)
        )
    return replace(given, **{name: getattr(Firm("", ""), name)})


NUMBER = st.none() | st.integers(1, 20).map(lambda n: n * 50.0)
TOLERANCE = st.none() | st.sampled_from([0.005, 0.01, 0.02, 0.05, 0.1])
MATERIALS = st.lists(
    st.sampled_from(["adc12", "aluminium_cast", "s45c", "sus304", "zinc_alloy"]), max_size=2, unique=True
)
PROCESSES = st.sampled_from(
    [HPDC, "die_casting", CASTING, TURNING, "machining", "sand_casting", "injection_moulding"]
)
CERTIFICATES = st.sampled_from(["iso_9001", "iatf_16949", "as9100", "iso_14001", "iso_13485"])
DATES = st.none() | st.sampled_from([dt.date(2024, 5, 1), ON, dt.date(2028, 1, 1)])
FLAG = st.sampled_from([None, True, False])


@st.composite
def rows(draw: Any) -> ProcessLine:
    """Draw one capability row."""
    size = draw(st.lists(st.integers(1, 12).map(lambda n: n * 100.0), max_size=3))
    force = sorted(draw(st.lists(st.sampled_from([80.0, 350.0, 800.0, 1600.0]), min_size=2, max_size=2)))
    return row(
        draw(PROCESSES),
        in_house=draw(FLAG),
        materials=tuple(draw(MATERIALS)),
        max_size_mm=tuple(sorted(size, reverse=True)),
        part_weight_kg=Span(None, draw(NUMBER)),
        tonnage=draw(st.sampled_from([Span(), Span(*force), Span(None, force[1])])),
        tolerance_mm=draw(TOLERANCE),
        roughness_um=draw(st.sampled_from([None, 0.8, 1.6, 3.2])),
        capacity=Rate(draw(NUMBER), draw(NUMBER)),
        batch_min=draw(NUMBER),
        lead_time_days=draw(NUMBER),
        tooling_in_house=draw(FLAG),
        finishes=tuple(draw(st.lists(st.sampled_from(["zinc_plating", "anodizing"]), max_size=1))),
    )


@st.composite
def firms(draw: Any, least: int = 1, most: int = 5) -> list[Firm]:
    """Draw a few firms with different ids and names."""
    count = draw(st.integers(least, most))
    return [_drawn(draw, f"S{index}") for index in range(count)]


def _drawn(draw: Any, supplier_id: str) -> Firm:
    held = draw(st.lists(st.tuples(CERTIFICATES, DATES), max_size=2, unique_by=lambda pair: pair[0]))
    return firm(
        supplier_id,
        *draw(st.lists(rows(), min_size=1, max_size=3)),
        certificates=tuple(certificate(code, date) for code, date in held),
        is_maker=draw(FLAG),
        workers=draw(st.none() | st.integers(10, 900)),
        status=draw(st.sampled_from(["active", "active", "active", "suspended", "ceased"])),
        places=tuple(draw(st.lists(st.sampled_from(["p_ha_noi", "p_bac_ninh"]), max_size=1))),
    )


REQUIREMENTS = st.lists(
    st.one_of(
        st.builds(lambda c, h: asked("certificate", any_of=[c], hard=h), CERTIFICATES, st.booleans()),
        st.builds(
            lambda m, h: asked("material", any_of=[m], hard=h),
            st.sampled_from(["adc12", "s45c"]),
            st.booleans(),
        ),
        st.builds(
            lambda t, h: asked("tolerance", max_mm=t, assumed=False, hard=h),
            st.sampled_from([0.01, 0.05]),
            st.booleans(),
        ),
        st.builds(
            lambda n: asked("capacity", pieces_per_month=n, kg_per_month=None, part_weight_kg=2.0),
            st.sampled_from([300.0, 900.0]),
        ),
        st.builds(
            lambda n: asked("size", box_mm=[n, 200.0, 100.0], round=False), st.sampled_from([300.0, 900.0])
        ),
        st.builds(lambda n: asked("machine_tonnage", low_t=n, high_t=n), st.sampled_from([350.0, 800.0])),
        st.builds(lambda n: asked("lead_time", max_days=n), st.sampled_from([150.0, 400.0])),
        st.just(asked("maker", is_maker=True)),
        st.just(asked("tooling", in_house=True)),
        st.just(asked("place", any_of=["p_ha_noi"], within_km=60.0)),
        st.just(process(TURNING, primary=False)),
    ),
    max_size=4,
    unique_by=lambda requirement: (requirement.type, str(requirement.value)),
)


@st.composite
def demands(draw: Any, number: int = 1) -> DemandLine:
    """Draw a demand line with a primary process."""
    return line(process(draw(PROCESSES)), *draw(REQUIREMENTS), number=number)


def machine(code: str, **fields: Any) -> Machine:
    """Return a machine."""
    return Machine(code, code, **fields)
