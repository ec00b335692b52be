"""Free text in clauses, with what each part of a clause is: demanded, wished, refused or waived.

"Bắt buộc IATF 16949, ưu tiên gần Hà Nội; không nhận hàng đúc cát" holds one of each of the first three. A cue in
front ("ưu tiên …", "no …") governs up to the next cue or the end of its clause; a cue behind ("… nếu có",
"… preferred") governs the part it closes.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
from dataclasses import dataclass

from matxich.domain.shared.text import clean


class Mood(enum.Enum):
    """How a piece of text is meant."""

    STATED = "stated"  # hard: what a line states is demanded
    DEMANDED = "demanded"  # hard beyond doubt
    WISHED = "wished"
    REFUSED = "refused"
    WAIVED = "waived"  # "không cần mạ": not asked, not refused


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the cleaned text with one mood."""

    start: int
    end: int
    mood: Mood


_WISH = r"ưu tiên|uu tien|ưu thế|mong muốn|mong muon|preferr?ably|preferred|prefer|preference|nice[- ]to[- ]have|nice if|ideally|optional(?:ly)?|desirable|desired|would be (?:a )?(?:plus|good|nice)|is a plus|a plus|điểm cộng|là lợi thế|thì tốt|nên có|nên là|tốt nhất là|càng tốt|khuyến khích|nếu có thể|nếu có|neu co|nếu được|if possible|if available|if any|望ましい|尚可|あれば(?:尚)?(?:可|良い)?|できれば|希望|優先|우대|선호|가능하면|희망"
_MUST = r"bắt buộc|bat buoc|yêu cầu bắt buộc|phải có|phải đạt|phải là|phai co|cần phải|must(?: have| be)?|mandatory|required|shall|compulsory|essential|必須|必要|필수|반드시"
_WAIVE = r"không (?:cần|yêu cầu|bắt buộc|đòi hỏi|nhất thiết)|(?<=:)\s*(?:không|khong|no|n/a)(?=\s*(?:$|[,;.)]))|khong (?:can|yeu cau|bat buoc)|chưa cần|not (?:required|needed|necessary)|no need (?:for|to)|needn't|不要|필요 ?없음|불필요"
_REFUSE = (
    r"không (?:nhận|chấp nhận|dùng|sử dụng|phải|được|qua|mua|làm|lấy|bao gồm|thuê|gia công|có|đúc|hàn|sơn|mạ|rèn|dập|ép|xuất|gồm|làm được|muốn|thương mại|outsource|tiếp nhận|cho phép|chấp thuận|xét)"
    r"|chưa có|chua co|(?:khong|ko|k) (?:co|lay|phai|nhan|chap nhan|dung|su dung|phai|duoc|qua|mua|lam|lay|thue|cho phep|muon|duc)|ngoại trừ|loại trừ|trừ (?=hàng|đúc|các|công ty|thương)|cấm|tránh"
    r"|không(?=\s*:)|(?:is |are )?not accept(?:ed|able)?|not allowed|must not(?: be)?|do(?:es)? not accept"
    r"|not? (?=[a-z])(?!less|more|later|longer|earlier|limited|only)|non-(?=trad|outsourc|subcontract|cast|recycl|pvc)|without|exclud(?:e|ing)|except(?: for)?|never|avoid"
)
_REFUSE_GLYPHS = r"不可|禁止|以外|除く|なし|제외|불가|금지|없이"
_CUE = re.compile(
    rf"(?P<waive>{_WAIVE})|(?P<refuse>(?<![\w])(?:{_REFUSE})|{_REFUSE_GLYPHS})|(?P<wish>(?<![a-zà-ỹ])(?:{_WISH})(?![a-zà-ỹ]))|(?P<must>(?<![a-zà-ỹ])(?:{_MUST})(?![a-zà-ỹ]))",
    re.IGNORECASE,
)
# Words that hold "không" without refusing anything: stainless, vacuum, aviation, drone, or "no." for number.
_INNOCENT = re.compile(
    r"(?:thép|chân|hàng|máy bay|thep|chan) không|không (?:gỉ|rỉ|gian|khí|quá|nhỏ|lớn|ít|dưới|vượt|sét|dệt|trục|dây|dầu)|\bno\.? ?\d|\bnot (?:less|more|later) than|non[- ](?:woven|ferrous|standard|stick|return)",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[;\n。；]|\.(?=\s|$)|(?<=[\w)])\s[-–]\s(?=\D)(?!\s*(?:"
    f"{_WISH}|{_MUST}|{_WAIVE}"
    r")\s*(?:$|[,;.)]))",
    re.IGNORECASE,
)
_COMMA = re.compile(r",(?!\d)|、|\)|，|\bnhưng\b|\bbut\b|\bchỉ\b|\bonly\b", re.IGNORECASE)
# Japanese parts what it lists by blanks too: "φ20×150 公差±0.01 日本語対応を希望".
_KANA = re.compile(r"[\u3040-\u30ff]")
_KANA_COMMA = re.compile(
    _COMMA.pattern + r"|(?<=[^\x00-\x7f]) (?=\S)|(?<=\S) (?=[^\x00-\x7f])", re.IGNORECASE
)
_TRAILING = {"wish": Mood.WISHED, "must": Mood.DEMANDED, "waive": Mood.WAIVED, "refuse": Mood.REFUSED}
_POSTFIX_ONLY = re.compile(
    r"^(?:nếu có|neu co|if available|if any|optional|is a plus|a plus|càng tốt|thì tốt|điểm cộng|尚可|希望|を希望|不可|禁止|以外|除く|なし|제외|불가|금지|不要|必須|必要|望ましい|優先|우대|필수|선호|필요 ?없음|불필요|없이|희망|(?:is |are )?not accept(?:ed|able)|not allowed|\s*(?:không|khong|no|n/a)$)",
    re.IGNORECASE,
)


def pieces(text: str) -> list[Piece]:
    """Cut a text into pieces of one mood each, in order, without gaps.

    >>> [p.mood.value for p in pieces("IATF 16949, ưu tiên gần Hà Nội")]
    ['stated', 'wished']
    """
    return list(_pieces(text))


@functools.lru_cache(maxsize=65_536)  # cells repeat
def _pieces(text: str) -> tuple[Piece, ...]:
    cleaned = clean(text)
    found: list[Piece] = []
    start = 0
    for end in [match.start() for match in _BOUNDARY.finditer(cleaned)] + [len(cleaned)]:
        found.extend(_clause(cleaned, start, end))
        start = end
    return tuple(_merged(found))


def _merged(found: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in found:
        if merged and merged[-1].mood is piece.mood:
            merged[-1] = Piece(merged[-1].start, piece.end, piece.mood)
        else:
            merged.append(piece)
    return merged


def mood_at(listed: list[Piece], place: int) -> Mood:
    """Return the mood of the piece that holds a place of the text; STATED outside all of them."""
    return next((piece.mood for piece in listed if piece.start <= place < piece.end), Mood.STATED)


def _clause(cleaned: str, start: int, end: int) -> list[Piece]:
    """Cut one clause at its cues."""
    innocent = [(m.start(), m.end()) for m in _INNOCENT.finditer(cleaned, start, end)]
    cues = [
        m
        for m in _CUE.finditer(cleaned, start, end)
        if not any(m.start() < b and a < m.end() for a, b in innocent)
    ]
    comma = _KANA_COMMA if _KANA.search(cleaned, start, end) else _COMMA
    marks = sorted({start, end, *(m.end() for m in comma.finditer(cleaned, start, end))})
    segments = list(itertools.pairwise(marks)) or [(start, end)]
    found: list[Piece] = []
    carried = Mood.STATED
    for low, high in segments:
        inside = [cue for cue in cues if low <= cue.start() < high]
        if not inside:
            found.append(Piece(low, high, carried))
            continue
        cut, carried = _segment(cleaned, low, high, inside, carried)
        found.extend(cut)
    return found


def _segment(
    cleaned: str, low: int, high: int, cues: list[re.Match[str]], carried: Mood
) -> tuple[list[Piece], Mood]:
    """Cut one comma-part at its cues; return the pieces and the mood that goes on behind the comma."""
    found: list[Piece] = []
    at = low
    for cue in cues:
        mood = _TRAILING[cue.lastgroup or "must"]
        behind = _bare(
            cleaned[cue.end() : min(high, next((c.start() for c in cues if c.start() > cue.start()), high))]
        )
        if (not behind or _POSTFIX_ONLY.match(cue.group())) and _bare(cleaned[at : cue.start()]):
            found.append(Piece(at, cue.end(), mood))
            at, carried = cue.end(), Mood.STATED  # what a cue closes ends with it: "できれば尚可 日本語"
            continue
        if (
            _POSTFIX_ONLY.match(cue.group()) and found and at == found[-1].end
        ):  # "できれば尚可": two cues of one wish
            found[-1], at = Piece(found[-1].start, cue.end(), found[-1].mood), cue.end()
            continue
        if cue.start() > at:
            found.append(Piece(at, cue.start(), carried))
        at, carried = cue.start(), mood
    if at < high:
        found.append(Piece(at, high, carried))
    if cleaned[low:high].endswith(")") and "(" in cleaned[low : cues[0].start()]:
        return found, Mood.STATED  # what a bracket says ends with it
    # A refusal ends at its comma; a wish or a demand goes on ("ưu tiên ISO 14001, gần Hà Nội").
    return found, (carried if carried in {Mood.WISHED, Mood.DEMANDED} else Mood.STATED)


def _bare(text: str) -> str:
    return re.sub(r"[\s:,.()\-–/]+|là|is|are|có|của", "", text)
