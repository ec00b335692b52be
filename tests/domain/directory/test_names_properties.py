"""A firm is found by any of its names, whatever was lost on the way to the keyboard."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from matxich.domain.directory.names import brand
from matxich.domain.directory.spelling import allowed_typos, within
from matxich.domain.shared.alphabet import leading_number, sort_key
from matxich.domain.shared.text import fold
from tests.domain.directory.firms import NAMES, firm, found, scanned

REGISTRY = scanned([firm(number, name) for number, name in enumerate(NAMES)])
LETTERS = "abcdeghiklmnopqrstuvxy"
TONES = {"oà": "òa", "uý": "úy", "òa": "oà", "úy": "uý"}


def swapped_tone(name: str) -> str:
    return next((name.replace(one, other) for one, other in TONES.items() if one in name), name)


WRITINGS = {
    "as it is": lambda name: name,
    "without accents": fold,
    "in capitals": str.upper,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "tone elsewhere": swapped_tone,
    "without legal form": lambda name: brand(fold(name)),
    "words turned round": lambda name: " ".join(reversed(brand(fold(name)).split())),
    "without spaces": lambda name: brand(fold(name)).replace(" ", ""),
}


@given(st.integers(0, len(NAMES) - 1), st.sampled_from(sorted(WRITINGS)))
def test_a_firm_is_found_by_its_name_however_it_is_written(number, writing):
    assert str(number) in found(REGISTRY, WRITINGS[writing](NAMES[number]))


@given(st.data(), st.integers(0, len(NAMES) - 1), st.sampled_from(("wrong", "missing", "more", "swapped")))
def test_a_firm_is_found_with_one_slip_in_one_word(data, number, slip):
    words = brand(fold(NAMES[number])).split()
    place = data.draw(st.integers(0, len(words) - 1))
    word = words[place]
    assume(allowed_typos(word) or len(words) >= 3)
    at, letter = data.draw(st.integers(0, len(word) - 1)), data.draw(st.sampled_from(LETTERS))
    words[place] = {
        "wrong": word[:at] + letter + word[at + 1 :],
        "missing": word[:at] + word[at + 1 :],
        "more": word[:at] + letter + word[at:],
        "swapped": word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    }[slip]
    assume(" ".join(words).strip())
    assert str(number) in found(REGISTRY, " ".join(words))


@given(st.integers(0, len(NAMES) - 1), st.data())
def test_the_beginning_of_the_last_word_is_enough(number, data):
    words = brand(fold(NAMES[number])).split()
    words[-1] = words[-1][: data.draw(st.integers(1, len(words[-1])))]
    assert str(number) in found(REGISTRY, " ".join(words))


@given(st.text(max_size=40))
def test_no_text_breaks_a_search(text):
    found(REGISTRY, text)


words = st.text("abdeđiô ơưáàếọÂ", min_size=0, max_size=12)


@given(words, words, st.integers(1, 10))
def test_a_leading_number_never_contradicts_the_alphabet(first, second, letters):
    low, high = sorted((sort_key(first), sort_key(second)))
    assert leading_number(low, letters * 6) <= leading_number(high, letters * 6) < 2 ** (letters * 6)


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6), st.integers(0, 2))
def test_slips_count_the_same_in_both_directions(first, second, typos):
    assert within(first, second, typos) == within(second, first, typos)
