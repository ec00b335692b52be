"""A GeoJSON feature collection of units → the areas of a map; every problem says which feature and what to do.

The file is the deployer's own. Its features carry the statistics office's code of their unit in the property `code`
(or `ma`, `ma_xa`, `maxa`, `ward_code`), and a Polygon or MultiPolygon in degrees, longitude first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from matxich.domain.places.schematic import MapAreas, Points, scaled_boundaries
from matxich.domain.shared.bilingual import Text

CODE_PROPERTIES = ("code", "ma", "ma_xa", "maxa", "ward_code")
_LEAST_POINTS = 4


class BoundaryError(Exception):
    """A boundary file cannot be used; `text` says what is wrong, where, and what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def boundary_areas(document: Any, codes: Sequence[str], *, is_theirs: bool = True) -> MapAreas | None:
    """Return the areas of the units that a file draws.

    Args:
        document: the file as JSON.
        codes: the statistics office's codes of the units that the map is to show.
        is_theirs: the file is meant for these units, so one that is missing is an error. New units carry codes of
            old ones: for the other grouping a file counts only when it has them all.

    Returns:
        Each area under its code, in the order of `codes`; None when no feature is one of these units (the file is of another grouping).

    Raises:
        BoundaryError: it is no feature collection, a feature cannot be read, or some units are missing in it.
    """
    wanted = set(codes)
    shapes: dict[str, list[Points]] = {}
    for number, feature in enumerate(_features(document), start=1):
        code = _code(feature, number)
        if code in wanted:
            shapes.setdefault(code, []).extend(_rings(feature, number, code))
    if not shapes:
        return None
    missing = [code for code in codes if code not in shapes]
    if missing and not is_theirs:
        return None
    if missing:
        raise BoundaryError(
            Text(
                "Tệp ranh giới thiếu {count} trong {all} đơn vị, ví dụ mã {shown}. Hãy bổ sung các đơn vị đó "
                "(thuộc tính «code») hoặc bỏ tệp khỏi cấu hình để dùng sơ đồ.",
                "The boundary file lacks {count} of {all} units, for example the codes {shown}. Add them "
                "(property “code”), or take the file out of the settings to use the schematic map.",
            ).format(count=len(missing), all=len(codes), shown=", ".join(missing[:5]))
        )
    return scaled_boundaries([(code, shapes[code]) for code in codes])


def _features(document: Any) -> list[Any]:
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        features = None
    if not isinstance(features, list):
        raise BoundaryError(
            Text(
                "Tệp ranh giới không phải GeoJSON loại FeatureCollection. Hãy xuất lại từ phần mềm bản đồ ở "
                "định dạng GeoJSON (WGS 84).",
                "The boundary file is not a GeoJSON FeatureCollection. Export it again from the map program as "
                "GeoJSON (WGS 84).",
            )
        )
    return features


def _code(feature: Any, number: int) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if isinstance(properties, dict):
        for name in CODE_PROPERTIES:
            if properties.get(name) not in (None, ""):
                return str(properties[name])
    raise BoundaryError(
        Text(
            "Đối tượng thứ {number} trong tệp ranh giới không có mã đơn vị. Hãy ghi mã của cơ quan thống kê vào "
            "thuộc tính «code».",
            "Feature {number} of the boundary file has no unit code. Put the statistics office's code into the "
            "property “code”.",
        ).format(number=number)
    )


def _rings(feature: dict[str, Any], number: int, code: str) -> Iterator[Points]:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(kind))
    if not isinstance(polygons, list) or not polygons:
        raise _unusable(number, code, "Polygon, MultiPolygon")
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else [None]:
            yield _ring(ring, number, code)


def _ring(ring: Any, number: int, code: str) -> Points:
    try:
        points = np.array([position[:2] for position in ring], dtype=np.float64)
    except (TypeError, ValueError, IndexError):
        raise _unusable(number, code, "[longitude, latitude]") from None
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < _LEAST_POINTS:
        raise _unusable(number, code, f"≥ {_LEAST_POINTS} × [longitude, latitude]")
    inside = np.isfinite(points).all() and bool((np.abs(points) <= (180.0, 90.0)).all())
    if not inside or math.isclose(float(np.ptp(points[:, 0])), 0.0, abs_tol=1e-12):
        raise _unusable(number, code, "-180…180, -90…90 (WGS 84)")
    return points


def _unusable(number: int, code: str, expected: str) -> BoundaryError:
    return BoundaryError(
        Text(
            "Đối tượng thứ {number} (mã {code}) trong tệp ranh giới có hình không đọc được; cần {expected}. Hãy "
            "xuất lại tệp theo hệ tọa độ WGS 84.",
            "The shape of feature {number} (code {code}) in the boundary file cannot be read; expected: "
            "{expected}. Export the file again in WGS 84.",
        ).format(number=number, code=code, expected=expected)
    )
