"""A synthetic Vietnamese registry with its truth: firms, their branches, their look-alikes, and firms entered twice.

Pure and deterministic: the same seed gives the same rows. It was written before the scorer and knows nothing of it; how
it is made is told in docs/benchmarks.md. Every name is invented; a real firm of the same name would be chance.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace

from stdnum.vn import mst

from tests.benchmarks import registry_words as words


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm as it is, before anybody writes it down."""

    form: int
    generals: tuple[int, ...]
    trades: tuple[int, ...]
    brand: str
    #: "Hà Nội", "Việt Nam", "Group", "" …, with its English
    tail: tuple[str, str]
    district: str
    address: str
    phone: str
    tax_code: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the registry. Rows of one `entity` are one firm."""

    id: int
    entity: int
    name: str
    district: str
    address: str
    phone: str
    tax_code: str


#: what can be wrong beside short legal forms, lost accents, moved offices, new phones and missing tax codes
FAULTS = frozenset(
    {"look_alikes", "branches", "english", "abbreviations", "left_out", "swaps", "slips", "encodings"}
)


def registry(
    rows: int, seed: int, *, duplicated: float = 3 / 13, faults: Collection[str] = FAULTS
) -> list[Row]:
    """Return so many rows, the given share of them further entries of firms that stand there already.

    The default share is that of 5,000 firms with 1,500 further entries. Without any `faults` it is the plainer registry
    that stock software was measured on before.
    """
    draw = _Draw(seed, faults)
    firms = _firms(rows - int(rows * duplicated), draw)
    made = [_row(at, at, firm, _full_name(firm, draw), draw) for at, firm in enumerate(firms)]
    while len(made) < rows:
        entity = draw.randrange(len(firms))
        made.append(_again(len(made), entity, firms[entity], draw))
    draw.shuffle(made)
    return [replace(row, id=at) for at, row in enumerate(made)]


def true_pairs(rows: list[Row]) -> set[tuple[int, int]]:
    """Return the pairs of ids, smaller first, that are one firm."""
    by_entity: dict[int, list[int]] = {}
    for row in rows:
        by_entity.setdefault(row.entity, []).append(row.id)
    return {(a, b) for ids in by_entity.values() for a in ids for b in ids if a < b}


class _Draw(random.Random):
    """Chance, and what it may do wrong."""

    def __init__(self, seed: int, faults: Collection[str]) -> None:
        super().__init__(f"registry {seed}")
        self._faults = faults
        self.tax_codes: set[str] = set()

    def goes(self, fault: str, share: float) -> bool:
        """Say whether a fault happens; one that is not wished for never does."""
        return self.random() < share and fault in self._faults


# ── Firms ──


def _firms(count: int, draw: _Draw) -> list[Firm]:
    """Draw firms, a quarter of them look-alikes of another, one in twenty with a branch of its own code."""
    firms: list[Firm] = []
    taken: set[str] = set()
    while len(firms) < count:
        if firms and draw.goes("branches", 0.05):
            head = draw.choice(firms)
            branch = _branch(head, draw)
            if not head.unit and f"{_core(head)} {branch.unit}" not in taken:
                taken.add(f"{_core(head)} {branch.unit}")
                firms.append(branch)
            continue
        alike = firms and draw.goes("look_alikes", 0.26)
        firm = _look_alike(draw.choice(firms), draw) if alike else _firm(draw)
        # The law refuses a name that another firm of the country has (Decree 01/2021, articles 17-19), whatever the form.
        name = _core(firm)
        if name not in taken and not firm.unit:
            taken.add(name)
            firms.append(firm)
    return firms


def _firm(draw: _Draw) -> Firm:
    form = draw.choices(range(len(words.FORMS)), [form[3] for form in words.FORMS])[0]
    generals = tuple(draw.sample(range(len(words.GENERALS)), draw.choices((0, 1, 2), (35, 55, 10))[0]))
    trades = tuple(draw.sample(range(len(words.TRADES)), draw.choices((0, 1, 2), (10, 75, 15))[0]))
    firm = Firm(form, generals, trades, _brand(draw), _tail(draw), "", "", "", "")
    if not trades and not generals:
        firm = replace(firm, trades=(draw.randrange(len(words.TRADES)),))
    return _placed(firm, draw)


def _placed(firm: Firm, draw: _Draw, district: str = "") -> Firm:
    district = district or draw.choice(words.DISTRICTS)
    return replace(
        firm,
        district=district,
        address=_address(district, draw),
        phone=_phone(draw),
        tax_code=_tax_code(draw),
    )


def _brand(draw: _Draw) -> str:
    kind = draw.random()
    if kind < 0.10:
        return (
            draw.choice(words.FOREIGN)
            + draw.choice(words.FOREIGN).lower() * (draw.random() < 0.4)
            + draw.choice(words.FOREIGN_ENDS)
        )
    if kind < 0.15:
        return "".join(draw.choice("ABCDEGHKLMNPQSTVX") for _ in range(draw.choice((2, 3, 3, 4))))
    count = draw.choices((1, 2, 3), (6, 70, 24))[0]
    weights = [1 / (at + 8) for at in range(len(words.SYLLABLES))]
    return " ".join(dict.fromkeys(draw.choices(words.SYLLABLES, weights, k=count)))


def _tail(draw: _Draw) -> tuple[str, str]:
    kind = draw.random()
    if kind < 0.14:
        return "Việt Nam", "Vietnam"
    if kind < 0.24:
        return draw.choice(words.NAME_PLACES)
    if kind < 0.28:
        return "Group", "Group"
    if kind < 0.31:
        number = str(draw.choice((1, 2, 3, 6, 8, 68, 86, 79, 99, 789)))
        return number, number
    return "", ""


def _look_alike(firm: Firm, draw: _Draw) -> Firm:
    """Return another firm whose name is nearly that of the first: same trade and form, or same brand in another trade."""
    kind = draw.random()
    parts = firm.brand.split()
    place = draw.randrange(len(parts))
    if kind < 0.35:
        parts[place] = draw.choice(words.SYLLABLES[:80])
        other = replace(firm, brand=" ".join(parts))
    elif kind < 0.45:
        other = replace(firm, brand=" ".join(words.ACCENT_TWINS.get(part, part) for part in parts))
    elif kind < 0.60:
        other = replace(firm, brand=f"{firm.brand} {draw.choice(words.SYLLABLES[:60])}")
    elif kind < 0.70:
        number = str(draw.choice((1, 2, 5, 68, 88)))
        other = replace(firm, tail=(number, number))
    elif kind < 0.90:
        other = replace(firm, trades=(draw.randrange(len(words.TRADES)),))
    else:
        other = replace(firm, brand=_brand(draw))
    return _placed(other, draw, firm.district if draw.random() < 0.4 else "")


def _branch(head: Firm, draw: _Draw) -> Firm:
    place = draw.choice(
        (draw.choice(words.DISTRICTS), draw.choice(words.NAME_PLACES)[0], f"số {draw.randint(1, 5)}")
    )
    branch = _placed(head, draw)
    return replace(branch, unit=place, tax_code=f"{head.tax_code}-{draw.randint(1, 20):03d}")


def _tax_code(draw: _Draw) -> str:
    """Return a code with a right check digit that no other firm has."""
    while True:
        first = f"01{draw.randrange(10**7):07d}"
        code = first + mst.calc_check_digit(first)
        if mst.is_valid(code) and code not in draw.tax_codes:
            draw.tax_codes.add(code)
            return code


def _phone(draw: _Draw) -> str:
    return (
        draw.choice(("024", "090", "091", "098", "097", "093", "035", "088")) + f"{draw.randrange(10**7):07d}"
    )


def _address(district: str, draw: _Draw) -> str:
    if draw.random() < 0.3:
        return f"Lô {draw.choice('ABCDE')}{draw.randint(1, 40)}, {draw.choice(words.ESTATES)}, huyện {district}, Hà Nội"
    return f"Số {draw.randint(1, 480)} đường {draw.choice(words.STREETS)}, {district}, Hà Nội"


# ── Writing them down ──


def _core(firm: Firm) -> str:
    parts = [words.GENERALS[g][0] for g in firm.generals] + [words.TRADES[t][0] for t in firm.trades]
    return " ".join([*parts, firm.brand, firm.tail[0]]).lower().strip()


def _full_name(firm: Firm, draw: _Draw) -> str:
    """Return the name as it is registered."""
    name = " ".join(f"{words.FORMS[firm.form][0]} {_core(firm)}".split())
    if firm.unit:
        name = f"chi nhánh {firm.unit} - {name}" if draw.random() < 0.6 else f"{name} - chi nhánh {firm.unit}"
    return name.upper() if draw.random() < 0.6 else name.title()


def _row(id_: int, entity: int, firm: Firm, name: str, draw: _Draw) -> Row:
    tax_code = firm.tax_code if draw.random() >= 0.7 else ""
    return Row(id_, entity, name, firm.district, firm.address, firm.phone, tax_code)


def _again(id_: int, entity: int, firm: Firm, draw: _Draw) -> Row:
    """Write a firm down once more, as another list, year or person would."""
    if draw.random() < 0.5:
        firm = replace(firm, phone=_phone(draw))
    if draw.random() < 0.15:
        district = draw.choice(words.DISTRICTS)
        firm = replace(firm, district=district, address=_address(district, draw))
    name = _english(firm, draw) if draw.goes("english", 0.07) and not firm.unit else _vietnamese(firm, draw)
    row = _row(id_, entity, firm, _typed(name, draw), draw)
    return replace(
        row,
        address=_rewritten(row.address, draw),
        phone=draw.choice(
            (row.phone, f"{row.phone[:4]} {row.phone[4:7]} {row.phone[7:]}", f"+84 {row.phone[1:]}")
        ),
        tax_code=_mistyped(row.tax_code, draw),
    )


def _vietnamese(firm: Firm, draw: _Draw) -> str:
    long, short, _, _ = words.FORMS[firm.form]
    form = draw.choice(short) if draw.random() < 0.6 else long
    # Words that say little are the first to be left out.
    generals = [_written(words.GENERALS[g], draw) for g in firm.generals if not draw.goes("left_out", 0.2)]
    trades = [_written(words.TRADES[t], draw) for t in firm.trades]
    if len(trades) > 1 and draw.goes("left_out", 0.1):
        trades.pop()
    parts = [*generals, *trades, firm.brand, firm.tail[0]]
    if firm.tail[0] in {"Việt Nam", "Group"} and draw.goes("left_out", 0.3):
        parts.pop()
    if draw.goes("swaps", 0.08):
        at, other = draw.sample(range(len(parts)), 2) if len(parts) > 1 else (0, 0)
        parts[at], parts[other] = parts[other], parts[at]
    name = " ".join(" ".join([form, *parts]).split())
    if firm.unit:
        marker = draw.choice(("Chi nhánh", "CN"))
        name = f"{marker} {firm.unit} {name}" if draw.random() < 0.6 else f"{name} - Chi nhánh {firm.unit}"
    return name


def _written(entry: tuple[str, tuple[str, ...], str], draw: _Draw) -> str:
    return draw.choice(entry[1]) if entry[1] and draw.goes("abbreviations", 0.5) else entry[0]


def _english(firm: Firm, draw: _Draw) -> str:
    trades = [words.TRADES[t][2] for t in firm.trades] + [
        words.GENERALS[g][2] for g in firm.generals if draw.random() > 0.3
    ]
    brand = firm.brand if draw.random() < 0.6 else firm.brand.replace(" ", "").capitalize()
    parts = [brand, *trades, firm.tail[1], draw.choice(words.FORMS[firm.form][2])]
    return _unaccented(" ".join(" ".join(parts).split())).replace(" .,", ",")


def _typed(name: str, draw: _Draw) -> str:
    """Return a name as it comes out of a keyboard: its case, accents, encoding, slips."""
    case = draw.random()
    name = name.upper() if case < 0.35 else name.title() if case < 0.65 else name
    if draw.random() < 0.35:
        name = _unaccented(name)
    elif draw.goes("encodings", 0.15):
        name = _other_placement(name)
    if draw.goes("slips", 0.15):
        name = _slip(name, draw)
    if draw.goes("encodings", 0.10):
        name = unicodedata.normalize("NFD", name)
    if draw.goes("encodings", 0.05):
        name = name.replace(" ", "  ", 1)
    return name


def _unaccented(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def _other_placement(name: str) -> str:
    for old, new in (
        ("òa", "oà"),
        ("óa", "oá"),
        ("ủy", "uỷ"),
        ("úy", "uý"),
        ("ÒA", "OÀ"),
        ("ÓA", "OÁ"),
        ("ỦY", "UỶ"),
        ("ÚY", "UÝ"),
    ):
        name = name.replace(old, new)
    return name


def _slip(name: str, draw: _Draw) -> str:
    """Return a name with one slip of the fingers somewhere: a letter lost, doubled, exchanged or beside the right key."""
    places = [at for at, char in enumerate(name) if char.isalpha()]
    at = draw.choice(places)
    kind = draw.randrange(5)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind == 3:
        return name[:at] + draw.choice("qwertyuiopasdfghjklzxcvbnm") + name[at + 1 :]
    return name[:at] + _unaccented(name[at]) + name[at + 1 :]


def _rewritten(address: str, draw: _Draw) -> str:
    for old, new in (
        ("Số ", ""),
        ("đường ", ""),
        ("đường ", "phố "),
        (", Hà Nội", ", TP Hà Nội"),
        (", Hà Nội", ""),
        ("huyện ", "H. "),
        ("Lô ", "Lo "),
    ):
        if draw.random() < 0.3:
            address = address.replace(old, new)
    return _unaccented(address) if draw.random() < 0.3 else address


def _mistyped(code: str, draw: _Draw) -> str:
    kind = draw.random()
    if not code or kind > 0.10:
        return code
    if kind < 0.03:
        at = draw.randrange(10)
        return code[:at] + str(draw.randrange(10)) + code[at + 1 :]
    return code.lstrip("0") if kind < 0.06 else f"{code[:4]} {code[4:7]} {code[7:]}"
