"""What a file that somebody gives as evidence is, told by its content: only kinds that are known, and that are whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from matxich.domain.shared.bilingual import Text
from matxich.files.archive import Archive
from matxich.files.errors import UnreadableFileError
from matxich.files.kinds import Kind, kind_of


@dataclass(frozen=True, slots=True)
class AttachmentKind:
    """One kind of file that is kept."""

    media_type: str
    #: endings that its name may have; the first one is given to a name that has none of them
    endings: tuple[str, ...]
    label: Text
    #: a browser may show it in place: it cannot act
    is_shown: bool = False


PDF = AttachmentKind("application/pdf", (".pdf",), Text("PDF", "PDF"), True)
PNG = AttachmentKind("image/png", (".png",), Text("ảnh PNG", "PNG picture"), True)
JPEG = AttachmentKind("image/jpeg", (".jpg", ".jpeg"), Text("ảnh JPEG", "JPEG picture"), True)
WEBP = AttachmentKind("image/webp", (".webp",), Text("ảnh WebP", "WebP picture"), True)
_OPEN = "application/vnd.openxmlformats-officedocument"
XLSX = AttachmentKind(f"{_OPEN}.spreadsheetml.sheet", (".xlsx",), Text("bảng tính Excel", "Excel workbook"))
DOCX = AttachmentKind(f"{_OPEN}.wordprocessingml.document", (".docx",), Text("văn bản Word", "Word document"))
_ODF = "application/vnd.oasis.opendocument"
ODS = AttachmentKind(f"{_ODF}.spreadsheet", (".ods",), Text("bảng tính ODS", "ODS workbook"))
ODT = AttachmentKind(f"{_ODF}.text", (".odt",), Text("văn bản ODT", "ODT document"))
XLS = AttachmentKind(
    "application/vnd.ms-excel", (".xls",), Text("bảng tính Excel đời cũ", "old Excel workbook")
)
CSV = AttachmentKind("text/csv", (".csv", ".txt"), Text("bảng CSV", "CSV table"))
KINDS = {one.media_type: one for one in (PDF, PNG, JPEG, WEBP, XLSX, DOCX, ODS, ODT)}
ACCEPTED = ",".join(ending for kind in KINDS.values() for ending in kind.endings)

_LISTED = Text(
    "Hãy gửi PDF, ảnh (PNG, JPEG, WebP), Word (.docx, .odt) hoặc Excel (.xlsx, .ods).",
    "Send a PDF, a picture (PNG, JPEG, WebP), a Word (.docx, .odt) or an Excel file (.xlsx, .ods).",
)
_OTHER = Text(
    "“{name}” là {what}, không nhận loại tệp này. {listed}",
    "“{name}” is {what}; this kind of file is not accepted. {listed}",
)
_EMPTY = Text(
    "“{name}” không có nội dung. Hãy kiểm tra tệp rồi gửi lại.",
    "“{name}” is empty. Check the file and send it again.",
)
_BROKEN = Text(
    "“{name}” bị hỏng hoặc bị cắt ngang. Hãy mở thử tệp trên máy, lưu lại rồi gửi lại.",
    "“{name}” is damaged or cut off. Open it on your machine, save it anew and send it again.",
)
_MACROS = Text(
    "“{name}” chứa macro. Hãy lưu lại thành .xlsx hoặc .docx không có macro rồi gửi lại.",
    "“{name}” holds macros. Save it as .xlsx or .docx without macros and send it again.",
)
_ENCRYPTED = Text(
    "“{name}” đặt mật khẩu nên không kiểm tra được. Hãy bỏ mật khẩu rồi gửi lại.",
    "“{name}” has a password, so it cannot be checked. Take the password off and send it again.",
)
_NO_TABLE = Text(
    "“{name}” là {what}, không phải bảng tính. Hãy gửi .xlsx, .xls, .ods hoặc .csv.",
    "“{name}” is a {what}, no spreadsheet. Send .xlsx, .xls, .ods or .csv.",
)
_TEXT = Text("tệp văn bản thuần", "plain text")
_OLE = Text("tệp Office đời cũ (.doc, .xls)", "an old Office file (.doc, .xls)")
_ZIP = Text("tệp nén ZIP", "a ZIP archive")
_SVG = Text("hình vẽ SVG", "an SVG drawing")


class RefusedFileError(ValueError):
    """A file is not kept; `text` says what it is, why not and what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def attachment_kind(data: bytes, name: str) -> AttachmentKind:
    """Return the kind of a file by its content; its name is only used in what is said of it.

    Raises:
        RefusedFileError: it is empty, damaged, or of a kind that is not kept.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise RefusedFileError(_EMPTY.format(name=name))
    kind = _by_signature(data)
    if kind is not None:
        if not _is_whole(kind, data):
            raise RefusedFileError(_BROKEN.format(name=name))
        return kind
    container = kind_of(data)
    if container is Kind.ZIP:
        return _office(data, name)
    if container is Kind.OLE:
        what = _OLE
    elif container is Kind.TEXT:
        what = _SVG if b"<svg" in data[:4096].lower() else _TEXT
    else:
        what = _SVG if b"<svg" in data[:4096].lower() else container
    raise RefusedFileError(_OTHER.format(name=name, what=what, listed=_LISTED))


def spreadsheet_kind(data: bytes, name: str) -> AttachmentKind:
    """Return the kind of a file that is to be read as a table; whether it can be is found out by reading it.

    Raises:
        RefusedFileError: it is empty, damaged, or no spreadsheet.
    """
    container = kind_of(data)
    if container is Kind.OLE:
        return XLS
    if container is Kind.TEXT and data.strip():
        return CSV
    kind = attachment_kind(data, name)
    if kind in {XLSX, ODS}:
        return kind
    raise RefusedFileError(_NO_TABLE.format(name=name, what=kind.label))


def _by_signature(data: bytes) -> AttachmentKind | None:
    if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    return None


def _is_whole(kind: AttachmentKind, data: bytes) -> bool:
    """Say whether the file has its end: uploads break off, cameras run out of space."""
    if kind is PDF:
        return b"%%EOF" in data.rstrip(b"\0")[-2048:]
    if kind is PNG:
        return data[12:16] == b"IHDR" and b"IEND" in data[-64:]
    if kind is JPEG:
        return b"\xff\xd9" in data[-4096:]
    return len(data) >= int.from_bytes(data[4:8], "little") + 8


def _office(data: bytes, name: str) -> AttachmentKind:
    try:
        archive = Archive(data, name)
        names = {one.lower() for one in archive.names}
        if archive.encrypted_members():
            raise RefusedFileError(_ENCRYPTED.format(name=name))
        if any(one.endswith("vbaproject.bin") for one in names):
            raise RefusedFileError(_MACROS.format(name=name))
        kind = _office_kind(archive, names)
    except UnreadableFileError as problem:
        raise RefusedFileError(_BROKEN.format(name=name)) from problem
    if kind is None:
        raise RefusedFileError(_OTHER.format(name=name, what=_ZIP, listed=_LISTED))
    return kind


def _office_kind(archive: Archive, names: set[str]) -> AttachmentKind | None:
    if "[content_types].xml" in names:
        if "xl/workbook.xml" in names:
            return XLSX
        return DOCX if "word/document.xml" in names else None
    if "mimetype" in names and "content.xml" in names:
        said = archive.read("mimetype").decode("ascii", "replace").strip()
        return KINDS.get(said)
    return None


def clean_name(name: str, kind: AttachmentKind) -> str:
    r"""Return a sender's name for a file as it may stand on a page and in a header, with an ending that is true.

    >>> clean_name("C:\\anh\\chung chi.exe", PDF), clean_name("../../etc/passwd", PNG)
    ('chung chi.exe.pdf', 'passwd.png')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(one if one.isprintable() and one not in '<>:"/|?*%;' else " " for one in last)
    shown = " ".join(shown.split()).strip(". ")
    stem, ending = Path(shown).stem, Path(shown).suffix.lower()
    if ending in kind.endings:
        return f"{stem[: 200 - len(ending)].rstrip('. ')}{ending}" if stem else f"file{ending}"
    return f"{shown[: 200 - len(kind.endings[0])].rstrip('. ') or 'file'}{kind.endings[0]}"
