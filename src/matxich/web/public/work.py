"""The work of a run: read both files, match, keep the result. It goes on in a thread while the reader's page asks how far it is."""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import Any

from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching.columns import build_registry
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.run import match_list
from matxich.domain.shared.bilingual import Text
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.report import understood
from matxich.files.errors import UnreadableFileError
from matxich.files.matching import Demand, NothingUsableError, Suppliers, load_demand, load_suppliers, read_report
from matxich.files.reading import read_grids
from matxich.web.public import results
from matxich.web.public.runs import KINDS, Run
from matxich.web.public.sample_files import sample_file

_log = logging.getLogger(__name__)
#: matches that one process works on at a time; the others wait their turn
_SLOTS = threading.BoundedSemaphore(2)
_STEP_S = 0.2
_FAILED = Text(
    "Hệ thống gặp lỗi khi ghép. Lỗi đã được ghi vào nhật ký. Hãy thử lại; nếu vẫn lỗi, gửi tệp này cho người vận hành.",
    "Something went wrong on our side while matching. It has been written to the log. Try again; if it happens again, send these files to whoever runs this site.",
)


def begin(run: Run) -> threading.Thread | None:
    """Start the work of a run that has both files; None when it is being done already."""
    lock = run.lock()
    if lock is None:
        return None
    run.facts.begun = True
    run.facts.problems = {}
    run.save()
    run.note_progress(0, 0)
    # A daemon: stopping the server does not wait for it, the run then says that it was interrupted.
    thread = threading.Thread(target=_work, args=(run, lock), daemon=True, name=f"match-{run.token[:6]}")
    thread.start()
    return thread


def _work(run: Run, lock: int) -> None:
    try:
        with _SLOTS:
            _match(run)
    except Exception:
        if run.folder.is_dir():  # else its reader has deleted it meanwhile
            _log.exception("a match failed")
            run.facts.problems["match"] = _FAILED.as_dict()
            run.save()
    finally:
        os.close(lock)


def _match(run: Run) -> None:
    suppliers, demand = _load(run)
    if suppliers is None or demand is None:
        run.save()
        return
    registry = build_registry(suppliers.firms, load_vocabulary())
    options = Options(on=run.on, top=run.facts.top, near_top=run.facts.top)
    result = match_list(demand.lines, registry, options, progress=_Progress(run))
    read = read_report(suppliers, demand)
    results.keep(document(result, read, illustrative=run.facts.illustrative), run.result_folder)


class _Progress:
    """Notes the progress a few times a second, so that writing it costs nothing."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._noted = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total or now - self._noted >= _STEP_S:
            self._run.note_progress(done, total)
            self._noted = now


def _load(run: Run) -> tuple[Suppliers | None, Demand | None]:
    """Read both files, and note of each what is wrong with it."""
    data = {kind: run.file(kind).read_bytes() for kind in KINDS}
    # The sample stays the sample when somebody downloads it and sends it in.
    run.facts.illustrative = any(data[kind] == sample_file(kind) for kind in KINDS)
    suppliers: Suppliers | None = None
    demand: Demand | None = None
    try:
        suppliers = load_suppliers(data["suppliers"], run.facts.names["suppliers"], run.overrides("suppliers"))
    except UnreadableFileError as problem:
        run.facts.problems["suppliers"] = problem.text.as_dict()
    try:
        demand = load_demand(data["demand"], run.facts.names["demand"], run.overrides("demand"))
    except UnreadableFileError as problem:
        run.facts.problems["demand"] = problem.text.as_dict()
    return suppliers, demand
