"""Why a firm stands where it stands: the same comparisons on the chosen rows, with a sentence for each answer."""

from __future__ import annotations

from dataclasses import dataclass

from matxich.domain.matching.asks import Ask, total_weight
from matxich.domain.matching.kernel import Chosen, LineMatch
from matxich.domain.matching.levels import Level
from matxich.domain.matching.offers import Offers, joined_views
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.grade import Grade

_NOT_STATED = Text("chưa khai", "not stated")


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
class Shown:
    """What is shown of a firm beside its answers."""

    supplier_id: str
    name: str
    #: the process as it wrote it
    process: str
    trader: bool
    outsourced: bool
    #: `ProcessLine.origin`
    origin: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One firm with all its answers."""

    chosen: Chosen
    shown: Shown
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
    if not chosen:
        return []
    offers = [item.view.at(item.place) for item in chosen]
    together = joined_views(offers)
    rows: list[list[Answer]] = [[] for _ in chosen]
    for ask in match.asks:
        compared = ask.type.compare(ask.requirement.value, together)
        judged = zip(
            compared.levels.tolist(),
            compared.closeness.tolist(),
            ask.excludes(compared.levels).tolist(),
            strict=True,
        )
        asked = ask.type.asked(ask.requirement.value, together.registry.vocabulary)
        for row, offer, (level, closeness, excludes) in zip(rows, offers, judged, strict=True):
            row.append(_answer(ask, offer, Level(level), closeness, excludes=excludes, asked=asked))
    return [_explained(item, offer, row) for item, offer, row in zip(chosen, offers, rows, strict=True)]


def _explained(chosen: Chosen, offer: Offers, answers: list[Answer]) -> Explained:
    vocabulary = offer.registry.vocabulary
    open_answers = [
        a for a in answers if a.level is Level.UNKNOWN or (a.level is Level.NEAR and not a.excludes)
    ]
    askable = [
        a
        for a in open_answers
        if not a.ask.requirement.value.get("unstated")
        and (a.ask.type.code != "part_family" or a.level is Level.UNKNOWN)
    ]
    questions = tuple(a.ask.type.ask(a.ask.requirement.value, vocabulary) for a in askable)
    firm, line = offer.the_firm, offer.the_line
    shown = Shown(
        firm.supplier_id, firm.name, line.text, firm.is_maker is False, line.in_house is False, line.origin
    )
    return Explained(chosen, shown, tuple(answers), questions)


def _answer(
    ask: Ask, offer: Offers, level: Level, closeness: float, *, excludes: bool, asked: Text
) -> Answer:
    wanted = ask.requirement.value
    return Answer(
        ask=ask,
        level=level,
        closeness=closeness,
        grade=_grade(ask, offer),
        reason=ask.type.reason(wanted, offer, level),
        excludes=excludes,
        asked=asked,
        held=_NOT_STATED if level is Level.UNKNOWN else ask.type.held(wanted, offer),
    )


def _grade(ask: Ask, offer: Offers) -> Grade:
    """Return the evidence behind the claim that was compared."""
    if ask.type.code != "certificate":
        return offer.the_grade
    asked = [
        int(offer.certificate(code, "certificate_grades")[0]) for code in ask.requirement.value["any_of"]
    ]
    if any(asked):
        return Grade(max(asked))
    held = {
        certificate.code for certificate in offer.the_firm.certificates
    } & offer.registry.certificate_rows.keys()
    return Grade(max((int(offer.certificate(code, "certificate_grades")[0]) for code in held), default=1))
