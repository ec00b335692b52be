"""The OLE container of .xls and of every Office file with a password: its stream names and its streams.

Only what is needed to tell kinds apart and to look into the workbook stream; the cells are read by calamine.
"""

from __future__ import annotations

import struct

_END = 0xFFFFFFFA  # this and above: end of chain, free, or a table's own sector
_MINI_LIMIT = 4096


class OleContainer:
    """One container; a broken one shows fewer streams, never an exception."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0] if len(data) >= 512 else 9
        self._sector = 1 << (shift if shift in {9, 12} else 9)
        self._table = self._allocation_table() if len(data) >= 512 else ()
        #: stream and storage names → (first sector, size in bytes)
        self.entries: dict[str, tuple[int, int]] = {}
        if len(data) >= 512:
            self._read_directory(self._chain(struct.unpack_from("<I", data, 48)[0]))

    def stream(self, name: str) -> bytes:
        """Return one stream of at least 4,096 bytes; b"" when there is none, or when it is a small one."""
        first, size = self.entries.get(name, (0, 0))
        return self._chain(first)[:size] if size >= _MINI_LIMIT else b""

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _allocation_table(self) -> tuple[int, ...]:
        listed = list(struct.unpack_from("<109I", self._data, 76))
        following = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while following < _END and following not in seen:
            seen.add(following)
            block = _integers(self._at(following))
            if not block:
                break
            listed.extend(block[:-1])
            following = block[-1]
        table: list[int] = []
        most = len(self._data) // self._sector + 1
        for sector in listed:
            if sector < _END and len(table) <= most:
                table.extend(_integers(self._at(sector)))
        return tuple(table)

    def _chain(self, sector: int) -> bytes:
        pieces: list[bytes] = []
        seen: set[int] = set()
        while sector < len(self._table) and sector not in seen:
            seen.add(sector)
            pieces.append(self._at(sector))
            sector = self._table[sector]
        return b"".join(pieces)

    def _read_directory(self, directory: bytes) -> None:
        for at in range(0, len(directory) - 127, 128):
            length = struct.unpack_from("<H", directory, at + 64)[0]
            if 2 <= length <= 64:
                name = directory[at : at + length - 2].decode("utf-16-le", "replace")
                first, size = struct.unpack_from("<II", directory, at + 116)
                self.entries.setdefault(name, (first, size))


def _integers(block: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
