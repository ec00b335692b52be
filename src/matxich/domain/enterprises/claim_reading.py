"""What the kinds of claims share in reading what a person wrote."""

from __future__ import annotations

from collections.abc import Mapping

from matxich.domain.enterprises.cells import Cells
from matxich.domain.enterprises.claim_kind import ClaimProblem
from matxich.domain.shared.bilingual import Text
from matxich.domain.shared.numbers import find_numbers

YES_NO = (("Có", Text("Có", "Yes")), ("Không", Text("Không", "No")))
_NEEDED = Text("{label}: chưa điền. Hãy điền rồi lưu lại.", "{label}: empty. Fill it and save again.")


def cells_of(
    written: Mapping[str, str], units: Mapping[str, str] | None = None
) -> tuple[Cells, list[ClaimProblem]]:
    """Return the fields as the readers of spreadsheets take them, and the list their doubts go into."""
    problems: list[ClaimProblem] = []

    def report(code: str, name: str, message: Text) -> None:
        problems.append(ClaimProblem(name, message, "warning"))

    return Cells(dict(written), {}, units or {}, report), problems


def needed(written: Mapping[str, str], name: str, label: Text) -> list[ClaimProblem]:
    """Return the complaint of a field that has to be filled and is not."""
    if written.get(name, "").strip():
        return []
    return [ClaimProblem(name, _NEEDED.format(label=label))]


def whole_number(text: str) -> int | None:
    """Return the first number of a text as a whole one; None without any."""
    found = find_numbers(text)
    return int(found[0].value) if found else None


def listed(parts: list[str]) -> str:
    """Return the parts that are there with " · " between them."""
    return " · ".join(part for part in parts if part)
