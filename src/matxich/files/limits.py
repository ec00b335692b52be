"""How much one file may hold. Far above a real part list, far below what hurts the machine."""

from __future__ import annotations

#: a larger file is refused before a byte of it is read
MAX_FILE_BYTES = 50 * 1024 * 1024
#: what all members of an archive may hold when unpacked, and how much larger than packed one of them may be
MAX_UNPACKED_BYTES = 500 * 1024 * 1024
MAX_RATIO = 200
#: a small member may be packed tighter than that: a column of equal cells is no attack
RATIO_FREE_BYTES = 1024 * 1024
MAX_MEMBERS = 10_000
#: rows and columns kept of one sheet; what lies beyond is cut with a finding
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
#: rows × columns up to the last used cell, all sheets together: the reader holds the empty cells between too
MAX_CELLS = 15_000_000
#: findings of one kind listed cell by cell; the rest is only counted
MAX_LISTED = 50
