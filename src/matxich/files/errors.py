"""Why a file cannot be used at all: one class a cause, with its data and a sentence that says what to do."""

from __future__ import annotations

from matxich.domain.shared.bilingual import Text


class UnreadableFileError(Exception):
    """A file from which no table can be taken; `text` tells the reader what, why and what to do next."""

    def __init__(self, code: str, text: Text, file: str) -> None:
        super().__init__(text.en)
        #: stable name of the cause, e.g. "encrypted"
        self.code = code
        self.text = text
        #: the name by which the user knows the file
        self.file = file


class UnopenableFileError(UnreadableFileError):
    """The file is not there, is a folder, or may not be opened."""

    def __init__(self, file: str, cause: OSError) -> None:
        text = Text(
            "Không mở được tệp «{file}» ({cause}). Hãy kiểm tra đường dẫn và quyền đọc rồi thử lại.",
            "The file “{file}” cannot be opened ({cause}). Check the path and the right to read it, then "
            "try again.",
        )
        super().__init__("unopenable", text.format(file=file, cause=cause.strerror or str(cause)), file)
        self.cause = cause


class EmptyFileError(UnreadableFileError):
    """The file holds no byte, or blanks only."""

    def __init__(self, file: str) -> None:
        text = Text(
            "Tệp «{file}» rỗng, không có dòng nào để đọc. Hãy kiểm tra đã lưu đúng tệp rồi gửi lại.",
            "The file “{file}” is empty: there is nothing to read. Check that the right file was saved, "
            "then send it again.",
        )
        super().__init__("empty", text.format(file=file), file)


class EncryptedFileError(UnreadableFileError):
    """The file is protected by a password for opening."""

    def __init__(self, file: str) -> None:
        text = Text(
            "Tệp «{file}» được bảo vệ bằng mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu "
            "(Tệp ▸ Thông tin ▸ Bảo vệ sổ làm việc), lưu lại rồi gửi lại.",
            "The file “{file}” is protected by a password and cannot be read. Open it in Excel, remove the "
            "password "
            "(File ▸ Info ▸ Protect Workbook), save, then send it again.",
        )
        super().__init__("encrypted", text.format(file=file), file)


WORKBOOK = Text("một bảng tính", "a workbook")


class DamagedFileError(UnreadableFileError):
    """The file begins as a known kind but breaks off or contradicts itself."""

    def __init__(self, file: str, kind: Text, detail: str) -> None:
        text = Text(
            "Tệp «{file}» bị hỏng hoặc tải về chưa đủ: trông như {kind} nhưng không đọc được (chi tiết kỹ "
            "thuật: {detail}). "
            "Hãy tải hoặc sao chép lại từ bản gốc; nếu Excel còn mở được, hãy lưu thành .xlsx mới rồi gửi "
            "lại.",
            "The file “{file}” is damaged or incomplete: it looks like {kind} but cannot be read ({detail}). "
            "Download or copy it again; if Excel still opens it, save it as a new .xlsx and send that.",
        )
        super().__init__("damaged", text.format(file=file, kind=kind, detail=detail), file)
        self.kind = kind
        self.detail = detail


class FileTooLargeError(UnreadableFileError):
    """The file has more bytes than we read."""

    def __init__(self, file: str, size_bytes: int, limit_bytes: int) -> None:
        text = Text(
            "Tệp «{file}» lớn {size} MB, vượt giới hạn {limit} MB nên chưa được đọc. Hãy bỏ hình ảnh và "
            "các trang không cần, "
            "hoặc chia thành nhiều tệp.",
            "The file “{file}” has {size} MB, above the limit of {limit} MB, and was not read. Remove "
            "pictures and sheets "
            "that are not needed, or split it.",
        )
        sizes = {"size": round(size_bytes / 1_048_576, 1), "limit": round(limit_bytes / 1_048_576)}
        super().__init__("too_large", text.format(file=file, **sizes), file)
        self.size_bytes = size_bytes
        self.limit_bytes = limit_bytes


class ArchiveBombError(UnreadableFileError):
    """Unpacking the workbook would give far more data than a workbook holds."""

    def __init__(self, file: str, reason: Text, unpacked_bytes: int) -> None:
        text = Text(
            "Tệp «{file}» bị từ chối vì nội dung nén bất thường ({reason}); một bảng tính bình thường "
            "không như vậy. "
            "Nếu tệp là thật, hãy mở bằng Excel, chép các ô cần thiết sang tệp .xlsx mới rồi gửi tệp đó.",
            "The file “{file}” was refused because its packed content is abnormal ({reason}); a normal "
            "workbook is not like "
            "that. If it is genuine, open it in Excel, copy the cells that matter to a new .xlsx and send "
            "that.",
        )
        super().__init__("archive_bomb", text.format(file=file, reason=reason), file)
        self.reason = reason
        #: how much the archive holds or claims to hold when unpacked, as far as it was counted
        self.unpacked_bytes = unpacked_bytes


class TooManyCellsError(UnreadableFileError):
    """A sheet reaches so far that holding it would take too much memory."""

    def __init__(self, file: str, sheet: str, rows: int, columns: int, limit_cells: int) -> None:
        text = Text(
            "Tệp «{file}», trang «{sheet}»: vùng dữ liệu kéo đến dòng {rows}, cột {columns}; cả tệp vượt "
            "giới hạn {limit} ô. "
            "Thường là do một ô lạc ở rất xa: nhấn Ctrl+End để tìm và xóa dòng, cột thừa, hoặc chia thành "
            "nhiều tệp.",
            "File “{file}”, sheet “{sheet}”: the data reach to row {rows}, column {columns}; the file is "
            "above the limit of "
            "{limit} cells. Often one stray cell lies far away: press Ctrl+End to find it and delete the "
            "spare rows and "
            "columns, or split the file.",
        )
        places = {"rows": rows, "columns": columns, "limit": limit_cells}
        super().__init__("too_many_cells", text.format(file=file, sheet=sheet, **places), file)
        self.sheet = sheet
        self.rows = rows
        self.columns = columns


class NotASpreadsheetError(UnreadableFileError):
    """The content is of another kind, whatever the file's name says."""

    def __init__(self, file: str, kind: Text) -> None:
        text = Text(
            "Tệp «{file}» không phải bảng tính: nội dung là {kind}. Hãy mở tệp, chép bảng sang Excel, lưu "
            "thành .xlsx "
            "(hoặc .csv) rồi gửi lại.",
            "The file “{file}” is not a spreadsheet: its content is {kind}. Open it, copy the table to "
            "Excel, save it as .xlsx "
            "(or .csv), then send that.",
        )
        super().__init__("not_a_spreadsheet", text.format(file=file, kind=kind), file)
        #: what the content is, in words
        self.kind = kind


class NoTableError(UnreadableFileError):
    """The file can be read, but nothing in it is a list of rows."""

    def __init__(self, file: str, detail: Text) -> None:
        text = Text(
            "Tệp «{file}» đọc được nhưng không có bảng nào: {detail}.",
            "The file “{file}” can be read but holds no table: {detail}.",
        )
        super().__init__("no_table", text.format(file=file, detail=detail), file)
        self.detail = detail
