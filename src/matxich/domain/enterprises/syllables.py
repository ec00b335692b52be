"""Whether a folded word can be a Vietnamese syllable.

A slip of the fingers mostly gives something that is none ("thnah"); two syllables that differ in one letter ("phat",
"phu") are two words. So a difference of one letter is forgiven only where one of the two cannot be meant.
"""

from __future__ import annotations

import functools

_ONSETS_WRITTEN = "b c d g h k l m n p q r s t v x ch gh gi kh ng ngh nh ph qu th tr"
_RIMES_WRITTEN = """
    a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in
    inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong ooc oong op ot u ua
    uan uang uat uay uc ue uech uenh ui uit um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet
    uynh uyt uyu y yem yen yet yeu
"""
_ONSETS = ("", *_ONSETS_WRITTEN.split())
_RIMES = frozenset(_RIMES_WRITTEN.split())
_NEVER = ("ie", "giy", "quu")


@functools.lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Say whether a folded word is spelled as a Vietnamese syllable.

    >>> is_syllable("nguyen"), is_syllable("thnah"), is_syllable("quang"), is_syllable("samsung")
    (True, False, True, False)
    """
    return not word.startswith(_NEVER) and any(
        word.startswith(onset) and word[len(onset) :] in _RIMES for onset in _ONSETS
    )
