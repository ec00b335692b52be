"""A schematic map: each unit's area is what lies nearer to its centre than to any other's.

These are Voronoi cells, clipped at a padded convex hull of the centres. They show who is beside whom and nothing
more; a page that draws them says that they are no boundaries. A file of real boundaries takes their place
(`boundaries`), drawn by the same rules.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

#: width of a map, in its own units; the height follows from the region
WIDTH = 1000.0
#: how far the hull is moved outwards, as a share of the typical distance between neighbours
_PADDING = 0.75
_MARGIN = 8.0
#: what boundaries are drawn to, in map units: a third of a pixel on a wide screen, and a third of the bytes
_BOUNDARY_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """One unit on the map."""

    #: what the caller names the unit by
    key: str
    #: closed lines without their last point, in map units; a hole is a ring inside another
    rings: tuple[tuple[tuple[float, float], ...], ...]
    #: where its label goes
    centre: tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapAreas:
    """A region drawn."""

    width: float
    height: float
    #: in the order of the input
    areas: tuple[Area, ...]
    #: computed from centres; False: boundaries that a deployer supplied
    is_schematic: bool


def flattened(longitude: Points, latitude: Points, middle: float) -> Points:
    """Return map positions of places: east to the right, north up the page, the same scale in both directions.

    Args:
        longitude: degrees, shape (n,).
        latitude: degrees, shape (n,).
        middle: latitude at which the scale is true, degrees.

    Returns:
        Shape (n, 2); the second column grows southwards.
    """
    return np.column_stack([longitude * math.cos(math.radians(middle)), -latitude])


def schematic(centres: Mapping[str, tuple[float, float]]) -> MapAreas:
    """Draw units from their centres.

    Args:
        centres: what a unit is named by → (latitude, longitude) in degrees; at least one. Units with the same centre share its cell.

    Raises:
        ValueError: there is no centre.
    """
    if not centres:
        raise ValueError("a map needs at least one unit with a centre")
    keys = list(centres)
    places = np.array([centres[key] for key in keys], dtype=np.float64)
    points = flattened(places[:, 1], places[:, 0], float(places[:, 0].mean()))
    outline = _padded_hull(points)
    cells = {key: cell_of(points, place, outline) for place, key in enumerate(keys)}
    low, high = outline.min(axis=0), outline.max(axis=0)
    return _scaled(
        [(key, [cells[key]], points[place]) for place, key in enumerate(keys)], low, high, is_schematic=True
    )


def _scaled(
    shapes: Sequence[tuple[str, Sequence[Points], Points]], low: Points, high: Points, *, is_schematic: bool
) -> MapAreas:
    """Bring shapes to the width of a map, with its upper left corner at 0, 0."""
    extent = np.maximum(high - low, 1e-9)
    step = 0.1 if is_schematic else _BOUNDARY_STEP
    scale = (WIDTH - 2 * _MARGIN) / float(max(extent[0], extent[1] / 1.5))
    moved = [
        Area(
            key=key,
            rings=tuple(
                line for ring in rings if len(line := _rounded((ring - low) * scale + _MARGIN, step)) > 2
            ),
            centre=_rounded(((centre - low) * scale + _MARGIN)[None, :], 0.1)[0],
        )
        for key, rings, centre in shapes
    ]
    width, height = extent * scale + 2 * _MARGIN
    return MapAreas(round(float(width), 1), round(float(height), 1), tuple(moved), is_schematic)


def scaled_boundaries(shapes: Sequence[tuple[str, Sequence[Points]]]) -> MapAreas:
    """Draw units from the rings of their boundaries.

    Args:
        shapes: (what the unit is named by, rings), each ring of shape (n, 2) as longitude and latitude in degrees; at least one ring.
    """
    every = np.concatenate([ring for _, rings in shapes for ring in rings])
    middle = float(every[:, 1].mean())
    flat = [(key, [flattened(ring[:, 0], ring[:, 1], middle) for ring in rings]) for key, rings in shapes]
    all_flat = flattened(every[:, 0], every[:, 1], middle)
    return _scaled(
        [(key, rings, _middle_of_largest(rings)) for key, rings in flat],
        all_flat.min(axis=0),
        all_flat.max(axis=0),
        is_schematic=False,
    )


def cell_of(points: Points, place: int, outline: Points) -> Points:
    """Return the part of a convex outline that is nearer to one point than to any other.

    Args:
        points: shape (n, 2).
        place: which of them.
        outline: corners of a convex polygon in order, shape (m, 2), with the point inside.

    Returns:
        Corners in order, shape (k, 2); k may be below 3 only when the outline itself has no area.
    """
    own = points[place]
    offsets = points - own
    distances = np.hypot(offsets[:, 0], offsets[:, 1])
    cell = outline
    for other in np.argsort(distances, kind="stable"):
        if other == place or distances[other] == 0:
            continue
        reach = np.hypot(cell[:, 0] - own[0], cell[:, 1] - own[1]).max()
        if distances[other] / 2 >= reach:
            break  # all that follow are farther still
        cell = _clipped(cell, own + offsets[other] / 2, offsets[other])
    return cell


def _clipped(corners: Points, at: Points, away: Points) -> Points:
    """Keep of a convex polygon what does not lie beyond a line through `at`, `away` being the way out."""
    side = (corners - at) @ away
    following, following_side = np.roll(corners, -1, axis=0), np.roll(side, -1)
    kept: list[Points] = []
    for corner, then, here, there in zip(corners, following, side, following_side, strict=True):
        if here <= 0:
            kept.append(corner)
        if (here < 0 < there) or (there < 0 < here):
            kept.append(corner + (then - corner) * (here / (here - there)))
    return np.array(kept) if kept else corners[:0]


def _padded_hull(points: Points) -> Points:
    """Return a convex polygon around all points with room to spare: the hull of a small octagon at each."""
    apart = np.hypot(*np.ptp(points, axis=0)) or 1.0
    pad = _PADDING * float(apart) / math.sqrt(len(points))
    turns = np.arange(16) * (2 * math.pi / 16)
    ring = pad * np.column_stack([np.cos(turns), np.sin(turns)])
    return _hull((points[:, None, :] + ring[None, :, :]).reshape(-1, 2))


def _hull(points: Points) -> Points:
    """Return the convex hull's corners in order (Andrew's monotone chain)."""
    ordered = np.unique(np.round(points, 12), axis=0)
    lower = _chain(ordered)
    upper = _chain(ordered[::-1])
    return np.array(lower[:-1] + upper[:-1])


def _chain(ordered: Points) -> list[Points]:
    kept: list[Points] = []
    for point in ordered:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept


def _turn(a: Points, b: Points, c: Points) -> float:
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def _rounded(line: Points, step: float) -> tuple[tuple[float, float], ...]:
    """Return a line's points to a step in map units, without repeats; neighbours' common edges stay common."""
    found: list[tuple[float, float]] = []
    for x, y in np.round(np.round(line / step) * step, 1).tolist():
        if not found or found[-1] != (x, y):
            found.append((x, y))
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return tuple(found)


def area_of(ring: Points) -> float:
    """Return the area inside a ring, in the square of its units; its direction does not matter."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def _middle_of_largest(rings: Sequence[Points]) -> Points:
    largest = max(rings, key=area_of)
    return np.asarray(largest.mean(axis=0), dtype=np.float64)
