"""A schematic map: every unit has its area, areas do not overlap and leave no gap."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matxich.domain.places.boundaries import BoundaryError, boundary_areas
from matxich.domain.places.schematic import area_of, schematic
from tests.architecture.tree import ROOT
from tests.domain.places.hanoi import new_wards

BOUNDARIES = ROOT.parent / "shared" / "data" / "admin" / "hanoi_communes_2025_simplified.geojson"


def total_area(drawn) -> float:
    return sum(area_of(np.array(area.rings[0])) for area in drawn.areas)


def hull_area(drawn) -> float:
    points = {point for area in drawn.areas for ring in area.rings for point in ring}
    from matxich.domain.places.schematic import _hull

    return area_of(_hull(np.array(sorted(points))))


def test_hanoi_has_126_areas_each_around_its_centre():
    drawn = schematic({unit.code: (unit.latitude, unit.longitude) for unit in new_wards()})
    assert (len(drawn.areas), drawn.is_schematic) == (126, True)
    assert total_area(drawn) == pytest.approx(hull_area(drawn), rel=1e-3)
    assert all(len(area.rings) == 1 and len(area.rings[0]) > 2 for area in drawn.areas)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(20_000, 22_000), st.integers(105_000, 107_000)),
        min_size=1,
        max_size=25,
        unique=True,
    )
)
def test_cells_cover_the_outline_once(places):
    drawn = schematic({str(n): (lat / 1000, lon / 1000) for n, (lat, lon) in enumerate(places)})
    assert len(drawn.areas) == len(places)
    assert total_area(drawn) == pytest.approx(hull_area(drawn), rel=5e-3)
    for area in drawn.areas:
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for ring in area.rings for x, y in ring)


def test_the_same_centres_give_the_same_map():
    centres = {unit.code: (unit.latitude, unit.longitude) for unit in new_wards()}
    assert schematic(centres) == schematic(dict(centres))


def test_a_map_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one unit"):
        schematic({})


def square(code: str, at: float = 105.0) -> dict:
    ring = [[at, 21.0], [at + 0.1, 21.0], [at + 0.1, 21.1], [at, 21.1], [at, 21.0]]
    return {"properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def collection(*features) -> dict:
    return {"type": "FeatureCollection", "features": list(features)}


def test_a_boundary_file_replaces_the_schematic_map():
    drawn = boundary_areas(
        collection(square("00004"), square("00008", 105.1), square("99999")), ["00008", "00004"]
    )
    assert ([area.key for area in drawn.areas], drawn.is_schematic) == (["00008", "00004"], False)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "FeatureCollection"),
        ({"type": "FeatureCollection"}, "FeatureCollection"),
        (collection({"properties": {}}), "has no unit code"),
        (collection(square("00004")), "lacks 1 of 2 units"),
        (
            collection({**square("00004"), "geometry": {"type": "Point", "coordinates": [1, 2]}}),
            "Feature 1|feature 1",
        ),
        (collection({**square("00004"), "geometry": None}), "feature 1"),
        (collection(square("00004", 500.0)), "WGS 84"),
        (
            collection({**square("00004"), "geometry": {"type": "Polygon", "coordinates": [[[1, "x"]] * 4]}}),
            "feature 1",
        ),
    ],
)
def test_a_bad_boundary_file_says_which_feature_and_what_to_do(document, words):
    with pytest.raises(BoundaryError, match=words) as caught:
        boundary_areas(document, ["00004", "00008"])
    assert caught.value.text.vi


def test_a_file_of_other_units_is_not_ours():
    assert boundary_areas(collection(square("12345")), ["00004"]) is None
    # The new units' codes are codes of old ones too: a file of those is none of the old.
    assert boundary_areas(collection(square("00004")), ["00004", "00006"], is_theirs=False) is None


@pytest.mark.skipif(not BOUNDARIES.exists(), reason="the example boundary file is not on this machine")
def test_the_example_file_draws_all_126_units():
    document = json.loads(BOUNDARIES.read_text(encoding="utf-8"))
    drawn = boundary_areas(document, [unit.code for unit in new_wards()])
    assert (len(drawn.areas), drawn.is_schematic) == (126, False)
