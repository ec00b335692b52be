"""Why a firm stands where it stands: the same comparisons on the chosen rows, with a sentence for each answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matxich.domain.matching.asks import Ask, total_weight
from matxich.domain.matching.kernel import Chosen, LineMatch
from matxich.domain.matching.levels import Level
from matxich.domain.matching.offers import Offers
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import Grade


@dataclass(frozen=True, slots=True)
class Answer:
    """One requirement answered for one firm."""

    ask: Ask
    level: Level
    closeness: float
    grade: Grade
    reason: Text
    #: whether this answer keeps the firm off the shortlist
    excludes: bool
    asked: Text
    held: Text


@dataclass(frozen=True, slots=True)
class Explained:
    """One firm with all its answers."""

    chosen: Chosen
    answers: tuple[Answer, ...]
    #: questions whose answers would settle what is unknown or only claimed in general
    ask: tuple[Text, ...]

    @property
    def score(self) -> float:
        """Σ weight × closeness / Σ weight, from the answers shown."""
        asks = [answer.ask for answer in self.answers]
        return sum(a.ask.weight * a.closeness for a in self.answers) / total_weight(asks)

    @property
    def mend(self) -> tuple[Answer, ...]:
        """What it would have to mend."""
        return tuple(answer for answer in self.answers if answer.excludes)


def explain(match: LineMatch, chosen: tuple[Chosen, ...]) -> list[Explained]:
    """Return the chosen firms with the reason of every answer, in the order given."""
    return [_explained(match, item) for item in chosen]


def _explained(match: LineMatch, chosen: Chosen) -> Explained:
    offer = chosen.view.at(chosen.place)
    answers = tuple(_answer(ask, offer) for ask in match.asks)
    vocabulary = offer.registry.vocabulary
    open_answers = [a for a in answers if a.level is Level.UNKNOWN or (a.level is Level.NEAR and not a.excludes)]
    askable = [a for a in open_answers if not a.ask.requirement.value.get("unstated") and (a.ask.type.code != "part_family" or a.level is Level.UNKNOWN)]
    questions = tuple(a.ask.type.ask(a.ask.requirement.value, vocabulary) for a in askable)
    return Explained(chosen, answers, questions)


def _answer(ask: Ask, offer: Offers) -> Answer:
    wanted = ask.requirement.value
    levels, closeness = ask.type.compare(wanted, offer)
    level = Level(int(levels[0]))
    vocabulary = offer.registry.vocabulary
    silent = level is Level.UNKNOWN
    return Answer(
        ask=ask,
        level=level,
        closeness=float(closeness[0]),
        grade=_grade(ask, offer),
        reason=ask.type.reason(wanted, offer, level),
        excludes=bool(ask.excludes(np.asarray(levels))[0]),
        asked=ask.type.asked(wanted, vocabulary),
        held=Text("chưa khai", "not stated") if silent else ask.type.held(wanted, offer),
    )


def _grade(ask: Ask, offer: Offers) -> Grade:
    """Return the evidence behind the claim that was compared."""
    if ask.type.code == "certificate":
        grades = [int(offer.certificate(code, "certificate_grades")[0]) for code in offer.registry.certificate_rows if int(offer.certificate(code)[0])]
        asked = [int(offer.certificate(code, "certificate_grades")[0]) for code in ask.requirement.value["any_of"]]
        return Grade(max([*asked, *(grades if not any(asked) else []), 1]))
    return Grade(max(1, int(offer.line("grade")[0])))
