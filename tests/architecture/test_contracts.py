"""Who may import whom: the contracts of pyproject.toml hold, and each of them bites when it is broken."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LINT = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]

#: A room → what it must not import, and the contract that says so.
BREACHES = [
    ("domain.matching.levels", "import django", "Domain is pure"),
    ("domain.matching.levels", "from pathlib import Path", "Domain is pure"),
    ("domain.matching.levels", "import random", "Domain is pure"),
    ("domain.matching.levels", "import time", "Domain is pure"),
    ("domain.shared.text", "from matxich.domain.matching import levels", "Domain: areas"),
    ("domain.demand.lines", "from matxich.domain.matching import levels", "Domain: areas"),
    ("domain.matching.levels", "from matxich.locale import DOMAIN", "Words belong"),
    ("domain.newcomer.thing", "", "Domain: areas"),
    ("files.workbooks", "import matxich.web.pages", "Floors"),
    ("catalogue.loading", "import matxich.files.workbooks", "Floors"),
    ("web.pages", "import matxich.cli.main", "Floors"),
    ("cli.main", "import matxich.config.settings", "Floors"),
    ("apps.foundation.models", "from matxich.apps.registry import models", "Apps: nouns"),
    ("newcomer.thing", "", "Floors"),
]
ROOMS = [
    "domain.shared.text", "domain.demand.lines", "domain.matching.levels", "catalogue.loading", "files.workbooks",
    "apps.foundation.models", "apps.registry.models", "web.pages", "cli.main", "config.settings", "locale.words",
]  # fmt: skip


def lint(folder: Path) -> subprocess.CompletedProcess:
    """Run the linter on the contracts in the folder's pyproject.toml."""
    return subprocess.run(
        LINT, cwd=folder, env={"PYTHONPATH": str(folder / "src")}, capture_output=True, text=True, check=False
    )


def test_the_contracts_hold():
    found = lint(ROOT)
    assert found.returncode == 0, found.stdout


@pytest.fixture
def small_house(tmp_path) -> Path:
    """A package of the same name with one empty module in each room, under the real contracts."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for room in ROOMS:
        write(tmp_path, room, "")
    write(tmp_path, "locale", 'DOMAIN = "django"\n', is_package=True)
    return tmp_path


def write(house: Path, module: str, source: str, *, is_package: bool = False) -> None:
    """Write a module, and the packages on the way to it."""
    place = house / "src" / "matxich"
    path = place.joinpath(*module.split("."))
    path = path / "__init__.py" if is_package else path.with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in [path.parent, *path.parent.parents]:
        (folder / "__init__.py").touch()
        if folder == place:
            break
    path.write_text(source)


def test_a_small_house_without_a_breach_passes(small_house):
    found = lint(small_house)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(("module", "source", "contract"), BREACHES)
def test_a_breach_is_caught_by_its_contract(small_house, module, source, contract):
    write(small_house, module, source + "\n")
    found = lint(small_house)
    assert found.returncode == 1
    broken = [line for line in found.stdout.splitlines() if line.endswith("BROKEN")]
    assert [line for line in broken if line.startswith(contract)] != [], found.stdout


def test_every_contract_is_broken_by_one_of_these():
    assert {
        name
        for name in (one["name"] for one in CONTRACTS)
        if not any(name.startswith(b[2]) for b in BREACHES)
    } == set()
