"""Small firms of a directory for tests, and answers of both stores at once."""

from __future__ import annotations

import datetime as dt
import functools

from hypothesis import strategies as st

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.directory.answering import Answer, Search, Store, answer
from matxich.domain.directory.entry import Entry, EntryCertificate, EntryLine, Spot
from matxich.domain.directory.form import form
from matxich.domain.directory.plan import plan
from matxich.domain.directory.scan import Scan
from matxich.domain.directory.spelling import Spelling, spelling_of
from matxich.domain.directory.understanding import Question, understand
from matxich.domain.shared.bilingual import same
from matxich.domain.shared.grade import Grade

ON = dt.date(2026, 1, 31)
VOCABULARY = load_vocabulary()
PROCESSES = (
    "casting",
    "die_casting",
    "high_pressure_die_casting",
    "sand_casting",
    "cnc_milling",
    "injection_moulding",
    "zinc_plating",
)
MATERIALS = ("aluminium", "aluminium_cast", "adc12", "cast_iron", "sus304", "abs", "steel")
CERTIFICATES = ("iso_9001", "iatf_16949", "iso_14001", "iso_13485")
NAMES = (
    "Công ty TNHH Cơ khí Thăng Long",
    "Công ty Cổ phần Nhựa An Phát",
    "CTCP Đúc Hoà Phát",
    "Công ty TNHH MTV Thuý Hường",
    "Doanh nghiệp tư nhân Quý Dũng",
    "EMTC JSC",
    "Công ty TNHH Khuôn mẫu Đông Á",
    "HTX Rèn Phúc Sen",
)


@functools.cache
def spelling() -> Spelling:
    return spelling_of(VOCABULARY)


def asked(text: str, dropped=()) -> Question:
    return understand(text, VOCABULARY, spelling(), dropped)


def search(text: str = "", dropped=(), **words) -> Search:
    return Search(plan(asked(text, dropped), VOCABULARY), **words)


def scanned(entries, on: dt.date = ON) -> Scan:
    return Scan(form(entry, VOCABULARY, on) for entry in entries)


def found(store: Store, text: str = "", **words) -> list[str]:
    """The ids that a search finds, in order."""
    return ids(answer(store, search(text, **{"limit": 1000, **words})))


def ids(result: Answer) -> list[str]:
    return [hit.display["id"] for hit in result.hits]


def firm(number: int, name: str = "Công ty TNHH Minh Quang", **words) -> Entry:
    return Entry(str(number), name, **words)


lines = st.builds(
    EntryLine,
    st.lists(st.sampled_from(PROCESSES), min_size=1, max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from(MATERIALS), max_size=2, unique=True).map(tuple),
    st.sampled_from(Grade),
)
certificates = st.builds(
    EntryCertificate,
    st.sampled_from(CERTIFICATES),
    st.none() | st.integers(-2, 2).map(lambda days: ON + dt.timedelta(days=days)),
    st.sampled_from(Grade),
)
spots = st.sampled_from(
    [Spot("001", same("Ba Đình")), Spot("017", same("Đông Anh")), Spot("276", same("Thạch Thất"))]
)


@st.composite
def entries(draw, least: int = 0, most: int = 14):
    """A few firms with different ids; names, days and grades often the same, so that ties are frequent."""
    count = draw(st.integers(least, most))
    return [
        Entry(
            str(number),
            draw(st.sampled_from(NAMES)),
            aliases=tuple(draw(st.lists(st.sampled_from(("Phúc Sen", "Sao Mai", "Sao Mai 2")), max_size=1))),
            tax_code=f"{101_000_000 + number:010d}",
            description=draw(st.sampled_from(("", "Chuyên gá lắp, đồ gá"))),
            lines=tuple(draw(st.lists(lines, max_size=3))),
            certificates=tuple(draw(st.lists(certificates, max_size=2))),
            markets=tuple(draw(st.lists(st.sampled_from(("jp", "kr", "domestic")), max_size=2, unique=True))),
            ownership=tuple(draw(st.lists(st.sampled_from(("fdi", "domestic")), max_size=1))),
            size_class=draw(st.sampled_from(("", "micro", "small", "large"))),
            districts=tuple(draw(st.lists(spots, max_size=2, unique=True))),
            grade=draw(st.none() | st.sampled_from(Grade)),
            confirmed_on=draw(st.none() | st.sampled_from((ON, ON - dt.timedelta(days=400)))),
        )
        for number in range(1, count + 1)
    ]
