"""States as readers see them."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from matxich.web.presenters.charts import bars
from matxich.web.presenters.statuses import KINDS, status_of
from matxich.web.templatetags.mx_records import age, grade

VALUES = [(kind, value) for kind, (choices, _tones) in KINDS.items() for value in choices.values]


@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_every_state_has_a_word_in_both_languages(kind, value):
    words = set()
    for language in ("vi", "en"):
        with translation.override(language):
            words.add(str(status_of(kind, value)[0]))
    assert len(words) == 2
    assert value not in words


def test_states_of_one_kind_are_told_apart_by_their_words():
    for kind, (choices, _tones) in KINDS.items():
        with translation.override("vi"):
            words = [str(status_of(kind, value)[0]) for value in choices.values]
        assert len(set(words)) == len(words), kind


def test_a_state_that_nobody_listed_shows_itself():
    assert status_of("stage", "unheard_of")[0] == "unheard_of"
    with pytest.raises(KeyError):
        status_of("unheard_of", "x")


@pytest.mark.parametrize(("value", "on"), [(None, 0), (0, 0), (1, 1), (4, 4)])
def test_a_grade_fills_as_many_bars(value, on):
    html = grade(value)
    assert (html.count("<path"), html.count('class="mx-proof-on"')) == (4, on)


def test_no_evidence_is_said_and_not_left_blank():
    with translation.override("en"):
        assert "none yet" in Template("{% grade 0 words=True %}").render(Context({}))


def test_a_state_follows_the_language_of_the_reader():
    drawn = []
    for language in ("vi", "en", "vi"):
        with translation.override(language):
            drawn.append(Template('{% status "stage" "published" %}').render(Context({})))
    assert drawn[0] == drawn[2] != drawn[1]
    assert "Đã công bố" in drawn[0]


def test_what_is_no_state_is_escaped():
    assert "<b>" not in Template('{% status "stage" value %}').render(Context({"value": "<b>"}))


def test_an_unknown_figure_draws_no_bar_and_no_zero():
    template = '{% include "components/bar_rows/bar_rows.html" %}'
    with translation.override("en"):
        html = Template(template).render(
            Context({"bars": bars([("a", None, ""), ("b", 12.5, "")]), "caption": "x"})
        )
    assert html.count("<rect") == 1
    assert "not known" in html
    assert 'width="100"' in html


def test_a_share_is_drawn_with_a_point_in_every_language():
    template = '{% include "components/bar_rows/bar_rows.html" %}'
    with translation.override("vi"):
        html = Template(template).render(Context({"bars": bars([("a", 8, ""), ("b", 1, "")])}))
    assert 'width="12.5"' in html


def test_an_age_is_in_whole_days():
    with translation.override("vi"):
        assert age(timezone.now()) == "hôm nay"
        assert age(timezone.now() - dt.timedelta(days=41)) == "41 ngày"
