"""The ledger of a merge: every row that it changed, made or dropped, so that it can be turned back exactly."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models

from matxich.apps.foundation.actions.audit import label

#: what a moved line may not have changed in, if it is to move back: somebody has worked on it otherwise
_STOOD = {"registry.claim": ("state", "check_state", "grade")}


class Ledger:
    """What a merge did, in the order in which it did it."""

    def __init__(self, steps: list[dict[str, Any]] | None = None) -> None:
        self._steps = steps if steps is not None else []

    @classmethod
    def of(cls, moved: Mapping[str, Any]) -> Ledger:
        """Return the ledger that `as_json` was written of."""
        return cls(list(moved.get("steps", ())))

    def as_json(self) -> dict[str, Any]:
        """Return it as a merge keeps it."""
        return {"steps": self._steps}

    @property
    def count(self) -> int:
        """How many rows were touched."""
        return len({(step["model"], step["pk"]) for step in self._steps})

    def change(self, row: models.Model, **values: Any) -> None:
        """Write some columns of a row (by attribute: "enterprise_id"), and note what stood there."""
        before = {name: getattr(row, name) for name in values if getattr(row, name) != values[name]}
        if not before:
            return
        after = {name: values[name] for name in before}
        for name, value in after.items():
            setattr(row, name, value)
        _write(row, after)
        kind = label(row)
        self._steps.append(
            {
                "do": "change",
                "model": kind,
                "pk": row.pk,
                "before": _plain(before),
                "after": _plain(after),
                "stood": _plain({name: getattr(row, name) for name in _STOOD.get(kind, ())}),
            }
        )

    def make(self, row: models.Model) -> None:
        """Insert a row."""
        row.save(force_insert=True)
        values = {field.attname: getattr(row, field.attname) for field in _fields(row)}
        self._steps.append({"do": "make", "model": label(row), "pk": row.pk, "after": _plain(values)})

    def drop(self, row: models.Model) -> None:
        """Delete a row, keeping what it held."""
        values = {field.attname: getattr(row, field.attname) for field in _fields(row)}
        self._steps.append({"do": "drop", "model": label(row), "pk": row.pk, "before": _plain(values)})
        row.delete()

    def changed_since(self) -> list[str]:
        """Return in words which of the rows no longer stand as the merge left them."""
        found: list[str] = []
        # What one row came to in the end: a later step goes over an earlier one.
        last: dict[tuple[str, Any], dict[str, Any]] = {}
        stood: dict[tuple[str, Any], dict[str, Any]] = {}
        for step in self._steps:
            place = (step["model"], step["pk"])
            if step["do"] == "change":
                last[place] = {**last.get(place, {}), **step["after"]}
                stood[place] = step["stood"]
            elif step["do"] == "make":
                last[place] = {**last.get(place, {}), **step["after"]}
        for (kind, pk), after in last.items():
            row = _model(kind)._base_manager.filter(pk=pk).first()  # noqa: SLF001 -- also rows a manager hides
            wanted = {**stood.get((kind, pk), {}), **after}
            if row is None or _plain({name: getattr(row, name) for name in wanted}) != wanted:
                found.append(str(row) if row is not None else f"{kind} {pk}")
        return found

    def undo(self) -> None:
        """Turn everything back, last first."""
        for step in reversed(self._steps):
            model = _model(step["model"])
            if step["do"] == "make":
                model._base_manager.filter(pk=step["pk"]).delete()  # noqa: SLF001 -- also rows a manager hides
            elif step["do"] == "drop":
                model(**_typed(model, step["before"])).save(force_insert=True)
            else:
                row = model._base_manager.get(pk=step["pk"])  # noqa: SLF001 -- as above
                _write(row, _typed(model, step["before"]))


def _model(kind: str) -> type[models.Model]:
    return apps.get_model(kind)


def _fields(row: models.Model | type[models.Model]) -> list[Any]:
    return list(row._meta.concrete_fields)  # noqa: SLF001 -- Django's documented way to a model's columns


def _write(row: models.Model, values: Mapping[str, Any]) -> None:
    names = {field.attname: field.name for field in _fields(row)}
    update = {names[name]: value for name, value in values.items()}
    if "version" in names and "version" not in update:
        update["version"] = models.F("version") + 1
    type(row)._base_manager.filter(pk=row.pk).update(**update)  # noqa: SLF001 -- also rows a manager hides


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return str(value) if isinstance(value, str) else value


def _typed(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in _fields(model)}
    return {name: _value(fields[name], value) for name, value in values.items()}


def _value(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)
