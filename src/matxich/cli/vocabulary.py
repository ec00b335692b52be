"""`matxich vocabulary`: which concepts a text names, and whether the vocabulary keeps its own rules."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.table import Table

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.vocabulary.validation import problems
from matxich.locale import translations


def run(options: argparse.Namespace) -> int:
    """Answer; 0 when something was found or all rules hold, 1 otherwise."""
    return _find(options) if options.asked == "find" else _check(options)


def _find(options: argparse.Namespace) -> int:
    _ = translations(options.lang).gettext
    vocabulary = load_vocabulary()
    console = Console()
    # Each kind of column reads a doubtful word its own way; the union is what the text can mean anywhere.
    found = list(
        dict.fromkeys(
            m for kind in (None, "process", "material") for m in vocabulary.find(options.text, prefer=kind)
        )
    )
    if not found:
        console.print(_("No concept of the vocabulary is named in this text."))
        return 1
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("Words"), _("Kind"), _("Code"), _("Vietnamese"), _("English"), _("Above it")):
        table.add_column(heading)
    for mention in found:
        tree = vocabulary.tree(mention.kind)
        concept = tree.get(mention.code)
        above = " › ".join(
            tree.label(code).in_language(options.lang)
            for code in reversed(list(tree.ancestors(mention.code)))
        )
        table.add_row(mention.text, mention.kind, mention.code, concept.label.vi, concept.label.en, above)
    console.print(table)
    return 0


def _check(options: argparse.Namespace) -> int:
    _ = translations(options.lang).gettext
    broken = problems(load_vocabulary())
    console = Console()
    for sentence in broken:
        console.print(sentence, markup=False, highlight=False)
    if not broken:
        counts = ", ".join(f"{kind} {len(tree)}" for kind, tree in load_vocabulary().trees.items())
        console.print(_("The vocabulary keeps its rules: {counts}.").format(counts=counts))
    return 1 if broken else 0
