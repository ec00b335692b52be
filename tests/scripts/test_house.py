"""The scripts behind the Makefile: what they skip, copy, gather."""

import pytest

from scripts import assets, messages, stamps


@pytest.fixture
def build(monkeypatch, tmp_path):
    """A build folder of the test's own."""
    monkeypatch.setattr(stamps, "BUILD", tmp_path)
    return tmp_path


def test_a_stamp_is_current_for_the_very_same_inputs_only(build):
    source = build / "input"
    source.write_text("one")
    stamp = stamps.Stamp("step")
    assert not stamp.is_current(stamps.digest([source]))
    stamp.record(stamps.digest([source]))
    assert stamp.is_current(stamps.digest([source]))
    source.write_text("two")
    assert not stamp.is_current(stamps.digest([source]))
    source.write_text("one")
    assert stamp.is_current(stamps.digest([source]))
    assert not stamp.is_current(stamps.digest([source], "another word"))
    source.unlink()
    assert not stamp.is_current(stamps.digest([source]))


def test_the_sprite_holds_each_icon_once_in_the_colour_of_the_text(tmp_path):
    folder = assets.MODULES / "@tabler" / "icons" / "icons" / "outline"
    drawn = assets.symbol("sun", folder)
    assert drawn.startswith('<symbol id="sun" viewBox="0 0 24 24"')
    assert (
        drawn.count("<path") == (folder / "sun.svg").read_text().count("<path") - 1
    )  # without the invisible square
    assert "currentColor" in drawn


def test_an_icon_that_does_not_exist_stops_the_set_up(capsys):
    with pytest.raises(SystemExit):
        assets.symbol("no-such-icon")
    assert "'no-such-icon'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a{}\n/*# sourceMappingURL=a.css.map */", "a{}\n"),
        ("f()\n//# sourceMappingURL=a.js.map\n", "f()\n"),
        ("a{}", "a{}"),
    ],
)
def test_the_pointer_to_a_source_map_is_left_out(text, expected):
    assert assets.without_source_map(text) == expected


def test_texts_are_gathered_from_python_and_templates():
    found = {key[0] for key in messages.keys(messages.extracted())}
    assert "There is no page at this address" in found  # Python
    assert "Skip to the content" in found  # a template


def test_a_compiled_catalogue_is_what_gettext_reads(tmp_path):
    import gettext

    source = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "link"\nmsgstr "mắt xích"\n'
    )
    messages.compile_catalogues(tmp_path)
    assert gettext.translation("django", tmp_path, ["vi"]).gettext("link") == "mắt xích"
