"""What is kept as evidence is told by its content, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matxich.files.attachment_kinds import (
    KINDS,
    PDF,
    RefusedFileError,
    attachment_kind,
    clean_name,
    spreadsheet_kind,
)
from tests.files.evidence import JPEG, PDF_FILE, PNG, WEBP


def archive(**members: str) -> bytes:
    """A zip archive with these members; "__" in a name stands for "/"."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, text in members.items():
            file.writestr(name.replace("__", "/").replace("Content_Types", "[Content_Types]"), text)
    return buffer.getvalue()


OFFICE = {"Content_Types.xml": "<Types/>"}
XLSX = archive(**OFFICE, **{"xl__workbook.xml": "<workbook/>"})
DOCX = archive(**OFFICE, **{"word__document.xml": "<document/>"})
ODS = archive(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<x/>"})


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PDF_FILE, "application/pdf"),
        (b"\xef\xbb\xbf\r\n" + PDF_FILE, "application/pdf"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (WEBP, "image/webp"),
        (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (ODS, "application/vnd.oasis.opendocument.spreadsheet"),
    ],
)
def test_the_content_tells_the_kind(data, media_type):
    assert attachment_kind(data, "anything.exe").media_type == media_type


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!doctype html><script>alert(1)</script>", "HTML"),
        (b"  <html><body>Chung nhan</body></html>", "HTML"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200), "Windows program"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"GIF89a" + bytes(50), "GIF"),
        (b"ISO 9001", "plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office"),
        (archive(**{"a.txt": "x"}), "ZIP"),
        (archive(**OFFICE, **{"xl__workbook.xml": "x", "xl__vbaProject.bin": "x"}), "macros"),
        (b"", "empty"),
        (b"\0\0\n", "empty"),
        (PDF_FILE[: len(PDF_FILE) // 2], "damaged"),
        (PNG[:40], "damaged"),
        (JPEG[:-2], "damaged"),
        (WEBP[:-3], "damaged"),
        (XLSX[:-30], "damaged"),
    ],
)
def test_what_is_not_kept_is_refused_with_what_it_is(data, said):
    with pytest.raises(RefusedFileError, match=said) as refusal:
        attachment_kind(data, "chung-nhan.pdf")
    assert "“chung-nhan.pdf”" in refusal.value.text.vi


def test_an_archive_that_unpacks_to_too_much_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", bytes(600 * 1024 * 1024))
    with pytest.raises(RefusedFileError):
        attachment_kind(buffer.getvalue(), "bom.xlsx")


def test_tables_may_also_be_old_workbooks_and_csv_and_nothing_else():
    assert spreadsheet_kind(b"Ten;MST\nA;1\n", "a.csv").media_type == "text/csv"
    assert spreadsheet_kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls").endings == (".xls",)
    assert spreadsheet_kind(XLSX, "a").endings == (".xlsx",)
    for data in (PDF_FILE, DOCX):
        with pytest.raises(RefusedFileError, match="no spreadsheet"):
            spreadsheet_kind(data, "a.xlsx")


@given(st.text(max_size=300), st.sampled_from(list(KINDS.values())))
def test_a_cleaned_name_is_safe_in_a_header_and_a_folder_and_ends_as_it_is(name, kind):
    cleaned = clean_name(name, kind)
    assert 0 < len(cleaned) <= 200
    assert cleaned.lower().endswith(kind.endings)
    assert not set(cleaned) & set('/\\<>:"|?*\r\n\0;')
    assert not cleaned.startswith(".")
    assert clean_name(cleaned, kind) == cleaned


def test_a_vietnamese_name_stays_as_it_is():
    assert clean_name("Chứng nhận ISO 9001 (bản 2).PDF", PDF) == "Chứng nhận ISO 9001 (bản 2).pdf"
