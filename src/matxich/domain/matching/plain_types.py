"""Requirement types of the plainest shape: one number against one column, or one yes-or-no column."""

from __future__ import annotations

import numpy as np

from matxich.domain.matching.levels import Comparison, Level, at_least, at_most, yes_or_no
from matxich.domain.matching.offers import Offers
from matxich.domain.matching.requirement_type import ASK, RequirementType, Wanted
from matxich.domain.matching.wording import measured
from matxich.domain.shared.bilingual import Text
from matxich.domain.vocabulary.vocabulary import Vocabulary


def number_type(
    *,
    code: str,
    label: Text,
    weight: float,
    field: str,
    column: str,
    unit: Text,
    slack: float,
    highest: bool,
    prefix: str = "",
    question: Text = ASK,
) -> RequirementType:
    """Return a mendable type that compares one number.

    Args:
        field: key of `Requirement.value`.
        column: column of the lines.
        highest: the asked number is a maximum (tolerance); else a minimum (axes).
        slack: share by which an offer may miss and still be near.
        prefix: sign before the number ("±").
    """
    compared = at_most if highest else at_least

    def compare(wanted: Wanted, offers: Offers) -> Comparison:
        return compared(float(wanted[field]), offers.line(column), slack)

    def asked(wanted: Wanted, vocabulary: Vocabulary) -> Text:
        return _with_unit(float(wanted[field]), unit, prefix or ("≤ " if highest else "≥ "))

    def held(wanted: Wanted, offer: Offers) -> Text:
        return _with_unit(offer.number(column) or 0.0, unit, prefix)

    return RequirementType(
        code=code,
        label=label,
        weight=weight,
        compare=compare,
        asked=asked,
        held=held,
        demand_fields=(field,),
        offer_columns=(column,),
        mendable=True,
        near_excludes=True,
        question=question,
    )


def _with_unit(value: float, unit: Text, prefix: str) -> Text:
    return Text(measured(value, unit.vi, prefix).vi, measured(value, unit.en, prefix).en)


def flag_type(
    *,
    code: str,
    label: Text,
    weight: float,
    field: str,
    column: str,
    yes: Text,
    no: Text,
    question: Text,
    mendable: bool = False,
    of_firm: bool = False,
) -> RequirementType:
    """Return a type that asks for a yes in a three-valued column (1 yes, 0 no, -1 not stated).

    Args:
        yes, no: sentences for an offer that does, and one that does not.
        of_firm: the column is the firm's, not the line's.
    """

    def answers(offers: Offers) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
        return offers.firm(column) if of_firm else offers.line(column)

    def compare(wanted: Wanted, offers: Offers) -> Comparison:
        stated = answers(offers)
        return yes_or_no(stated == 1, stated < 0)

    def sentence(wanted: Wanted, offer: Offers, level: Level) -> Text | None:
        return {Level.MEETS: yes, Level.FAILS: no}.get(level)

    return RequirementType(
        code=code,
        label=label,
        weight=weight,
        compare=compare,
        asked=lambda wanted, vocabulary: label,
        held=lambda wanted, offer: yes,
        demand_fields=(field,),
        offer_columns=(column,),
        mendable=mendable,
        question=question,
        sentence=sentence,
    )
