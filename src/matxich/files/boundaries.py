"""Reads the boundary file that a deployer names in the settings: GeoJSON within a size that a page can be drawn of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from matxich.domain.places.boundaries import BoundaryError
from matxich.domain.shared.bilingual import Text

#: what a server can be expected to read for a page; a simplified file of 126 units has 0.3 MB
MOST_BYTES = 20 * 1024 * 1024


def read_boundaries(path: Path) -> Any:
    """Return the file as JSON, not yet looked at.

    Raises:
        BoundaryError: it cannot be opened, is too large, or is no JSON.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BoundaryError(
                Text(
                    "Tệp ranh giới «{path}» có {size} MB, quá lớn (tối đa {most} MB). Hãy đơn giản hóa đường nét "
                    "trong phần mềm bản đồ rồi xuất lại.",
                    "The boundary file “{path}” has {size} MB, which is too large (at most {most} MB). Simplify "
                    "its lines in the map program and export it again.",
                ).format(path=str(path), size=round(size / 1024**2), most=MOST_BYTES // 1024**2)
            )
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise BoundaryError(
            Text(
                "Không mở được tệp ranh giới «{path}» ({cause}). Hãy kiểm tra đường dẫn trong biến "
                "MATXICH_BOUNDARIES và quyền đọc.",
                "The boundary file “{path}” cannot be opened ({cause}). Check the path in MATXICH_BOUNDARIES and "
                "the right to read it.",
            ).format(path=str(path), cause=problem.strerror or str(problem))
        ) from problem
    except ValueError as problem:
        raise BoundaryError(
            Text(
                "Tệp ranh giới «{path}» không phải JSON ({cause}). Hãy xuất lại ở định dạng GeoJSON, mã UTF-8.",
                "The boundary file “{path}” is no JSON ({cause}). Export it again as GeoJSON in UTF-8.",
            ).format(path=str(path), cause=str(problem))
        ) from problem
