"""Delimited text (.csv, .tsv, .txt) → one grid: encoding and delimiter found from the content."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.findings import Finding
from matxich.domain.tables.model import Grid
from matxich.files import limits, remarks
from matxich.files.encodings import Decoded
from matxich.files.errors import TooManyCellsError

_DELIMITERS = (",", ";", "\t", "|")
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
#: an opening quote that swallows more than this is a quote that nobody closed
_LONGEST_CELL = 100_000
_MOST_LINES = 200
#: below this share of rows with the usual number of cells a comma may be a comma …
_TABLE_SHARE = 0.6
#: … where at least this share of commas has a blank behind it (decimal commas have none)
_FOLLOWED = 0.6


def read_delimited(decoded: Decoded, file: str) -> tuple[Grid, list[Finding]]:
    """Split a text into rows and cells; quoted line breaks stay in their cell.

    Raises:
        TooManyCellsError: one very wide row would widen a very long file beyond the limit.
    """
    findings = _encoding_findings(decoded, file)
    text = decoded.text
    hint = _HINT.match(text)
    first_row = 2 if hint else 1
    body = text[hint.end() :] if hint else text
    delimiter = hint.group(1) if hint else find_delimiter(body)
    rows, closed = _rows(body, delimiter)
    if not closed:
        findings.append(_open_quote(file))
    width = max(map(len, rows), default=0)
    findings.extend(remarks.cut(file, "", len(rows), width))
    del rows[limits.MAX_ROWS :]
    width = min(width, limits.MAX_COLUMNS)
    if width * len(rows) > limits.MAX_CELLS:
        raise TooManyCellsError(file, "", len(rows), width, limits.MAX_CELLS)
    grid = tuple(tuple(cell.strip() for cell in row[:width]) + ("",) * (width - len(row)) for row in rows)
    return Grid(file, "", grid, first_row), findings


def find_delimiter(text: str) -> str:
    """Return the sign that splits most rows into the same number of cells.

    "," for a text of one column; "" for prose, whose commas part words and not cells.
    """
    best, best_score, prose = ",", 0.0, False
    sample = text[:100_000]
    for delimiter in _DELIMITERS:
        rows, closed = _rows(sample, delimiter)
        counts = Counter(len(row) for row in rows if row)
        # The commonest number of cells above one; titles and notes are rows of one cell.
        several = {count: times for count, times in counts.items() if count > 1}
        if not several:
            continue
        usual = max(several, key=lambda count: several[count] * count)
        share = several[usual] / sum(counts.values())
        if _is_prose(sample, delimiter, share):
            prose = True
            continue
        score = share * usual**0.5 * (1.0 if closed else 0.9)
        if score > best_score:
            best, best_score = delimiter, score
    return "" if prose and not best_score else best


def _is_prose(sample: str, sign: str, share: float) -> bool:
    """Say whether a sign only punctuates sentences: a blank follows it, and the pieces are uneven or never headed.

    "Trục S45C, Ø30, ±0.02" in every line of a text is one description a line, not a table of three columns.
    """
    signs = sample.count(sign)
    followed = sample.count(f"{sign} ") + sample.count(f"{sign}\n")
    if sign not in ",;" or followed < _FOLLOWED * signs:
        return False
    first = next((line for line in sample.splitlines() if sign in line), "")
    return share < _TABLE_SHARE or any(char.isdigit() for char in first)


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """Return the rows, and whether every quote was closed; else quotes are taken as plain signs."""
    if not delimiter:
        return [[line] for line in text.splitlines()], True
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # a cell beyond the limit of the csv module
        rows = [["x" * (_LONGEST_CELL + 1)]]
    last = rows[-1] if rows else []
    endless = any(len(cell) > _LONGEST_CELL for row in rows for cell in row)
    if not endless and not any(cell.count("\n") > _MOST_LINES for cell in last):
        return rows, True
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line.split(delimiter) for line in lines], False


def _encoding_findings(decoded: Decoded, file: str) -> list[Finding]:
    found: list[Finding] = []
    if decoded.guessed:
        text = Text(
            "Tệp không phải UTF-8; đã đọc theo bảng mã {name}. Nếu chữ bị sai, hãy lưu lại dạng «CSV UTF-8» "
            "hoặc .xlsx.",
            "The file is not UTF-8; it was read as {name}. If letters are wrong, save it as “CSV UTF-8” or "
            ".xlsx.",
        )
        found.append(Finding("encoding_guessed", "info", text.format(name=decoded.encoding), file))
    if decoded.lost:
        text = Text(
            "{n} ký tự không đọc được theo bảng mã {name} và hiện thành «\ufffd».",
            "{n} characters could not be read as {name} and appear as “\ufffd”.",
        )
        filled = text.format(n=decoded.lost, name=decoded.encoding)
        found.append(Finding("characters_lost", "warning", filled, file))
    return found


def _open_quote(file: str) -> Finding:
    text = Text(
        'Có dấu ngoặc kép (") mở mà không đóng; đã đọc lại từng dòng, coi ngoặc kép là ký tự thường.',
        'A quotation mark (") is opened and never closed; the file was read again line by line, quotation '
        "marks taken as plain signs.",
    )
    return Finding("quote_not_closed", "warning", text, file)
