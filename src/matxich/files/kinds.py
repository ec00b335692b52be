"""What a file is, told by its content: names lie ("report.xls" is often a web page), bytes rarely do."""

from __future__ import annotations

import enum
import re

from matxich.domain.shared.bilingual import Text, same


class Kind(enum.Enum):
    """The containers we can go on with; each still has to prove that a spreadsheet is inside."""

    ZIP = "zip"
    OLE = "ole"
    TEXT = "text"


_OTHERS: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", Text("tài liệu PDF", "a PDF document")),
    (b"\x89PNG", Text("hình ảnh PNG", "a PNG picture")),
    (b"\xff\xd8\xff", Text("hình ảnh JPEG", "a JPEG picture")),
    (b"GIF8", Text("hình ảnh GIF", "a GIF picture")),
    (b"II*\x00", Text("hình ảnh TIFF", "a TIFF picture")),
    (b"MM\x00*", Text("hình ảnh TIFF", "a TIFF picture")),
    (b"RIFF", Text("tệp ảnh hoặc âm thanh", "a picture or sound file")),
    (b"{\\rtf", Text("văn bản RTF", "an RTF document")),
    (b"Rar!", Text("tệp nén RAR (hãy giải nén trước)", "a RAR archive (unpack it first)")),
    (b"7z\xbc\xaf", Text("tệp nén 7-Zip (hãy giải nén trước)", "a 7-Zip archive (unpack it first)")),
    (b"\x1f\x8b", Text("tệp nén gzip (hãy giải nén trước)", "a gzip archive (unpack it first)")),
    (b"MZ", Text("chương trình Windows", "a Windows program")),
    (b"\x7fELF", Text("chương trình", "a program")),
    (b"SQLite format 3", Text("cơ sở dữ liệu SQLite", "an SQLite database")),
    (b"\x09\x00\x04\x00", Text("Excel bản rất cũ (trước 1997)", "a very old Excel file (before 1997)")),
    (b"\x09\x02\x06\x00", Text("Excel bản rất cũ (trước 1997)", "a very old Excel file (before 1997)")),
    (b"\x09\x04\x06\x00", Text("Excel bản rất cũ (trước 1997)", "a very old Excel file (before 1997)")),
)
_HTML = Text(
    "trang web HTML (thường do phần mềm «xuất Excel» tạo ra)",
    "an HTML page (often what a program calls “export to Excel”)",
)
_XML_SPREADSHEET = Text(
    "bảng tính XML 2003 (hãy lưu lại thành .xlsx)", "an XML Spreadsheet 2003 (save it as .xlsx)"
)
_MAIL = Text("thư điện tử hoặc trang web lưu trữ (MHTML)", "a mail or an archived web page (MHTML)")
_BINARY = Text("dữ liệu nhị phân không rõ loại", "binary data of an unknown kind")
_HTML_START = re.compile(
    rb"(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype html|html|head|body|meta|style|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def kind_of(data: bytes) -> Kind | Text:
    """Return the container that the content shows, or in words what else it is."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    other = next((words for start, words in _OTHERS if data.startswith(start)), None)
    if other is not None:
        # A part list may well begin with "MZ-100;…": a program has bytes that no text has.
        return other if not _is_text(data) or data.startswith((b"%PDF", b"{\\rtf")) else Kind.TEXT
    return _text_kind(data)


def _text_kind(data: bytes) -> Kind | Text:
    head = _ascii_head(data)
    if _HTML_START.match(head):
        return _HTML
    if head.startswith((b"<?xml", b"<Workbook")):
        return _XML_SPREADSHEET if b"urn:schemas-microsoft-com:office:spreadsheet" in head else same("XML")
    if re.match(rb"MIME-Version:|From:[^\n]*\n\S+:|Content-Type: multipart", head, re.IGNORECASE):
        return _MAIL
    return Kind.TEXT if _is_text(data) else _BINARY


def _ascii_head(data: bytes) -> bytes:
    """Return the first characters without a byte order mark, two-byte letters narrowed, to look at tags."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _is_text(data: bytes) -> bool:
    head = data[:65_536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_two_byte(head):
        return True
    return len(head) - len(head.translate(None, _CONTROL)) <= len(head) // 500


def looks_two_byte(data: bytes) -> str:
    """Return "utf-16-le" or "utf-16-be" where every other byte of the beginning is mostly zero, else ""."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.05 * half else ""
