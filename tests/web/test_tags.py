"""The tags that every template has."""

import pytest
from django.template import Context, Template
from django.utils import translation

from matxich.web.templatetags.mx import LEVELS
from scripts.assets import WEB


def render(source: str, **values) -> str:
    """The template's text."""
    return Template(source).render(Context(values)).strip()


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("vi", 1100.5, "1.100,5"),
        ("en", 1100.5, "1,100.5"),
        ("vi", 50000, "50.000"),
        ("vi", -1234567, "-1.234.567"),
    ],
)
def test_number_is_written_as_the_language_does(language, value, expected):
    with translation.override(language):
        assert render("{{ value|number }}", value=value) == expected


def test_number_keeps_the_decimals_it_is_told_to():
    with translation.override("vi"):
        assert render("{{ value|number:2 }}", value=0.5) == "0,50"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_level_has_a_sign_and_a_word_of_its_own(language):
    signs = (WEB / "static" / "img" / "levels.svg").read_text(encoding="utf-8")
    with translation.override(language):
        drawn = {code: render("{% level code %}", code=code) for code in LEVELS}
        words = {code: str(word) for code, word in LEVELS.items()}
    assert len(set(words.values())) == len(LEVELS) == 5
    for code, html in drawn.items():
        assert f"mx-level-{code}" in html
        assert f"levels.svg#{code}" in html
        assert f'<symbol id="{code}"' in signs
        assert words[code] in html


def test_an_unknown_level_is_an_error_and_not_a_blank():
    with pytest.raises(KeyError):
        render("{% level code %}", code="perfect")


def test_an_icon_is_hidden_from_those_who_listen():
    drawn = render('{% icon "sun" %}')
    assert 'href="/static/vendor/icons.svg#sun"' in drawn
    assert 'aria-hidden="true"' in drawn


@pytest.mark.parametrize(("language", "expected"), [("vi", "Có ISO 9001"), ("en", "Holds ISO 9001")])
def test_a_sentence_of_the_domain_is_shown_in_the_readers_language(language, expected):
    with translation.override(language):
        assert render("{{ text|said }}", text={"vi": "Có ISO 9001", "en": "Holds ISO 9001"}) == expected
        assert render("{{ text|said }}", text=None) == ""


def test_a_share_is_written_as_whole_per_cent():
    assert render("{{ share|percent }}", share=0.754) == "75 %"


def test_a_sign_alone_is_hidden_from_those_who_listen():
    drawn = render('{% sign "near" %}')
    assert "levels.svg#near" in drawn
    assert 'aria-hidden="true"' in drawn
