"""The map component: shades, legend, what is not known, links, and its table."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from matxich.domain.places.schematic import schematic
from matxich.web.components.unit_map.drawing import STEPS, MapItem, shade_limits, unit_map

DRAWN = schematic({"1": (21.0, 105.8), "2": (21.1, 105.9), "3": (20.9, 105.7), "4": (21.2, 105.6)})
ITEMS = {
    "1": MapItem("Phường Ba Đình", 1200, "/places/1/"),
    "2": MapItem("Xã Bát Tràng", 0, "/places/2/"),
    "3": MapItem("Xã An Khánh", None, "/places/3/", is_chosen=True),
    "4": MapItem("Xã Đông Anh", 3),
}


def drawn(**words):
    return unit_map(DRAWN, ITEMS, title="Doanh nghiệp", measure="doanh nghiệp", **words)


def html(map_) -> str:
    return render_to_string("components/unit_map/unit_map.html", {"map": map_})


def test_what_is_not_known_is_hatched_and_never_zero():
    with override("vi"):
        shapes = {shape.code: shape for shape in drawn().shapes}
        page = html(drawn())
        words = gettext("not known")
    assert (shapes["3"].shade, shapes["3"].text, shapes["3"].figure) == ("unknown", words, "–")
    assert (shapes["2"].shade, shapes["2"].text) == ("0", "0 doanh nghiệp")
    assert shapes["1"].text == "1.200 doanh nghiệp"
    assert 'fill="url(#map-hatch)"' in page


def test_the_page_says_that_the_map_is_schematic_and_holds_the_table():
    with override("vi"):
        page = html(drawn())
    assert "Sơ đồ, không phải ranh giới" in page
    rows = re.findall(r"<tr><td>(.*?)</td><td class=\"mx-number\">(.*?)</td></tr>", page)
    assert [(re.sub("<.*?>", "", name), figure) for name, figure in rows] == [
        ("Phường Ba Đình", "1.200"),
        ("Xã An Khánh", "–"),
        ("Xã Bát Tràng", "0"),
        ("Xã Đông Anh", "3"),
    ]
    assert "style=" not in page


def test_an_area_with_an_address_is_a_link_with_its_name_and_figure():
    with override("en"):
        page = html(drawn())
    assert page.count('<a href="/places/1/"') == 2  # on the map, in the table
    assert 'aria-label="Phường Ba Đình: 1,200 doanh nghiệp"' in page
    assert '<path class="mx-map-area mx-map-shade-' in page


def test_the_chosen_area_is_drawn_last_and_said():
    assert drawn().shapes[-1].code == "3"
    assert 'aria-current="true"' in html(drawn())


def test_a_map_without_links_is_one_picture():
    page = html(unit_map(DRAWN, {"1": MapItem("A", 1)}, title="t", measure="m", id="other"))
    assert 'role="img"' in page
    assert "Skip the map" not in page
    assert 'id="other-title"' in page


def test_the_legend_covers_every_shade_that_is_drawn():
    map_ = drawn()
    assert {step.shade for step in map_.legend} == {shape.shade for shape in map_.shapes}


@given(st.lists(st.integers(0, 1000), max_size=40))
def test_more_is_never_lighter(figures):
    map_ = unit_map(
        schematic({str(n): (20 + n / 100, 105 + (n * 7 % 11) / 10) for n in range(len(figures) or 1)}),
        {str(n): MapItem(str(n), figure) for n, figure in enumerate(figures)},
        title="t",
        measure="m",
    )
    shades = {int(shape.code): shape.shade for shape in map_.shapes if shape.shade != "unknown"}
    ordered = sorted(range(len(figures)), key=lambda n: figures[n])
    steps = [int(shades[n]) for n in ordered]
    assert steps == sorted(steps)
    if any(figures):
        assert max(steps) == STEPS
        assert min(step for step, n in zip(steps, ordered, strict=True) if figures[n]) >= 1


@pytest.mark.parametrize(("figures", "limits"), [([], ()), ([0, 0], ()), ([5], (5,)), ([2, 2, 2], (2,))])
def test_few_figures_have_few_shades(figures, limits):
    assert shade_limits(figures) == limits
