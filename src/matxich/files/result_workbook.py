"""The workbook that an officer forwards: one sheet for each question, made from the JSON document of a match."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from xlsxwriter.worksheet import Worksheet

from matxich.domain.shared.bilingual import Text
from matxich.files import result_words as words
from matxich.files.book import TEAL, Book, Cell, Column, LevelCell, Target
from matxich.files.result_boards import write_gaps, write_questions
from matxich.files.result_document import said, state, type_label
from matxich.files.result_read import write_read
from matxich.files.result_sheets import write_near_misses, write_shortlist

#: in the properties of a document that says no date: the workbook must not depend on the clock
_NO_DATE = dt.date(2026, 1, 1)
_HEADER_ROW = 5


def write_result(result: Mapping[str, Any], target: Target, language: str) -> None:
    """Write the result of a match as a workbook.

    Args:
        result: the JSON document: "lines", "upgrades", "read" and "meta" with "on" (ISO date), "weights"
            (requirement type → weight), "vocabulary" (its version) and "illustrative". What is missing stays blank.
        target: a path, or a binary file open for writing.
        language: "vi" or "en".
    """
    meta = result.get("meta", {})
    title = Text("Mắt Xích: kết quả ghép nối", "Mắt Xích: matching result").in_language(language)
    date = _date(meta.get("on") or meta.get("date"))
    with Book(
        target,
        language,
        created=date or _NO_DATE,
        title=title,
        illustrative=bool(meta.get("illustrative")),
    ) as book:
        _write_summary(book, result, date)
        write_shortlist(book, result)
        write_near_misses(book, result)
        write_gaps(book, result)
        write_questions(book, result)
        write_read(book, result)


def _date(written: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(written)[:10])
    except ValueError:
        return None


def _write_summary(book: Book, result: Mapping[str, Any], date: dt.date | None) -> None:
    name, purpose = words.SHEETS["summary"]
    sheet = book.sheet(book.say(name), book.say(purpose), _counted(book, result), top=3)
    meta = result.get("meta", {})
    vocabulary = said(meta.get("vocabulary"), book.language)
    on = said(date.isoformat() if date else None, book.language)
    facts = Text("Ngày ghép: {on} · Phiên bản bộ từ vựng: {v}", "Matched on: {on} · Vocabulary version: {v}")
    book.write(sheet, 2, 0, book.say(facts.format(on=on or "?", v=vocabulary or "?")), font_color="#475569")
    columns = [
        Column(book.say(words.LINE), 8, "integer"),
        Column(book.say(words.PART_NO), 16),
        Column(book.say(words.PART), 36),
        Column(book.say(Text("Tình trạng", "State")), 20, "level"),
        Column(book.say(Text("Số NCC đáp ứng", "Suppliers that can")), 12, "integer"),
        Column(book.say(Text("Đề xuất đầu tiên", "First choice")), 36),
        Column(book.say(words.SCORE), 10, "share"),
        Column(book.say(Text("Số NCC suýt đạt", "Near misses")), 12, "integer"),
        Column(book.say(Text("Mức đầy đủ", "Completeness")), 12, "share"),
        Column(book.say(Text("Câu hỏi cho bên mua", "Questions to buyer")), 14, "integer"),
    ]
    below = book.table(sheet, _HEADER_ROW, columns, _summary_rows(book, result), frozen_columns=3)
    _write_legend(book, sheet, below + 1, meta.get("weights", {}))


def _counted(book: Book, result: Mapping[str, Any]) -> str:
    counts = Counter(state(line) for line in result.get("lines", ()))
    text = Text(
        "{n} dòng: {matched} có nhà cung cấp, {near} chỉ có doanh nghiệp suýt đạt, {gap} chưa ai làm được, "
        "{incomplete} thiếu thông tin.",
        "{n} lines: {matched} have suppliers, {near} have near misses only, {gap} nobody can make, "
        "{incomplete} state too little.",
    )
    return book.say(text.format(n=counts.total(), **{key: counts[key] for key in words.STATES}))


def _summary_rows(book: Book, result: Mapping[str, Any]) -> Iterator[list[Cell | LevelCell]]:
    language = book.language
    for line in result.get("lines", ()):
        label, level = words.STATES[state(line)]
        shortlist = line.get("shortlist", ())
        first: Mapping[str, Any] = shortlist[0] if shortlist else {}
        yield [
            line.get("line"),
            said(line.get("part_no"), language),
            said(line.get("name"), language),
            LevelCell(book.say(label), level),
            line.get("qualified_count", len(shortlist)),
            said(first.get("name"), language),
            first.get("score"),
            line.get("near_count", len(line.get("near_misses", ()))),
            line.get("completeness"),
            len(line.get("questions", ())),
        ]


def _write_legend(book: Book, sheet: Worksheet, top: int, weights: Mapping[str, Any]) -> None:
    heading = {"bold": True, "font_size": 13, "font_color": TEAL}
    book.write(sheet, top, 0, book.say(Text("Cách đọc", "How to read this")), **heading)
    meanings = {
        "meets": Text("đáp ứng đúng yêu cầu", "what was asked is met"),
        "near": Text("gần đạt, chênh một khoảng nêu rõ", "close, the distance is stated"),
        "fails": Text("không đạt", "not met"),
        "expired": Text("chứng chỉ đã hết hạn", "the certificate has run out"),
        "unknown": Text("doanh nghiệp chưa khai, không bị loại, cần hỏi", "not stated: never excluded, ask"),
    }
    for at, (level, meaning) in enumerate(meanings.items(), start=top + 1):
        book.write(sheet, at, 1, LevelCell(book.say(words.LEVELS[level]), level), border=1)
        book.write(sheet, at, 2, book.say(meaning))
    if not weights:
        return
    top += len(meanings) + 2
    book.write(sheet, top, 0, book.say(Text("Trọng số trong điểm", "Weights in the score")), **heading)
    rule = Text(
        "Điểm = tổng (trọng số × mức gần) / tổng trọng số của các yêu cầu được nêu.",
        "Score = sum of (weight × closeness) / sum of the weights of what was asked.",
    )
    book.write(sheet, top + 1, 1, book.say(rule))
    for at, (code, weight) in enumerate(weights.items(), start=top + 2):
        book.write(sheet, at, 2, type_label(code).in_language(book.language))
        book.write(sheet, at, 3, said(weight, book.language))
