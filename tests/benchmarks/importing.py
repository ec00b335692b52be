"""Import of 5,000 firms, on an installation of its own: `python -m tests.benchmarks.importing SIZE` prints its figures as JSON.

The file is the generated registry of the search for duplicates (look-alikes, faults, missing and wrong tax codes), each
row with a contact, a process, a machine, a certificate, two products, an export market and its workers.
"""

from __future__ import annotations

import functools
import io
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import Any

SIZE = 5_000
#: bar of the issue: seconds for the preview of 5,000 rows
BAR_S = 10
_HEADINGS = (
    "STT",
    "Tên doanh nghiệp",
    "Mã số thuế",
    "Địa chỉ",
    "Điện thoại",
    "Email",
    "Người liên hệ",
    "Số lao động",
    "Sản phẩm chính",
    "Thị trường xuất khẩu",
    "Chứng chỉ",
    "Công đoạn",
    "Vật liệu",
    "Dung sai (mm)",
    "Máy móc",
)


def workbook(size: int, seed: int = 7) -> bytes:
    """Return the file: one row an entry of the generated registry."""
    import xlsxwriter

    from tests.benchmarks.registry import registry

    chosen = random.Random(seed)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("DN")
    sheet.write_row(0, 0, _HEADINGS)
    for at, row in enumerate(registry(size, seed=seed)[:size], start=1):
        cells = (
            at,
            row.name,
            row.tax_code,
            f"{row.address}, {row.district}, Hà Nội",
            row.phone,
            f"lienhe{at}@vi-du.example",
            f"Nguyễn Văn {chosen.choice(('An', 'Bình', 'Dũng', 'Hà'))}",
            chosen.randint(5, 900),
            chosen.choice(("Chi tiết tiện; trục", "Khuôn ép nhựa; vỏ", "Linh kiện xe máy; bánh răng")),
            chosen.choice(("Nhật Bản", "EU", "")),
            chosen.choice(("ISO 9001:2015", "IATF 16949", "ISO 9001, ISO 14001", "")),
            chosen.choice(("Tiện CNC", "Phay CNC", "Dập kim loại", "Ép nhựa", "Đúc áp lực nhôm")),
            chosen.choice(("S45C", "SUS304", "ADC12", "ABS")),
            chosen.choice(("0,01", "0,05", "±0,02")),
            chosen.choice(("Máy phay CNC", "Máy ép nhựa 350 tấn", "Máy dập 200 tấn; máy CMM")),
        )
        sheet.write_row(at, 0, cells)
    book.close()
    return target.getvalue()


