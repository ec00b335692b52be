"""The work of a run: read both files, match, keep the result. It goes on in a thread while the reader's page asks how far it is."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

from matxich.apps.registry import matching
from matxich.apps.registry.queries.directory_size import holds_illustrative
from matxich.catalogue.headings import load_headings
from matxich.catalogue.loading import load_vocabulary
from matxich.domain.matching.columns import build_registry
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.layers import match_list_layers
from matxich.domain.matching.run import match_list
from matxich.domain.shared.bilingual import Text
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.report import understood
from matxich.files.errors import UnreadableFileError
from matxich.files.matching import Demand, Suppliers, demand_report, load_demand, load_suppliers, read_report
from matxich.files.reading import read_grids
from matxich.web.public import results
from matxich.web.public.runs import KINDS, Run
from matxich.web.public.sample_files import sample_file
from matxich.web.public.understood import bare_sheet, keep_half

Loaded = TypeVar("Loaded", Suppliers, Demand)

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
    run.forget_result()
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
    except Exception:  # noqa: BLE001 -- whatever it was, its reader is told and may try again
        if run.folder.is_dir():  # else its reader has deleted it meanwhile
            _log.exception("a match failed")
            run.facts.problems["match"] = _FAILED.as_dict()
            run.save()
    finally:
        connection.close()  # a thread's own; the matching with the registry opens one
        os.close(lock)


def _match(run: Run) -> None:
    if run.facts.registry:
        _match_registry(run)
    else:
        _match_files(run)


def _match_registry(run: Run) -> None:
    """Match the part list with the firms that the public may see, as the registry holds them at this moment."""
    run.facts.illustrative = run.file("demand").read_bytes() == sample_file("demand") or holds_illustrative()
    demand = _read(run, "demand", load_demand)
    run.save()
    if demand is None:
        keep_half({"demand": _tables(run, "demand", None)}, run)
        return
    layers = matching.layers(matching.PUBLIC)
    options = Options(on=run.on, top=run.facts.top, near_top=run.facts.top)
    result = match_list_layers(demand.lines, layers, options, progress=_Progress(run))
    found = document(
        result,
        demand_report(demand),
        illustrative=run.facts.illustrative,
        supplier_count=layers.firm_count,
    )
    results.keep(found, run.result_folder)


def _match_files(run: Run) -> None:
    suppliers, demand = _load(run)
    run.save()
    if suppliers is None or demand is None:
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
    # The sample stays the sample when somebody downloads it and sends it in.
    run.facts.illustrative = any(run.file(kind).read_bytes() == sample_file(kind) for kind in KINDS)
    suppliers = _read(run, "suppliers", load_suppliers)
    demand = _read(run, "demand", load_demand)
    if suppliers is None or demand is None:
        loaded = {"suppliers": suppliers, "demand": demand}
        tables = {kind: _tables(run, kind, loaded[kind]) for kind in KINDS}
        keep_half({kind: found for kind, found in tables.items() if found}, run)
    return suppliers, demand


def _read(run: Run, kind: str, load: Callable[..., Loaded]) -> Loaded | None:
    try:
        return load(run.file(kind).read_bytes(), run.facts.names[kind], run.overrides(kind))
    except UnreadableFileError as problem:
        run.facts.problems[kind] = problem.text.as_dict()
        return None


def _tables(run: Run, kind: str, loaded: Suppliers | Demand | None) -> list[dict[str, Any]]:
    """Return the columns of a file for its reader to correct, also of one from which nothing could be used."""
    if loaded is not None:
        return understood(loaded.reading, load_headings())
    try:
        grids = read_grids(run.file(kind).read_bytes(), run.facts.names[kind]).grids
    except UnreadableFileError:
        return []
    reading = find_tables(grids, load_headings(), kind, run.overrides(kind))
    seen = {table.sheet for table in reading.tables}
    return [
        *understood(reading, load_headings()),
        *(bare_sheet(grid, kind) for grid in grids if grid.sheet not in seen),
    ]
