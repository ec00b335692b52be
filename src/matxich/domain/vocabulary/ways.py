"""By which processes a part of a family can be made, as far as that chooses a supplier."""

from __future__ import annotations

from matxich.domain.vocabulary.vocabulary import Vocabulary

#: process of surface or heat treatment: it makes a finish, not a shape
FINISHING = ("surface_treatment", "heat_treatment")
TOOLING = ("toolmaking",)
#: work around a part that never chooses its maker
SERVICES = ("testing_inspection", "engineering_design", "assembly", "prototyping", "calibration")


def is_under(vocabulary: Vocabulary, codes: tuple[str, ...], roots: tuple[str, ...]) -> bool:
    """Say whether every process is one of the roots or more special than one."""
    tree = vocabulary.processes
    return all(any(root in tree and tree.is_a(code, root) for root in roots) for code in codes)


def ways_to_make(vocabulary: Vocabulary, family: str) -> tuple[str, ...]:
    """Return the processes that make a part family; its nearest ancestor answers where it says none.

    A mould is bought from a mould maker, whatever machines he uses; finishing and services are left out unless the
    family names nothing else. Empty when the vocabulary does not say.
    """
    tree = vocabulary.tree("part_family")
    for code in (family, *tree.ancestors(family)):
        known = tuple(way for way in tree.get(code).listed("made_by") if way in vocabulary.processes)
        if known:
            tooling = tuple(way for way in known if is_under(vocabulary, (way,), TOOLING))
            making = tuple(way for way in known if not is_under(vocabulary, (way,), (*SERVICES, *FINISHING)))
            return tooling or making or known
    return ()
