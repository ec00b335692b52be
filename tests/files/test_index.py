"""An index on disk answers as the registry it was written from, in one process and in several."""

import datetime as dt
import json

import numpy as np
import pytest

from matxich.catalogue.loading import load_vocabulary
from matxich.domain.demand.reading import read_text
from matxich.domain.enterprises.model import Machine, Span
from matxich.domain.matching.columns import build_registry
from matxich.domain.matching.document import document
from matxich.domain.matching.kernel import Options
from matxich.domain.matching.run import match_list
from matxich.domain.vocabulary.vocabulary import Vocabulary
from matxich.files.index import NoIndexError, StaleIndexError, open_index, write_index
from matxich.files.pool import match_in_pool
from tests.evaluation.score import registry as evaluation_registry

ON = Options(on=dt.date(2026, 1, 31), top=5, near_top=5)
TEXTS = (
    "ép nhựa ABS, máy 350 tấn, 20.000 sp/tháng, ISO 9001", "đúc áp lực nhôm, ADC12, IATF 16949, 50.000 sp/tháng",
    "phay CNC, A6061, dung sai ±0,02 mm, Ra 1.6, có CMM", "gia công cơ khí", "dập kim loại SPCC rồi mạ kẽm, kích thước 300x200x50 mm",
    "SMT, xuất khẩu sang Nhật Bản, nói tiếng Anh", "tiện CNC, SUS304, giao hàng trong 10 ngày, trong 50 km quanh Hà Nội", "ISO 9001",
)  # fmt: skip


@pytest.fixture(scope="module")
def registry():
    return evaluation_registry()


@pytest.fixture(scope="module")
def lines():
    return [read_text(text, load_vocabulary(), line=number) for number, text in enumerate(TEXTS, start=1)]


@pytest.fixture
def folder(registry, tmp_path):
    write_index(registry, tmp_path / "index")
    return tmp_path / "index"


def test_an_opened_index_gives_the_same_document(registry, lines, folder):
    opened = open_index(folder, load_vocabulary())
    found = document(match_list(lines, opened, ON))
    assert found == document(match_list(lines, registry, ON))
    assert sum(len(line["shortlist"]) for line in found["lines"]) > 10
    assert found["upgrades"]


def test_firms_come_back_as_they_were(registry, folder):
    opened = open_index(folder, load_vocabulary())
    assert len(opened.details) == len(registry.details) == opened.firm_count
    assert list(opened.details) == list(registry.details)
    assert opened.details[-1] == registry.details[-1]
    assert opened.details[1:3] == registry.details[1:3]
    assert list(opened.supplier_ids) == [firm.supplier_id for firm in registry.details]
    with pytest.raises(IndexError):
        opened.details[len(registry.details)]


def test_everything_a_firm_can_state_is_kept(registry, tmp_path):
    firm = next(firm for firm in registry.details if firm.certificates and firm.lines)
    fields = {field: getattr(firm, field) for field in firm.__dataclass_fields__}
    machine = Machine("lathe", "Máy tiện", 3, Span(None, 12.5), 4, 320.0, (500.0, 400.0), "Mazak", "QT", 2019)
    changed = fields | {
        "machines": (machine,),
        "extra": {"Ghi chú": "“=1+1”"},
        "confirmed_on": dt.date(2025, 5, 6),
        "name": "Ống\u200bĐúc\n",
    }
    full = type(firm)(**changed)
    write_index(build_registry([full], load_vocabulary()), tmp_path / "one")
    assert open_index(tmp_path / "one", load_vocabulary()).details[0] == full


def test_columns_are_mapped_not_copied(folder):
    opened = open_index(folder, load_vocabulary())
    assert isinstance(opened.lines["process"].base, np.memmap)
    assert not opened.lines["process"].flags.writeable


def test_an_empty_registry_is_an_index_too(tmp_path):
    write_index(build_registry([], load_vocabulary()), tmp_path / "none")
    opened = open_index(tmp_path / "none", load_vocabulary())
    assert (opened.firm_count, opened.line_count, list(opened.details)) == (0, 0, [])
    assert match_list([read_text("tiện CNC", load_vocabulary())], opened, ON).lines[0].match.gap


def test_another_vocabulary_is_refused_with_both_versions(folder):
    with pytest.raises(StaleIndexError) as caught:
        open_index(folder, Vocabulary((), version="other"))
    assert caught.value.wanted == "other"
    assert caught.value.found == load_vocabulary().version
    assert "other" in caught.value.text.vi


def test_other_fields_are_refused(folder):
    header = json.loads((folder / "header.json").read_text(encoding="utf-8"))
    header["fields"]["line"].pop()
    (folder / "header.json").write_text(json.dumps(header), encoding="utf-8")
    with pytest.raises(StaleIndexError, match="line record"):
        open_index(folder, load_vocabulary())


@pytest.mark.parametrize("damage", ["header.json", "records.bin", "lines/firm.npy", "ids.npy", "cut"])
def test_a_damaged_index_is_refused(folder, damage):
    if damage == "cut":
        data = (folder / "records.bin").read_bytes()
        (folder / "records.bin").write_bytes(data[:-1])
    else:
        (folder / damage).unlink()
    with pytest.raises(NoIndexError):
        open_index(folder, load_vocabulary())


def test_no_folder_is_no_index(tmp_path):
    with pytest.raises(NoIndexError):
        open_index(tmp_path / "nowhere", load_vocabulary())


def test_a_failed_write_leaves_the_old_index_and_no_rubbish(registry, folder):
    def breaking():
        yield b"[]"
        raise OSError("disk full")

    before = sorted(path.name for path in folder.parent.iterdir())
    with pytest.raises(OSError, match="disk full"):
        write_index(registry, folder, breaking())
    assert sorted(path.name for path in folder.parent.iterdir()) == before
    assert open_index(folder, load_vocabulary()).firm_count == registry.firm_count


def test_a_new_index_replaces_the_old_one_while_that_is_open(registry, folder):
    opened = open_index(folder, load_vocabulary())
    write_index(build_registry(registry.details[:3], load_vocabulary()), folder)
    assert open_index(folder, load_vocabulary()).firm_count == 3
    assert opened.details[5] == registry.details[5]


@pytest.mark.parametrize("source", ["index", "firms"])
def test_a_pool_gives_the_same_result_in_order(registry, lines, folder, source):
    many = [*lines, *lines]
    said = []
    firms = folder if source == "index" else registry.details
    result = match_in_pool(
        many, firms, ON, workers=2, progress=lambda done, total: said.append((done, total))
    )
    assert document(result) == document(match_list(many, registry, ON))
    assert said[-1] == (len(many), len(many))
    assert said == sorted(said)


def test_a_pool_refuses_what_is_no_index_before_it_starts(lines, tmp_path):
    with pytest.raises(NoIndexError):
        match_in_pool(lines, tmp_path, ON, workers=2)
