"""Every example in a docstring of the domain is run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import matxich.domain

MODULES = sorted(info.name for info in pkgutil.walk_packages(matxich.domain.__path__, "matxich.domain."))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_run():
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = sum(
        len(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name))
    )
    assert examples >= 20
