"""What each agreement and difference is worth, in bits: one bit doubles or halves the odds that two records are one firm.

The numbers are log₂ of (how often one firm entered twice shows it / how often two firms do), set by judgement and not
fitted to any list. What a word is worth comes from how rare it is (`shares`). Printed with every pair.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits for each thing that can agree or differ."""

    #: of the bits of a word: a trade word, a place, a general word that agree
    trade_share: float = 0.8
    place_share: float = 0.8
    general_share: float = 0.25
    most_trade: float = 9.0
    most_general: float = 2.5
    #: a brand word with a slip loses this of its bits
    slip: float = -3.0
    #: accents differ on a brand word where one of the two has none
    lost_accent: float = -4.0
    #: brand words in another order
    other_order: float = -4.0
    #: what agreeing brand words are worth at most when one name has more of them or the trades are others, and when
    #: each has its own: sister firms and imitators share words on purpose, so their rarity says little then
    most_when_missing: float = 8.0
    most_when_other: float = 4.0
    #: a brand word or number that only one has; each further one; both have words of their own, or other accents
    brand_missing: float = -10.0
    brand_missing_more: float = -2.0
    brand_other: float = -11.0
    #: … but they differ in one letter, though both are words
    brand_near: float = -7.0
    #: at most, where one name is in English and what is left of both may be translations of each other
    translated: float = -2.5
    trade_missing: float = -1.5
    #: other trades beside one that agrees; nothing but other trades
    trade_partly: float = -3.0
    trade_other: float = -7.0
    place_missing: float = -1.5
    place_other: float = -6.0
    general_missing: float = -0.3
    most_general_missing: float = -1.2
    general_other: float = -2.5
    #: nothing of the names is left over: the law gives a name to one firm only (Decree 01/2021/NĐ-CP, articles 17–19)
    whole_name: float = 7.5
    #: … but for general words on one side, on both sides, or for a slip
    whole_name_but_general: float = 4.5
    whole_name_other_general: float = 2.0
    whole_name_slip: float = 4.5
    #: … and accents were typed in both
    whole_name_accents: float = 3.0
    form_agrees: float = 0.7
    form_differs: float = -3.0
    tax_agrees: float = 25.0
    tax_differs: float = -12.0
    tax_slip: float = 8.0
    tax_former: float = 15.0
    phone_agrees: float = 9.0
    phone_differs: float = -1.0
    email_agrees: float = 8.0
    most_unit: float = 5.0
    unit_differs: float = -2.7
    address_agrees: float = 9.0
    address_near: float = 2.0
    address_differs: float = -1.5
    #: another record fits one of the two better, and the pair cannot be all one firm; by how much better it must fit
    rival: float = -10.0
    rival_margin: float = 2.0
    #: rows of a registry that are another entry of a firm; with the number of rows it gives the odds to begin with
    repeated: float = 0.4
    #: bits of a registry that is smaller than this are counted as of this size
    least_size: int = 500


DEFAULT = Weights()
