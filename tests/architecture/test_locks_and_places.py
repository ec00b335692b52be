"""What is committed names no registry and no machine: it is installed and run elsewhere."""

import json
import re
import tomllib

import pytest

from tests.architecture.tree import ROOT, shown, texts

LOCKS = sorted((ROOT / "locks").glob("*.txt"))
# A path that exists on one machine only: somebody's home, or a folder that a build machine works in.
MACHINE_PATH = re.compile(r"(?<![\w.~}-])/(?:root|work|farm|home/[a-z]|Users/[A-Za-z])[\w.-]*/")


@pytest.mark.parametrize("path", LOCKS, ids=shown)
def test_a_lock_pins_and_hashes_every_package_and_names_no_address(path):
    text = path.read_text(encoding="utf-8")
    entries = re.findall(r"^[A-Za-z0-9].*?(?=^[A-Za-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(entries) > 0
    assert [
        entry for entry in entries if not re.match(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==[\w.+!]+ ", entry)
    ] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert re.findall(r"--(?:index|extra-index|find-links)\S*", text) == []


def test_the_npm_lock_hashes_every_package_and_names_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    others = {name: entry for name, entry in packages.items() if name}
    assert len(others) > 3
    assert [
        name for name, entry in others.items() if not entry.get("integrity", "").startswith("sha512-")
    ] == []
    assert [name for name, entry in others.items() if "resolved" in entry] == []


def test_the_locks_hold_what_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        "run": project["project"]["dependencies"],
        "build": groups["build"],
        "node": groups["node"],
        "dev": [
            *project["project"]["dependencies"],
            *project["project"]["optional-dependencies"]["pg"],
            *groups["build"],
            *(word for word in groups["dev"] if isinstance(word, str)),
        ],
    }
    for name, declared in wanted.items():
        text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9._-]+)(?:\[.*?\])?==", text, re.MULTILINE))
        names = {re.match(r"[A-Za-z0-9._-]+", word)[0].lower() for word in declared}
        assert names - pinned == set(), f"locks/{name}.txt is behind pyproject.toml: make lock"


def test_the_run_and_the_development_lock_agree():
    pins = [
        dict(
            re.findall(
                r"^([a-z0-9._-]+)(?:\[.*?\])?==(\S+)(?= \\| ;)",
                (ROOT / "locks" / f"{name}.txt").read_text(),
                re.MULTILINE,
            )
        )
        for name in ("run", "dev")
    ]
    run, dev = pins
    assert run.items() <= dev.items()


def test_every_dependency_is_explained():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["pg"]]
    declared += [
        word for group in project["dependency-groups"].values() for word in group if isinstance(word, str)
    ]
    npm = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    names = {re.match(r"[A-Za-z0-9._-]+", word)[0].lower() for word in declared}
    names |= {name.lower() for name in (*npm["dependencies"], *npm["devDependencies"])}
    table = (ROOT / "DEPENDENCIES.md").read_text(encoding="utf-8").lower()
    assert [name for name in sorted(names) if f"| {name} |" not in table] == []


def test_no_file_names_a_path_of_one_machine():
    found = [f"{shown(path)}: {hit[0]}" for path, text in texts() for hit in MACHINE_PATH.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("/ro" + "ot/x", True),
        ("src/work/x", False),
        ("/hom" + "e/an/x", True),
        ("https://a.example/work", False),
    ],
)
def test_a_path_of_one_machine_is_told_from_an_address(text, is_found):
    assert bool(MACHINE_PATH.search(text + "/")) is is_found
