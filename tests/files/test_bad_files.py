"""Every file that cannot be used is refused by its own error, in both languages, and never brings the process down."""

import io
import struct
import time
import zipfile

import pytest

from matxich.files import errors, limits
from matxich.files.reading import read_grids
from tests.files import containers


def refused(data, kind, name="x.xlsx"):
    """The error that a file is refused with: of this class, with both sentences, the name and what to do next."""
    with pytest.raises(kind) as caught:
        read_grids(data, name)
    error = caught.value
    assert isinstance(error, errors.UnreadableFileError)
    assert error.file == name
    for sentence in (error.text.vi, error.text.en):
        assert name in sentence
        assert len(sentence) > 50
        assert "{" not in sentence
    assert error.text.vi != error.text.en
    return error


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t", b"\xef\xbb\xbf", b"\x00" * 4096, b";;;\n;;\n"])
def test_an_empty_file(data):
    assert refused(data, errors.EmptyFileError).code == "empty"


def test_a_workbook_without_any_value():
    refused(containers.xlsx(lambda book: book.add_worksheet("S")), errors.EmptyFileError)


@pytest.mark.parametrize(
    "data",
    [
        containers.ole({"EncryptionInfo": b"\x04\x00", "EncryptedPackage": b"secret" * 1000}),
        containers.xls({(0, 0): "x"}, opening=containers.file_pass()),
        containers.ods("", manifest=b"<manifest:encryption-data/>"),
    ],
    ids=["xlsx", "xls", "ods"],
)
def test_a_password(data):
    error = refused(data, errors.EncryptedFileError)
    assert error.code == "encrypted"
    assert "mật khẩu" in error.text.vi


def test_a_zip_with_a_password():
    data = bytearray(containers.xlsx_of([["x"]]))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    refused(bytes(data), errors.EncryptedFileError)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook(share):
    rows = [[f"tên {n}", n * 7919 % 1000] for n in range(2000)]
    data = containers.xlsx_of(rows)
    assert refused(data[: int(len(data) * share)], errors.DamagedFileError).code == "damaged"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7])
def test_a_truncated_xls(share):
    data = containers.xls({(row, 0): f"tên {row}" for row in range(800)})
    refused(data[: int(len(data) * share)], errors.DamagedFileError, "x.xls")


def test_a_file_of_two_hundred_megabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    begin = time.monotonic()
    with pytest.raises(errors.FileTooLargeError) as caught:
        read_grids(path)
    assert time.monotonic() - begin < 0.5
    assert caught.value.size_bytes == 200 * 1024 * 1024
    assert "200 MB" in caught.value.text.en
    assert "50 MB" in caught.value.text.vi


def test_too_many_bytes_in_memory(monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 100)
    refused(b"a,b\n" * 50, errors.FileTooLargeError)


def test_a_zip_bomb_of_one_huge_sheet():
    parts = containers.members(containers.xlsx_of([["x"]]))
    bomb = containers.packed(parts | {"xl/worksheets/sheet1.xml": b" " * (8 * 1024 * 1024)})
    assert len(bomb) < 30_000
    error = refused(bomb, errors.ArchiveBombError)
    assert error.code == "archive_bomb"
    assert "sheet1.xml" in error.text.vi


def test_a_zip_bomb_that_claims_half_a_gigabyte(monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 10_000)
    error = refused(containers.xlsx_of([[f"{n}"] for n in range(2000)]), errors.ArchiveBombError)
    assert error.unpacked_bytes > 10_000


def test_an_archive_of_very_many_members():
    parts = {f"part{n}.xml": b"" for n in range(limits.MAX_MEMBERS + 1)}
    assert "10,001" in refused(containers.packed(parts), errors.ArchiveBombError).text.en


def test_an_archive_that_lies_about_its_size():
    """The directory says 1,000 bytes, two megabytes come out."""
    parts = containers.members(containers.xlsx_of([["x"]]))
    data = bytearray(containers.packed(parts | {"xl/worksheets/sheet1.xml": bytes(range(256)) * 8192}))
    for begin, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(b"xl/worksheets/sheet1.xml" if begin == b"PK\x03\x04" else b"PK\x01\x02")
        while begin == b"PK\x01\x02" and not data[at + 46 :].startswith(b"xl/worksheets/sheet1.xml"):
            at = data.find(begin, at + 4)
        if begin == b"PK\x03\x04":
            at -= 30
        data[at + offset : at + offset + 4] = struct.pack("<I", 1000)
    refused(bytes(data), errors.ArchiveBombError)


