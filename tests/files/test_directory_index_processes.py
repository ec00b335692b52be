"""The directory's index among processes: what one writes the others see, and a killed writer leaves a whole commit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from matxich.files.directory_index import DirectoryIndex
from matxich.files.directory_index_folder import Position, locked
from matxich.files.directory_index_writer import change, held_position, rebuild
from tests.domain.directory.firms import ON, VOCABULARY, firm, found, search

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """
    import sys, time
    from pathlib import Path
    from tests.domain.directory.firms import ON, VOCABULARY, firm, found, search
    from matxich.files.directory_index import DirectoryIndex
    from matxich.files.directory_index_folder import Position
    from matxich.files.directory_index_writer import change, rebuild
    folder = Path(sys.argv[1])
"""


def position(number: int) -> Position:
    return Position(number, ON.isoformat(), VOCABULARY.version)


def started(folder: Path, program: str) -> subprocess.Popen[str]:
    source = textwrap.dedent(BEGIN) + textwrap.dedent(program)
    return subprocess.Popen(
        [sys.executable, "-c", source, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"},
    )


def killed(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_another_process_sees_a_commit_within_a_second(tmp_path):
    rebuild(tmp_path, [firm(1, "CTCP Thăng Long")], VOCABULARY, position(1))
    reader = started(
        tmp_path,
        """
        index = DirectoryIndex(folder)
        print(found(index.snapshot(), "sao mai"), flush=True)
        while not found(index.snapshot(), "sao mai"):
            time.sleep(0.005)
        print(time.monotonic(), flush=True)
        """,
    )
    assert reader.stdout.readline() == "[]\n"
    change(tmp_path, VOCABULARY, position(2), put=[firm(2, "CTCP Sao Mai")])
    written = time.monotonic()
    assert float(reader.stdout.readline()) - written < 1
    reader.stdout.close()
    assert reader.wait() == 0


def test_a_writer_killed_in_the_middle_leaves_its_last_whole_commit(tmp_path):
    rebuild(tmp_path, [firm(0)], VOCABULARY, position(0))
    for round_ in range(4):
        before = held_position(tmp_path).change
        writer = started(
            tmp_path,
            f"""
            number = {before}
            print("ready", flush=True)
            while True:
                number += 1
                # two firms to a commit: a half commit would show one of them alone
                put = [firm(f"a{{number}}", "CTCP Sao Mai"), firm(f"b{{number}}", "CTCP Sao Mai")]
                change(folder, VOCABULARY, Position(number, ON.isoformat(), VOCABULARY.version), put=put)
            """,
        )
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.15 + 0.037 * round_)
        killed(writer)
        index = DirectoryIndex(tmp_path)
        number = index.position.change
        seen = {f"{letter}{one}" for letter in "ab" for one in range(1, number + 1)}
        assert set(found(index.snapshot(), "sao mai", limit=100_000)) == seen
        assert change(tmp_path, VOCABULARY, position(number), wait_s=0)  # its locks died with it


def test_a_rebuild_killed_in_the_middle_leaves_the_old_build_and_is_swept_away(tmp_path):
    rebuild(tmp_path, [firm(1)], VOCABULARY, position(1))
    builder = started(
        tmp_path,
        """
        def endless():
            number = 0
            while True:
                number += 1
                yield firm(number)
                if number == 200:
                    print("begun", flush=True)
        rebuild(folder, endless(), VOCABULARY, Position(2, ON.isoformat(), VOCABULARY.version))
        """,
    )
    assert builder.stdout.readline() == "begun\n"
    killed(builder)
    assert DirectoryIndex(tmp_path).search(search()).total == 1
    assert len(list(tmp_path.glob("build-*"))) == 2
    rebuild(tmp_path, [firm(1), firm(2)], VOCABULARY, position(3))
    assert DirectoryIndex(tmp_path).search(search()).total == 2
    assert len(list(tmp_path.glob("build-*"))) == 1


def test_a_lock_dies_with_its_process(tmp_path):
    holder = started(
        tmp_path,
        """
        from matxich.files.directory_index_folder import locked
        with locked(folder, "writer.lock"):
            print("held", flush=True)
            time.sleep(60)
        """,
    )
    assert holder.stdout.readline() == "held\n"
    killed(holder)
    with locked(tmp_path, "writer.lock"):
        pass
