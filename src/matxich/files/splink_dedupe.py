"""Duplicates found by Splink: on DuckDB for what one machine holds, on Apache Spark for what it does not.

Splink gives the pairs and their probability; names are taken apart by our own reader first, and what may be done about
a pair is decided by our own rules, so that two tax codes are never merged by any engine. Both are optional extras and
imported only when asked for.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from matxich.domain.enterprises.duplicates.contacts import phone_number
from matxich.domain.enterprises.duplicates.finding import compare_rows
from matxich.domain.enterprises.duplicates.pairs import Pair
from matxich.domain.enterprises.duplicates.records import Decision, Record
from matxich.domain.enterprises.name_words import Kind, NameWords
from matxich.domain.enterprises.names import parse_name
from matxich.domain.enterprises.tax_code import read_tax_code
from matxich.domain.shared.bilingual import Text

#: engine → the extra that brings it, and the modules it needs
EXTRAS = {"duckdb": ("dedupe", ("splink", "duckdb")), "spark": ("spark", ("splink", "pyspark"))}
_U_PAIRS = 1_000_000
#: rows that a model for Spark is trained on
_SAMPLE = 100_000
#: rows in a part of the work that Spark gives to one core
_ROWS_A_PART = 10_000


class MissingEngineError(Exception):
    """An engine whose packages are not installed, or that cannot start."""

    def __init__(self, engine: str, text: Text) -> None:
        super().__init__(text.en)
        self.engine = engine
        self.text = text


_NO_EXTRA = Text(
    'Chưa cài bộ máy “{engine}”. Hãy chạy: pip install "matxich[{extra}]" rồi thử lại, hoặc dùng --engine own.',
    'The engine “{engine}” is not installed. Run: pip install "matxich[{extra}]" and try again, or use --engine own.',
)
_NO_SPARK = Text(
    "Không khởi động được Apache Spark ({reason}). Spark cần Java 17 trở lên; hãy cài rồi thử lại, hoặc dùng --engine duckdb.",
    "Apache Spark did not start ({reason}). It needs Java 17 or newer; install it and try again, or use --engine duckdb.",
)


@dataclass(frozen=True, slots=True)
class SplinkPair:
    """A pair with Splink's own probability beside our reasons."""

    pair: Pair
    #: 0..1, Splink's
    probability: float


def find_with_splink(
    records: Sequence[Record],
    lexicon: NameWords,
    *,
    engine: str,
    threshold: float = 0.5,
    spark_master: str = "local[*]",
) -> list[SplinkPair]:
    """Return the pairs that Splink finds, the surest first.

    Args:
        records: their ids must be their places.
        engine: "duckdb" or "spark".
        threshold: least probability of a pair, 0..1.
        spark_master: where Spark runs: a cluster's address, or "local[N]".

    Raises:
        MissingEngineError: the extra is not installed, or Spark cannot start.
    """
    _demand(engine)
    rows = parts_of(records, lexicon)
    found = _on_duckdb(rows, threshold) if engine == "duckdb" else _on_spark(rows, threshold, spark_master)
    found.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    pairs = compare_rows(records, [(one, two) for one, two, _ in found], lexicon)
    return [
        SplinkPair(_decided(pair), probability)
        for pair, (_, _, probability) in zip(pairs, found, strict=True)
    ]


def _demand(engine: str) -> None:
    extra, modules = EXTRAS[engine]
    if any(importlib.util.find_spec(module) is None for module in modules):
        raise MissingEngineError(engine, _NO_EXTRA.format(engine=engine, extra=extra))


def _decided(pair: Pair) -> Pair:
    """Return the pair with at least a person's look at it: Splink found it likely."""
    return replace(pair, decision=Decision.POSSIBLE) if pair.decision is Decision.DIFFERENT else pair


def parts_of(records: Sequence[Record], lexicon: NameWords) -> list[dict[str, Any]]:
    """Return the columns that Splink compares: the parts of the name, place, phone, tax code; None where not known."""
    rows = []
    for at, record in enumerate(records):
        name = parse_name(record.name, lexicon)
        code = read_tax_code(record.tax_code) if record.tax_code else None
        own = name.of(Kind.BRAND, Kind.NUMBER) or name.of(Kind.TRADE, Kind.PLACE)
        phones = [number for number in map(phone_number, record.phones) if number]
        rows.append(
            {
                "unique_id": at,
                "brand": " ".join(word.key for word in own) or None,
                "trade": " ".join(sorted({word.key for word in name.of(Kind.TRADE)})) or None,
                "place": record.place or None,
                "phone": phones[0] if phones else None,
                "tax": code.digits if code and code.is_valid else None,
            }
        )
    return rows


