"""The colours are readable: WCAG's AA contrast, in light and in dark, and AAA where the reader asked for high contrast,
worked out from the style sheets themselves."""

import re

import pytest

from matxich.web.templatetags.mx import LEVELS
from scripts.assets import WEB

STYLES = WEB / "static" / "css"


def pairs(sheet: str) -> dict[str, tuple[str, str]]:
    """Token → its value in light and in dark."""
    text = (STYLES / sheet).read_text(encoding="utf-8")
    found = re.findall(r"--mx-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", text)
    return {name: (light, dark) for name, light, dark in found}


PAIRS = pairs("tokens.css")
HIGH = pairs("contrast.css")
TEXTS = [(text, ground) for text in ("ink", "quiet", "accent") for ground in ("ground", "surface")]
TEXTS += [("accent-ink", "accent")]
TEXTS += [(level, f"{level}-bg") for level in LEVELS]
#: The sign of a level also stands on the bare page, as in a table's cell.
TEXTS += [(level, ground) for level in LEVELS for ground in ("surface", "ground")]
#: A tip on focus is written light on dark; a dangerous button is filled with the colour of what fails.
TEXTS += [("surface", "ink"), ("surface", "fails")]
#: What is not text but has to be seen: the edges of fields and boxes.
EDGES = [("edge", "surface"), ("edge", "ground")]


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, as WCAG 2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio, 1..21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_agrees_with_the_known_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), TEXTS)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_reaches_aa_on_its_ground(text, ground, theme):
    assert contrast(PAIRS[text][theme], PAIRS[ground][theme]) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_edge_of_what_can_be_filled_in_is_seen(edge, ground, theme):
    assert contrast(PAIRS[edge][theme], PAIRS[ground][theme]) >= 3


@pytest.mark.parametrize(("text", "ground"), [*TEXTS, *EDGES])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_high_contrast_reaches_aaa(text, ground, theme):
    assert contrast(HIGH[text][theme], HIGH[ground][theme]) >= 7


def test_high_contrast_gives_every_colour_anew():
    assert set(HIGH) == set(PAIRS)


def test_the_levels_differ_from_one_another():
    assert len({PAIRS[level] for level in LEVELS}) == len(LEVELS)
