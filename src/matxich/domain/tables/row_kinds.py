"""Which rows below a header are data, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matxich.domain.shared.text import clean, fold
from matxich.domain.tables.header import Header, filled, is_number

_TOTAL = re.compile(
    r"^(?:tong(?: cong| so| so luong| gia tri| tien| hop| nhom| phan| muc| toan bo)?|cong(?: don| nhom| phan| muc| hang)?"
    r"|(?:sub|grand) ?totals?|totals?|subtotals?|sum|summe|合計|小計|総計|総合計|計|합계|소계|총계|총합계|계)(?: (?P<rest>.*))?$"
)
_BARE_REST = re.compile(
    r"^(?:(?:[ivx]+|[a-z]|\d+|cong|nhom|phan|muc|group|section|part|of|page|qty|quantity|amount|so luong|va|and)(?: |$))+$"
)
_MARKED = re.compile(
    r"^(?:(?:[A-ZĐ]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-:/]\s*\D|[【■●◆▼※►▶*=-]{1,3}\s*\S"
    r"|(?:nhóm|nhom|phần|phan|mục|muc|hạng mục|danh mục|loại|group|section|part|category|package|lot|グループ|区分|그룹|구분)\b"
    r"(?!\s*(?:no|number|name))|第?[一二三四五\d]+[章節部])",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\W*(?:ghi chu|luu y|chu y|notes?|remarks?|nguoi lap|nguoi duyet|giam doc|ke toan|prepared by|approved by|checked by"
    r"|signature|ky ten|ky va ghi|xac nhan|trang \d|page \d|nguon|source|ha noi ngay|ngay \d+ thang|het|end of (?:list|file|table)"
    r"|注記?|備考|以上|비고|주의|이상)(?:\b|$|(?=[\u3040-\u9fff\uac00-\ud7af]))"
)
_SECTION_NUMBER = re.compile(r"^(?:[A-ZĐ]|[IVX]{1,5})[.)]?$")
_FREE = {"description", "requirements", "notes", "name", "name_en", "part_no", "supplier_id", "tax_code"}


@dataclass(frozen=True, slots=True)
class Body:
    """What the rows of one table look like, so that a row can be told from a title."""

    header: Header
    #: column → field, the user's corrections applied
    fields: Mapping[int, str]
    #: headings as written in each header row, for finding a header that is repeated on every page
    repeated: frozenset[tuple[tuple[int, str], ...]]
    #: whether single cells are the rule here, so that they are data
    is_sparse: bool
    has_line_numbers: bool

    @property
    def is_wide(self) -> bool:
        """Say whether the table has so many columns that a lone cell is a title."""
        return len(self.header.texts) >= 4


def body_of(header: Header, fields: Mapping[int, str], rows: Sequence[Sequence[str]]) -> Body:
    """Describe the rows below a header, looking at the first 400."""
    repeated = frozenset(_content(filled(rows[at])) for at in range(header.start, header.end))
    sample = [cells for cells in map(filled, rows[header.end : header.end + 400]) if cells]
    single = sum(len(cells) == 1 for cells in sample)
    line_column = next((column for column, name in fields.items() if name == "line_no"), -1)
    numbered = sum(is_number(cells.get(line_column, "")) for cells in sample)
    return Body(
        header, fields, repeated, single > 0.5 * len(sample), numbered >= 0.34 * max(1, len(sample) - single)
    )


def why_no_data(cells: Mapping[int, str], body: Body) -> str:
    """Return why a row is not data ("blank", "repeated header", "subtotal", "note", "title"), or "" for data."""
    if not cells:
        return "blank"
    rules: tuple[tuple[str, Callable[[Mapping[int, str], Body], bool]], ...] = (
        ("repeated header", _is_repeated),
        ("subtotal", _is_total),
        ("note", _is_note),
        ("title", _is_title),
    )
    return next((reason for reason, rule in rules if rule(cells, body)), "")


def _content(cells: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple((column, clean(text)) for column, text in sorted(cells.items()))


def _is_repeated(cells: Mapping[int, str], body: Body) -> bool:
    column = next(iter(cells))
    if clean(cells[column]) not in body.header.texts.get(column, "") and len(body.repeated) == 1:
        return False
    return _content(cells) in body.repeated


def _is_total(cells: Mapping[int, str], body: Body) -> bool:
    """Say whether a row adds others up: a total's word, and besides it nothing but numbers."""
    texts = {text for text in cells.values() if not is_number(text)}
    if not 1 <= len(texts) <= 3 or min(map(len, texts)) > 60:
        return False
    label = max(texts, key=lambda text: bool(_TOTAL.match(fold(text))))
    found = _TOTAL.match(fold(label))
    if not found:
        return False
    others = [text for text in texts if text != label]
    if any(
        len(text) > 6 and not text[:1].isdigit() for text in others
    ):  # a unit, "19 dòng" may stand there, a material may not
        return False
    rest = found.group("rest") or ""
    # "Tổng phanh" and "Total station bracket" are parts; "Tổng nhóm A" is a sum.
    return (
        not rest
        or bool(_BARE_REST.match(rest))
        or (":" in label and len(cells) > 1)
        or _is_unnumbered_sum(label, cells, body)
    )


def _is_unnumbered_sum(label: str, cells: Mapping[int, str], body: Body) -> bool:
    sums = fold(label).startswith(
        ("tong cong", "tong so", "subtotal", "sub total", "grand total", "cong nhom", "tong nhom")
    )
    return sums and not any(
        is_number(cells.get(c, "")) for c, name in body.fields.items() if name == "line_no"
    )


def _is_note(cells: Mapping[int, str], body: Body) -> bool:
    """Say whether a row is a remark under the table or a signature line."""
    if not body.is_wide or len(set(cells.values())) > 3:
        return False
    return all(_NOTE.match(fold(text)) or len(text) < 2 for text in cells.values()) or (
        len(cells) == 1 and _is_remark(cells, body)
    )


def _is_remark(cells: Mapping[int, str], body: Body) -> bool:
    ((column, text),) = cells.items()
    return bool(_NOTE.match(fold(text))) and body.fields.get(column) not in {
        "notes",
        "requirements",
        "description",
    }


def _is_title(cells: Mapping[int, str], body: Body) -> bool:
    """Say whether a row only names the group of rows below it."""
    if not body.is_wide:
        return False
    distinct = list(dict.fromkeys(cells.values()))
    columns = sorted(cells)
    if len(distinct) == 2 and len(cells) == 2 and body.has_line_numbers:
        numbered = body.fields.get(columns[0]) == "line_no" and bool(
            _SECTION_NUMBER.match(clean(distinct[0]))
        )
        return numbered and not is_number(distinct[1])
    if len(distinct) != 1 or body.is_sparse or is_number(distinct[0]):
        return False
    if sorted(body.header.texts).index(columns[0]) > 2 if columns[0] in body.header.texts else False:
        return False
    name = body.fields.get(columns[0], "")
    if name not in _FREE or len(cells) > 1:
        return True
    written = clean(distinct[0])
    is_loud = (written.isupper() and len(written.split()) > 1) or written.endswith(":")
    if name in {"description", "requirements", "notes"}:
        return bool(_MARKED.match(written)) and len(written) <= 40
    return is_loud or bool(_MARKED.match(written)) or body.has_line_numbers
