"""The files handed out on the first page: two empty templates, and the illustrative sample."""

from __future__ import annotations

import datetime as dt
import functools
import io
import tempfile
from pathlib import Path

from matxich.files.sample import ON, write_sample
from matxich.files.template import write_template


def sample_date() -> dt.date:
    """Return the day that the sample is meant to be matched on."""
    return ON


@functools.cache
def sample_file(kind: str) -> bytes:
    """Return one workbook of the sample; `kind` is "suppliers" or "demand"."""
    with tempfile.TemporaryDirectory() as folder:
        write_sample(folder)
        return (Path(folder) / f"{kind}.xlsx").read_bytes()


@functools.cache
def template_file(kind: str) -> bytes:
    """Return one empty template; `kind` is "suppliers" or "demand"."""
    target = io.BytesIO()
    write_template(kind, target)
    return target.getvalue()