@pytest.mark.parametrize(
    "data",
    [
        containers.with_sheet_xml(b'<c r="A1"', b'<c r="XFD1048576"'),
        containers.with_sheet_xml(b'<c r="A1"', b'<c hint=">" r="XFD1048576"'),
        containers.with_sheet_xml(
            b'<row r="1" spans="1:1"><c r="A1"', b'<row r="9999999"><c hint="a" r="ZZZ9999999"'
        ),
        containers.xls({(0, 0): "x", (65_535, 60_000): "y"}),
        containers.xlsb({(0, 0): "x", (1_048_575, 16_000): "y"}),
        containers.ods(
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
            'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
        ),
    ],
    ids=["xlsx", "xlsx-quoted", "xlsx-last", "xls", "xlsb", "ods"],
)
def test_one_stray_cell_far_away(data):
    error = refused(data, errors.TooManyCellsError)
    assert error.rows > 60_000
    assert "Ctrl+End" in error.text.en


def test_a_place_that_no_sheet_has():
    refused(containers.with_sheet_xml(b'<c r="A1"', b'<c r="B99999999999999999999"'), errors.DamagedFileError)


def test_a_false_count_that_ends_the_readers_process():
    """The Rust reader asks for 51 GB at once and aborts; only the child process dies of it."""
    parts = containers.members(containers.xlsx_of([["x"]]))
    name = "xl/sharedStrings.xml"
    assert b'uniqueCount="1"' in parts[name]
    parts[name] = parts[name].replace(b'uniqueCount="1"', b'uniqueCount="4294967295"')
    refused(containers.packed(parts), errors.DamagedFileError)


def test_entities_are_not_expanded():
    parts = containers.members(containers.xlsx_of([["x"]]))
    book = parts["xl/workbook.xml"]
    laughs = b'<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
    parts["xl/workbook.xml"] = book.replace(b"<workbook", laughs + b"<workbook", 1)
    refused(containers.packed(parts), errors.DamagedFileError)


def docx():
    return containers.packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (docx(), "Word"),
        (containers.packed({"a.txt": b"x"}), "ZIP"),
        (containers.ods("", mime=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (containers.ole({"WordDocument": b"x"}), "Word"),
        (b"<html><body><table><tr><td>Name</td></tr></table></body></html>", "HTML"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html></html>", "HTML"),
        ("<table><tr><td>Tên</td></tr></table>".encode("utf-16"), "HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "2003"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "MHTML"),
        (b"\x1f\x8b\x08\x00" + bytes(50), "gzip"),
        (bytes(range(256)) * 20, "nhị phân"),
    ],
)
def test_what_is_no_spreadsheet_is_named(data, words):
    error = refused(data, errors.NotASpreadsheetError, "report.xls")
    assert words in error.text.vi


def test_a_part_list_may_begin_like_a_program():
    assert read_grids(b"MZ-100;Cover\nMZ-200;Shaft\n", "x.csv").grids[0].rows == (
        ("MZ-100", "Cover"),
        ("MZ-200", "Shaft"),
    )


def test_a_file_that_is_not_there(tmp_path):
    for path in (tmp_path / "missing.xlsx", tmp_path):
        with pytest.raises(errors.UnopenableFileError) as caught:
            read_grids(path)
        assert path.name in caught.value.text.vi


def test_damage_anywhere_is_an_error_of_ours_or_harmless():
    """Bytes changed at many places: the file is read or refused, nothing else happens."""
    data = containers.xlsx_of([[f"tên {n}", n] for n in range(50)])
    outcomes = set()
    for at in range(0, len(data), max(1, len(data) // 60)):
        broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        try:
            outcomes.add(len(read_grids(broken, "x.xlsx").grids))
        except errors.UnreadableFileError as error:
            outcomes.add(error.code)
    assert "damaged" in outcomes


def test_members_packed_in_a_way_that_no_office_program_uses():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        for name, part in containers.members(containers.xlsx_of([["x"]])).items():
            archive.writestr(name, part)
    refused(buffer.getvalue(), errors.DamagedFileError)