def measure(size: int) -> dict[str, Any]:
    """Import the file into an empty registry, send it again, take both back; return the seconds of each step."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"MATXICH_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "matxich.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return _measured(workbook(size))


def _measured(data: bytes) -> dict[str, Any]:
    from django.utils import timezone

    from matxich.apps.foundation.actor import Actor
    from matxich.apps.registry.actions.importing.applying import apply_import, ask_to_apply
    from matxich.apps.registry.actions.importing.beginning import begin_import
    from matxich.apps.registry.actions.importing.choosing import choose_new
    from matxich.apps.registry.actions.importing.reading import read_import
    from matxich.apps.registry.actions.importing.undoing import ask_to_undo, undo_import
    from matxich.apps.registry.models import Claim, Enterprise, ImportBatch

    figures: dict[str, Any] = {"file_kb": len(data) // 1024}
    actor, batches = Actor(), []
    for name in ("first", "again"):
        batch = begin_import(data, f"{name}.xlsx", actor=actor, now=timezone.now())
        with _timed(figures, f"{name}_preview"):
            _run("import_read", read_import)
        figures[f"{name}_outcomes"] = dict(Counter(batch.rows.values_list("outcome", flat=True)))
        batch = ImportBatch.objects.get(pk=batch.pk)
        if name == "first":
            open_ = batch.rows.filter(outcome="duplicate").values_list("number", flat=True)
            with _timed(figures, "choose_new"):
                choose_new(batch, list(open_), actor=actor, now=timezone.now())
        ask_to_apply(batch, whole=False, actor=actor, now=timezone.now())
        with _locking(figures, f"{name}_locked"), _timed(figures, f"{name}_apply"):
            _run("import_apply", lambda job, keep: apply_import(job, keep, timezone.now()))
        batches.append(batch)
    figures |= {"firms": Enterprise.objects.count(), "claims": Claim.objects.count()}
    for name, batch in (("again", batches[1]), ("first", batches[0])):
        ask_to_undo(batch, actor=actor, now=timezone.now(), reason="benchmark")
        with _timed(figures, f"{name}_undo"):
            _run("import_undo", lambda job, keep: undo_import(job, keep, timezone.now()))
        figures[f"{name}_state"] = ImportBatch.objects.get(pk=batch.pk).state
    return figures


def _run(kind: str, handler: Callable[..., None]) -> None:
    """Run the waiting job of a kind; searches for duplicates are measured elsewhere."""
    from django.utils import timezone

    from matxich.apps.foundation.actions import jobs

    while (job := jobs.take("benchmark", timezone.now())) is not None:
        if job.kind == kind:
            handler(job, functools.partial(_keep, job))
        jobs.finish(job, timezone.now())
        if job.kind == kind:
            return


def _keep(job: Any, done: int, total: int) -> None:
    from django.utils import timezone

    from matxich.apps.foundation.actions import jobs

    jobs.keep(job, done, total, timezone.now())


@contextmanager
def _timed(figures: dict[str, Any], name: str):  # type: ignore[no-untyped-def]
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    figures[f"{name}_s"] = time.perf_counter() - wall
    figures[f"{name}_cpu_s"] = time.process_time() - cpu


@contextmanager
def _locking(figures: dict[str, Any], name: str):  # type: ignore[no-untyped-def]
    """Note how long the transaction itself takes: nobody else writes on SQLite meanwhile."""
    from matxich.apps.registry.actions.importing import applying

    begun: list[float] = []
    honest = applying.locked

    def locked(*words: Any) -> Any:
        begun.append(time.perf_counter())
        return honest(*words)

    applying.locked = locked  # type: ignore[assignment]
    yield
    figures[f"{name}_s"] = time.perf_counter() - begun[-1]
    applying.locked = honest


def section(about: Mapping[str, Any], figures: Mapping[str, Any]) -> list[str]:
    """Return the figures as a part of the document."""
    load = f"{about['load_before']:.1f} before, {about['load_after']:.1f} after"
    met = figures["first_preview_s"] < BAR_S and figures["again_preview_s"] < BAR_S
    steps = (
        ("preview, empty registry", "first_preview", f"< {BAR_S} s: {'met' if met else 'missed'}"),
        ("“all possible duplicates are new firms”", "choose_new", "–"),
        ("apply", "first_apply", f"{figures['first_locked_s']:.1f} s of it in the transaction"),
        ("preview of the same file again", "again_preview", f"< {BAR_S} s: {'met' if met else 'missed'}"),
        (
            "apply it again: every line confirmed",
            "again_apply",
            f"{figures['again_locked_s']:.1f} s of it in the transaction",
        ),
        ("undo the second", "again_undo", "–"),
        ("undo the first: every record removed", "first_undo", "–"),
    )
    rows = [
        f"| {label} | {figures[f'{name}_s']:.1f} | {figures[f'{name}_cpu_s']:.1f} | {note} |"
        for label, name, note in steps
    ]
    outcomes = ", ".join(f"{count:,} {what}" for what, count in sorted(figures["first_outcomes"].items()))
    again = ", ".join(f"{count:,} {what}" for what, count in sorted(figures["again_outcomes"].items()))
    return [
        "## Import of 5,000 firms",
        "",
        f"Measured on {about['date']}: {about['processor']}, {about['cores']} cores, Python {about['python']}; load average {load}.",
        f"A workbook of {SIZE:,} rows ({figures['file_kb']} kB; `tests/benchmarks/importing.py`) on SQLite, by the job's own",
        f"functions in one process. First: {outcomes}; they became {figures['firms']:,} firms with {figures['claims']:,} claims.",
        f"Again: {again}.",
        "",
        "| step | seconds | CPU seconds | bar |",
        "|---|---|---|---|",
        *rows,
    ]


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
