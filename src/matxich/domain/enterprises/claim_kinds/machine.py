"""A kind of machine on the floor."""

from __future__ import annotations

from collections.abc import Mapping

from matxich.domain.enterprises.cells import read_machine
from matxich.domain.enterprises.claim_kind import CONCEPT, NUMBER, ClaimField, ClaimKind, Read
from matxich.domain.enterprises.claim_reading import cells_of, listed, needed
from matxich.domain.enterprises.encoding import encode
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.text import fold
from matxich.domain.vocabulary.vocabulary import Vocabulary

_TYPE = Text("Loại máy", "Machine type")
FIELDS = (
    ClaimField("machine_type", _TYPE, CONCEPT, required=True, example="Máy ép nhựa", concept="machine"),
    ClaimField("maker", Text("Hãng", "Make"), example="Ví Dụ Seiki"),
    ClaimField("model", Text("Kiểu máy", "Model"), example="VD-350"),
    ClaimField("year", Text("Năm sản xuất", "Year of manufacture"), NUMBER, example="2019"),
    ClaimField("quantity", Text("Số máy", "Number of machines"), NUMBER, example="4"),
    ClaimField(
        "size", Text("Lực, hành trình hoặc đường kính", "Force, travel or diameter"), example="350 tấn"
    ),
)


def read(written: Mapping[str, str], vocabulary: Vocabulary) -> Read:
    """Read one machine row."""
    cells, problems = cells_of(written)
    missing = needed(written, "machine_type", _TYPE)
    found = read_machine(cells, vocabulary)
    tree = vocabulary.tree("machine")
    labels = [tree.get(one.code).label for one in found]
    text, size, count = (
        written.get("machine_type", ""),
        written.get("size", ""),
        written.get("quantity", "").strip(),
    )
    times = f"× {count}" if count else ""
    return Read(
        typed={"items": [encode(one) for one in found]},
        codes=tuple(one.code for one in found),
        summary=Text(
            listed([", ".join(label.vi for label in labels) or text, size, times]),
            listed([", ".join(label.en for label in labels) or text, size, times]),
        ),
        problems=(*missing, *problems),
    )


def key(found: Read, written: Mapping[str, str]) -> str:
    """Machines of one type, make, model and size are one line; their number may change."""
    parts = [",".join(sorted(found.codes)) or fold(written.get("machine_type", ""))]
    parts += [fold(written.get(name, "")) for name in ("maker", "model", "size")]
    return "|".join(parts)


KIND = ClaimKind(
    code="machine",
    label=Text("Máy", "Machine"),
    plural=Text("Máy móc", "Machines"),
    fields=FIELDS,
    read=read,
    key=key,
    table="machines",
    evidence=Text("Ảnh máy và biển máy", "Photos of the machine and its plate"),
    order=30,
)