def _on_duckdb(rows: list[dict[str, Any]], threshold: float) -> list[tuple[int, int, float]]:
    return _predicted(_trained(rows), threshold)


def _on_spark(rows: list[dict[str, Any]], threshold: float, master: str) -> list[tuple[int, int, float]]:
    """Train on this machine, on a sample, and predict on the cluster: training is small, predicting is not."""
    from splink import Linker  # noqa: PLC0415 -- optional extra
    from splink.backends.spark import SparkAPI  # noqa: PLC0415 -- as above

    step = max(len(rows) // _SAMPLE, 1)
    model = _trained(rows[::step]).misc.save_model_to_json()
    parts = max(len(rows) // _ROWS_A_PART, 2)
    session = _session(master, parts)
    try:
        kinds = "unique_id long, brand string, trade string, place string, phone string, tax string"
        table = session.createDataFrame([tuple(row.values()) for row in rows], kinds)
        api: Any = cast("Any", SparkAPI)(
            spark_session=session, break_lineage_method="persist", num_partitions_on_repartition=parts
        )
        settings = _with_probabilities(_settings(len(rows)).create_settings_dict("spark"), model)
        return _predicted(Linker(api.register(table), settings, log_level=logging.ERROR), threshold)
    finally:
        session.stop()


def _session(master: str, parts: int) -> Any:
    from pyspark.errors import PySparkException  # noqa: PLC0415 -- optional extra
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- as above
    from splink.backends.spark import similarity_jar_location  # noqa: PLC0415 -- as above

    builder = (
        SparkSession.builder.master(master)
        .appName("matxich registry dedupe")
        .config("spark.jars", similarity_jar_location())
        # Two hundred parts, as is usual, are two hundred tasks for a few rows.
        .config("spark.sql.shuffle.partitions", str(parts))
        .config("spark.default.parallelism", str(parts))
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
    )
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise MissingEngineError("spark", _NO_SPARK.format(reason=str(error).splitlines()[0])) from error


def _settings(size: int) -> Any:
    import splink.comparison_library as cl  # noqa: PLC0415 -- optional extra
    from splink import SettingsCreator, block_on  # noqa: PLC0415 -- as above

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("brand", [0.97, 0.92, 0.85]).configure(
                term_frequency_adjustments=True
            ),
            cl.JaroWinklerAtThresholds("trade", [0.97, 0.85]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("place"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("tax"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("tax"),
            block_on("phone"),
            block_on("place", "substr(brand, 1, 3)"),
            block_on("place", "trade"),
            block_on("brand"),
        ],
        probability_two_random_records_match=min(0.8 / max(size, 2), 0.4),
        retain_matching_columns=False,
    )


def _trained(rows: list[dict[str, Any]]) -> Any:
    """Return a linker on DuckDB that has learned from the rows themselves; nobody labels anything."""
    import pyarrow as pa  # noqa: PLC0415 -- optional extra
    from splink import Linker, block_on  # noqa: PLC0415 -- as above
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415 -- as above

    kinds = {name: pa.int64() if name == "unique_id" else pa.string() for name in rows[0]}
    table = pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()})
    linker = Linker(DuckDBAPI().register(table), _settings(len(rows)), log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=_U_PAIRS, seed=1)
    for rule in (block_on("brand"), block_on("phone")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return linker


def _with_probabilities(settings: dict[str, Any], model: dict[str, Any]) -> dict[str, Any]:
    """Return settings of another dialect with the probabilities of a trained model; its SQL stays its own."""
    for comparison, trained in zip(settings["comparisons"], model["comparisons"], strict=True):
        for level, known in zip(comparison["comparison_levels"], trained["comparison_levels"], strict=True):
            level.update({key: known[key] for key in ("m_probability", "u_probability") if key in known})
    return settings


def _predicted(linker: Any, threshold: float) -> list[tuple[int, int, float]]:
    found = linker.inference.predict(threshold_match_probability=threshold).as_record_list()
    return [
        (
            min(row["unique_id_l"], row["unique_id_r"]),
            max(row["unique_id_l"], row["unique_id_r"]),
            float(row["match_probability"]),
        )
        for row in found
    ]
