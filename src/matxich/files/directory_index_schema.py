"""The directory's index in Tantivy's terms: its fields, a firm as a document, a condition as a query.

Everything is folded before it comes here and split at spaces only: Tantivy's own tokenizers tear decomposed Vietnamese apart.
Order never comes from a score (it would change with the deletions not yet merged away), always from a number of the firm.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import tantivy
from tantivy import Occur, Query

from matxich.domain.directory.conditions import (
    All,
    AtLeast,
    Code,
    Condition,
    Everything,
    Exact,
    Except,
    Mark,
    Nothing,
    Phrase,
    Word,
)
from matxich.domain.directory.facets import COARSE, FACETS
from matxich.domain.directory.form import ORDERS, Form

#: raised by whoever changes a field or what stands in one
FORMAT = 1
#: every firm carries the first; the one document that says what the index holds carries the second
_FIRM, _NOTE = "=firm", "=note"


def schema() -> tantivy.Schema:
    """Return the fields."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "codes", "code_beginnings", "exact"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("names", tokenizer_name="whitespace", index_option="position")
    for name in ("joined", "words", "marks"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for facet in (*FACETS, *COARSE.values()):
        builder.add_text_field(f"facet_{facet}", fast=True, tokenizer_name="raw", index_option="basic")
    for order in ORDERS:
        builder.add_unsigned_field(f"order_{order}", fast=True)
    builder.add_text_field("name_key", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def document(form: Form, schema: tantivy.Schema) -> tantivy.Document:
    """Return a firm as a document."""
    fields: dict[str, Any] = {
        "id": [form.enterprise_id],
        "codes": list(form.codes),
        "code_beginnings": sorted({code[:end] for code in form.codes for end in range(1, len(code) + 1)}),
        "exact": list(form.exact),
        "names": list(form.names),
        "joined": [" ".join(form.joined)],
        "words": [" ".join((*form.names, *form.joined, *form.texts))],
        "marks": [" ".join((_FIRM, *sorted(map(_unspaced, form.marks))))],
        "name_key": [form.name_key],
        "stored": [_packed(form.display)],
        **{f"facet_{facet}": list(values) for facet, values in form.facets.items()},
        **{f"order_{order}": [number] for order, number in form.orders.items()},
    }
    # Without the schema a number would be taken for a signed one, which kills the writer's thread.
    return tantivy.Document.from_dict({name: values for name, values in fields.items() if values}, schema)


def note_document(note: dict[str, Any], schema: tantivy.Schema) -> tantivy.Document:
    """Return the document that says what the index holds; it is committed with what it speaks of."""
    return tantivy.Document.from_dict({"id": [_NOTE], "marks": [_NOTE], "stored": [_packed(note)]}, schema)


def drop_note(writer: tantivy.IndexWriter) -> None:
    """Delete the note, so that another can take its place."""
    writer.delete_documents_by_term("id", _NOTE)


def note_query(schema: tantivy.Schema) -> Query:
    """Return the query that finds the note."""
    return Query.term_query(schema, "id", _NOTE, "basic")


def unpacked(document: tantivy.Document) -> Any:
    """Return what a document stores."""
    return json.loads(bytes(document["stored"][0]))


def _packed(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _unspaced(mark: str) -> str:
    return "_".join(mark.split())


def query_of(condition: Condition, schema: tantivy.Schema) -> Query:
    """Return a condition as a query."""
    return _QUERIES[type(condition)](condition, schema)


def _term(schema: tantivy.Schema, field: str, value: str) -> Query:
    return Query.term_query(schema, field, value, "basic")


def _beginning(schema: tantivy.Schema, field: str, value: str, typos: int = 0) -> Query:
    return Query.fuzzy_term_query(schema, field, value, typos, prefix=True)


def _code(asked: Code, schema: tantivy.Schema) -> Query:
    return _term(schema, "code_beginnings" if asked.begins else "codes", asked.digits)


def _phrase(asked: Phrase, schema: tantivy.Schema) -> Query:
    if len(asked.words) == 1:
        return _beginning(schema, "names", asked.words[0])
    return Query.phrase_prefix_query(schema, "names", list(asked.words))


def _word(asked: Word, schema: tantivy.Schema) -> Query:
    queries = []
    for field in ("words",) if asked.anywhere else ("names", "joined"):
        if asked.begins:
            queries.append(_beginning(schema, field, asked.word, asked.typos))
        elif asked.typos:
            queries.append(Query.fuzzy_term_query(schema, field, asked.word, asked.typos))
        else:
            queries.append(_term(schema, field, asked.word))
    return (
        queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
    )


def _all(asked: All, schema: tantivy.Schema) -> Query:
    return Query.boolean_query([(Occur.Must, query_of(part, schema)) for part in asked.parts])


def _at_least(asked: AtLeast, schema: tantivy.Schema) -> Query:
    parts = [(Occur.Should, query_of(part, schema)) for part in asked.parts]
    return Query.boolean_query(parts, minimum_number_should_match=asked.count)


def _except(asked: Except, schema: tantivy.Schema) -> Query:
    return Query.boolean_query(
        [(Occur.Must, query_of(asked.holds, schema)), (Occur.MustNot, query_of(asked.fails, schema))]
    )


_QUERIES: dict[type, Callable[[Any, tantivy.Schema], Query]] = {
    Everything: lambda asked, schema: _term(schema, "marks", _FIRM),
    Nothing: lambda asked, schema: Query.empty_query(),
    Code: _code,
    Exact: lambda asked, schema: _term(schema, "exact", asked.name),
    Phrase: _phrase,
    Word: _word,
    Mark: lambda asked, schema: _term(schema, "marks", _unspaced(asked.mark)),
    All: _all,
    AtLeast: _at_least,
    Except: _except,
}
