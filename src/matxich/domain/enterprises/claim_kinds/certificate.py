"""A certificate, with its scope and its last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from matxich.domain.enterprises.cells import read_certificate
from matxich.domain.enterprises.claim_kind import CONCEPT, DATE, ClaimField, ClaimKind, ClaimProblem, Read
from matxich.domain.enterprises.claim_reading import cells_of, listed, needed
from matxich.domain.enterprises.encoding import encode
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.dates import read_date
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_STANDARD = Text("Tiêu chuẩn", "Standard")
FIELDS = (
    ClaimField("standard", _STANDARD, CONCEPT, required=True, example="ISO 9001:2015", concept="certificate"),
    ClaimField("scope", Text("Phạm vi", "Scope"), example="Gia công chi tiết cơ khí"),
    ClaimField("number", Text("Số chứng chỉ", "Number"), example="QMS-0001"),
    ClaimField("body", Text("Tổ chức cấp", "Certification body"), example="Tổ chức chứng nhận Ví Dụ"),
    ClaimField("issued_on", Text("Ngày cấp", "Issued on"), DATE, example="15/03/2024"),
    ClaimField("expires_on", Text("Ngày hết hạn", "Expires on"), DATE, example="14/03/2027"),
)


def read(written: Mapping[str, str], vocabulary: Vocabulary) -> Read:
    """Read one certificate row; a row that names several standards is one claim about each."""
    cells, problems = cells_of(written)
    missing = needed(written, "standard", _STANDARD)
    found = read_certificate(cells, vocabulary)
    missing += _dates(written)
    tree = vocabulary.tree("certificate")
    labels = [tree.get(one.code).label for one in found]
    text = written.get("standard", "")
    body = written.get("body", "").strip()
    return Read(
        typed={"items": [{**encode(one), **({"body": body} if body else {})} for one in found]},
        codes=tuple(one.code for one in found),
        summary=Text(
            listed([", ".join(label.vi for label in labels) or text, written.get("scope", "")]),
            listed([", ".join(label.en for label in labels) or text, written.get("scope", "")]),
        ),
        valid_from=read_date(written.get("issued_on", "")),
        expires_on=read_date(written.get("expires_on", ""), latest=True),
        problems=(*missing, *problems),
    )


def _dates(written: Mapping[str, str]) -> list[ClaimProblem]:
    found: list[ClaimProblem] = []
    days: dict[str, dt.date | None] = {}
    for name in ("issued_on", "expires_on"):
        text = written.get(name, "").strip()
        days[name] = read_date(text, latest=name == "expires_on")
        if text and days[name] is None:
            found.append(ClaimProblem(name, _NO_DATE.format(t=text)))
    issued, expires = days["issued_on"], days["expires_on"]
    if issued and expires and expires < issued:
        found.append(ClaimProblem("expires_on", _BACKWARDS))
    return found


def key(found: Read, written: Mapping[str, str]) -> str:
    """A firm holds a standard once for a scope; a new number or date is a newer version of it."""
    return f"{','.join(sorted(found.codes)) or fold(written.get('standard', ''))}|{fold(written.get('scope', ''))}"


_NO_DATE = Text(
    "Không đọc được ngày “{t}”. Hãy viết ngày/tháng/năm, ví dụ 14/03/2027.",
    "“{t}” is not a date that can be read. Write day/month/year, such as 14/03/2027.",
)
_BACKWARDS = Text(
    "Ngày hết hạn sớm hơn ngày cấp. Hãy kiểm tra lại hai ngày.",
    "It expires before it was issued. Check the two dates.",
)
KIND = ClaimKind(
    code="certificate",
    label=Text("Chứng nhận", "Certificate"),
    plural=Text("Chứng nhận", "Certificates"),
    fields=FIELDS,
    read=read,
    key=key,
    table="certificates",
    evidence=Text("Bản chụp giấy chứng nhận còn hạn", "A copy of the certificate in force"),
    order=20,
)
