"""A command answers at once: what it does not need is not imported."""

import subprocess
import sys

import pytest

from matxich import __version__

HEAVY = ("django", "numpy", "python_calamine", "xlsxwriter", "rich", "concurrent.futures.process")
REPORT = "import sys; print(sorted(name for name in {heavy!r} if name in sys.modules))"


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("module", ["matxich", "matxich.locale"])
def test_importing_it_costs_nothing(module):
    assert python(f"import {module}; {REPORT.format(heavy=HEAVY)}") == "[]\n"


def test_asking_for_the_version_imports_nothing_heavy():
    code = (
        "import runpy, sys; sys.argv = ['matxich', '--version']\n"
        "try: runpy.run_module('matxich', run_name='__main__')\n"
        f"except SystemExit: pass\n{REPORT.format(heavy=HEAVY)}"
    )
    version, imported = python(code).splitlines()
    assert __version__ in version
    assert imported == "[]"
