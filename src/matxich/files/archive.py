"""The zip archive inside .xlsx, .xlsm, .xlsb and .ods, unpacked under guard before any other reader sees it.

Its directory may lie about sizes, so both are checked: what it claims, and what really comes out.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from matxich.domain.shared.bilingual import Text
from matxich.files import limits
from matxich.files.errors import WORKBOOK, ArchiveBombError, DamagedFileError

_STEP = 1 << 20


class Archive:
    """The members of one archive that passed the checks on its directory."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open the archive.

        Raises:
            DamagedFileError: there is no readable directory.
            ArchiveBombError: too many members, or too much to unpack.
        """
        self.file = file
        self._data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as opened:
                self._members = {info.filename.replace("\\", "/"): info for info in opened.infolist()}
                count = len(opened.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise DamagedFileError(file, WORKBOOK, str(error)) from error
        self._refuse_claims(count)

    @property
    def names(self) -> tuple[str, ...]:
        """The members' paths, in the order of the directory."""
        return tuple(self._members)

    def encrypted_members(self) -> bool:
        """Say whether any member needs a password."""
        return any(info.flag_bits & 0x1 for info in self._members.values())

    def _refuse_claims(self, count: int) -> None:
        if count > limits.MAX_MEMBERS:
            reason = Text("{n} tệp con", "{n} members").format(n=count)
            raise ArchiveBombError(self.file, reason, 0)
        total = sum(info.file_size for info in self._members.values())
        if total > limits.MAX_UNPACKED_BYTES:
            raise ArchiveBombError(self.file, _unpacks_to(total), total)
        for info in self._members.values():
            most = max(limits.RATIO_FREE_BYTES, limits.MAX_RATIO * info.compress_size)
            if info.file_size > most:
                reason = Text("«{name}» nén quá {ratio} lần", "“{name}” is packed more than {ratio} times")
                filled = reason.format(name=info.filename, ratio=limits.MAX_RATIO)
                raise ArchiveBombError(self.file, filled, total)

    def read(self, name: str) -> bytes:
        """Return one member unpacked; b"" when there is none of that name."""
        return b"".join(self.chunks(name)) if name in self._members else b""

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield one member in pieces of about 1 MB, counting what really comes out.

        Raises:
            DamagedFileError: the member breaks off, has another size than claimed or an unknown packing.
            ArchiveBombError: more comes out than the directory claims.
        """
        info = self._members.get(name)
        if info is None:
            raise DamagedFileError(self.file, WORKBOOK, f"no {name}")
        packed = self._packed(info)
        came = 0
        for piece in _unpacked(packed, info.compress_type, self.file):
            came += len(piece)
            if came > info.file_size:
                raise ArchiveBombError(self.file, _unpacks_to(came), came)
            yield piece
        if came != info.file_size:
            raise DamagedFileError(self.file, WORKBOOK, f"{name}: {came} of {info.file_size} bytes")

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        header = self._data[info.header_offset : info.header_offset + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise DamagedFileError(self.file, WORKBOOK, f"{info.filename}: no header")
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        start = info.header_offset + 30 + name_length + extra_length
        packed = memoryview(self._data)[start : start + info.compress_size]
        if len(packed) < info.compress_size:
            raise DamagedFileError(self.file, WORKBOOK, f"{info.filename}: cut off")
        return packed


def _unpacked(packed: memoryview, method: int, file: str) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _STEP]) for at in range(0, len(packed), _STEP))
        return
    if method != zipfile.ZIP_DEFLATED:
        raise DamagedFileError(file, WORKBOOK, f"packing method {method}")
    engine = zlib.decompressobj(-15)
    rest: bytes | memoryview = packed
    try:
        while not engine.eof:
            piece = engine.decompress(rest, _STEP)
            rest = engine.unconsumed_tail
            if piece:
                yield piece
            elif not rest:
                return
    except zlib.error as error:
        raise DamagedFileError(file, WORKBOOK, str(error)) from error


def _unpacks_to(size_bytes: int) -> Text:
    megabytes = max(1, round(size_bytes / 1_048_576))
    return Text("bung ra tới {mb} MB", "it unpacks to {mb} MB").format(mb=megabytes)
