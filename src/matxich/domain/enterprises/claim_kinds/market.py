"""An export market."""

from __future__ import annotations

from collections.abc import Mapping

from matxich.domain.enterprises.cells import codes
from matxich.domain.enterprises.claim_kind import CONCEPT, NUMBER, ClaimField, ClaimKind, ClaimProblem, Read
from matxich.domain.enterprises.claim_reading import listed, needed
from matxich.domain.enterprises.encoding import encode
from matxich.domain.enterprises.facts import Market
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.numbers import find_numbers
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_MARKET = Text("Thị trường", "Market")
FIELDS = (
    ClaimField("market", _MARKET, CONCEPT, required=True, example="Nhật Bản", concept="market"),
    ClaimField(
        "share",
        Text("Tỷ trọng trong doanh thu", "Share of sales"),
        NUMBER,
        unit="%",
        public=False,
        example="30",
    ),
)


def read(written: Mapping[str, str], vocabulary: Vocabulary) -> Read:
    """Read one export market; a row that names several is one claim about each."""
    problems = needed(written, "market", _MARKET)
    text = written.get("market", "").strip()
    found = codes(vocabulary.find(text, ("market",), prefer="market"), "market")
    if text and not found:
        problems.append(ClaimProblem("market", _UNKNOWN.format(t=text), "warning"))
    share = _share(written.get("share", ""), problems)
    labels = [vocabulary.tree("market").get(code).label for code in found]
    per_cent = written.get("share", "").strip()
    shown = f"{per_cent} %" if per_cent and share is not None else ""
    return Read(
        typed={"items": [encode(Market(code, share)) for code in found]},
        codes=found,
        summary=Text(
            listed([", ".join(label.vi for label in labels) or text, shown]),
            listed([", ".join(label.en for label in labels) or text, shown]),
        ),
        problems=tuple(problems),
    )


def _share(text: str, problems: list[ClaimProblem]) -> float | None:
    if not text.strip():
        return None
    numbers = find_numbers(text)
    if len(numbers) != 1 or not 0 <= numbers[0].value <= 100:
        problems.append(ClaimProblem("share", _BAD_SHARE.format(t=text)))
        return None
    return float(numbers[0].value) / 100


def key(found: Read, written: Mapping[str, str]) -> str:
    """A market is told by its code."""
    return ",".join(sorted(found.codes)) or fold(written.get("market", ""))


_UNKNOWN = Text(
    "Không nhận ra thị trường “{t}”: được lưu nhưng chưa dùng để tìm. Hãy viết tên nước.",
    "The market “{t}” is not in the vocabulary: it is kept but not searched by. Write the name of a country.",
)
_BAD_SHARE = Text("“{t}” không phải tỷ lệ từ 0 đến 100.", "“{t}” is no share from 0 to 100.")
KIND = ClaimKind(
    code="market",
    label=Text("Thị trường xuất khẩu", "Export market"),
    plural=Text("Thị trường xuất khẩu", "Export markets"),
    fields=FIELDS,
    read=read,
    key=key,
    evidence=Text("Tờ khai hải quan, hợp đồng xuất khẩu", "Customs declaration, export contract"),
    order=60,
)
