"""A walk over the tags of a large XML member, piece by piece, without ever holding it as a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat  # document types are refused below, so nothing can be expanded

from matxich.files.errors import WORKBOOK, DamagedFileError


class _DocumentTypeError(Exception):
    """The XML declares a document type, which no workbook does."""


def walk_xml(
    chunks: Iterable[bytes],
    file: str,
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `start` with every tag's local name and its attributes by local name, and `text` with every text.

    Raises:
        DamagedFileError: the XML is broken or declares a document type.
    """
    parser = expat.ParserCreate()

    def begin(tag: str, attributes: dict[str, str]) -> None:
        start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise _DocumentTypeError

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DamagedFileError(file, WORKBOOK, str(error)) from error
    except _DocumentTypeError as error:
        raise DamagedFileError(file, WORKBOOK, "XML with a document type") from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]
