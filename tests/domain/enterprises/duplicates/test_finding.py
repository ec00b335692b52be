"""Finding duplicates: what is never merged, what is never asked again, and that the reasons are the score."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from matxich.catalogue.firm_names import load_name_words
from matxich.domain.enterprises.duplicates.clusters import clusters
from matxich.domain.enterprises.duplicates.finding import (
    candidates_for,
    candidates_for_all,
    compare,
    compare_rows,
    find_duplicates,
    index_of,
)
from matxich.domain.enterprises.duplicates.reasons import reasons
from matxich.domain.enterprises.duplicates.records import Decision, Record
from matxich.domain.enterprises.tax_code import read_tax_code
from tests.benchmarks.registry import Row, registry, true_pairs

LEXICON = load_name_words()
CODE, OTHER, BRANCH = "0100233488", "0314409058", "0314409058-002"
AN = Record(1, "Công ty TNHH Cơ khí An Phát", tax_code=CODE, place="dong anh", phones=("0912345678",))


def record(row: Row) -> Record:
    return Record(
        row.id, row.name, tax_code=row.tax_code, place=row.district, address=row.address, phones=(row.phone,)
    )


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return registry(1200, 21)


def test_equal_tax_codes_and_agreeing_names_may_be_merged():
    assert compare(AN, replace(AN, id=2, name="CTY CO KHI AN PHAT"), LEXICON).decision is Decision.SAME


def test_two_tax_codes_are_never_merged_however_alike_the_rest_is():
    pair = compare(AN, replace(AN, id=2, tax_code=OTHER), LEXICON)
    assert pair.decision is not Decision.SAME
    assert pair.point("tax_code") < 0


def test_a_copied_tax_code_on_another_name_goes_to_a_person():
    pair = compare(AN, Record(2, "HTX Mây tre đan Phú Vinh", tax_code=CODE), LEXICON)
    assert pair.decision is Decision.POSSIBLE


def test_a_tax_code_with_a_wrong_check_digit_merges_nothing():
    wrong = "0100233489"
    pair = compare(replace(AN, tax_code=wrong), replace(AN, id=2, tax_code=wrong), LEXICON)
    assert pair.decision is Decision.POSSIBLE


def test_a_former_tax_code_is_told_and_left_to_a_person():
    pair = compare(AN, replace(AN, id=2, tax_code=OTHER, former_tax_codes=(CODE,)), LEXICON)
    assert pair.decision is Decision.POSSIBLE
    assert pair.point("tax_code") > 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (replace(AN, tax_code=OTHER), replace(AN, id=2, tax_code=BRANCH)),
        (replace(AN, tax_code=BRANCH), replace(AN, id=2, tax_code="0314409058-003")),
        (
            replace(AN, tax_code=""),
            replace(AN, id=2, tax_code="", name="Chi nhánh Hà Nam - Cty TNHH Cơ khí An Phát"),
        ),
        (AN, replace(AN, id=2, name="Chi nhánh Hà Nam - Công ty TNHH Cơ khí An Phát")),
    ],
)
def test_a_head_office_and_its_branch_are_related_never_merged(first, second):
    assert compare(first, second, LEXICON).decision is Decision.RELATED


def test_a_pair_once_judged_is_not_returned_again():
    records = [AN, replace(AN, id=2, name="Cty Cơ khí An Phát"), replace(AN, id=3, name="CK An Phát")]
    asked = {(pair.first.id, pair.second.id) for pair in find_duplicates(records, LEXICON)}
    assert asked == {(1, 2), (1, 3), (2, 3)}
    left = {(p.first.id, p.second.id) for p in find_duplicates(records, LEXICON, judged=[(3, 1), (1, 2)])}
    assert left == {(2, 3)}
    index = index_of(records[:2], LEXICON)
    assert [p.second.id for p in candidates_for(records[2], index, judged=[(3, 1)])] == [2]


def test_the_index_answers_as_the_whole_comparison_does(rows):
    records = [record(row) for row in rows]
    index = index_of(records[:600], LEXICON)
    found = candidates_for_all(records[600:], index)
    assert [
        pairs == candidates_for(row, index) for row, pairs in zip(records[600:640], found, strict=False)
    ] == [True] * 40
    entity = {row.id: row.entity for row in rows}
    twins = [row for row in rows[600:] if any(row.entity == other.entity for other in rows[:600])]
    hit = [row for row in twins if any(entity[pair.second.id] == row.entity for pair in found[row.id - 600])]
    assert len(hit) >= 0.95 * len(twins) > 50


def test_a_record_is_no_candidate_for_itself():
    index = index_of([AN], LEXICON)
    assert candidates_for(AN, index) == []


def test_nothing_and_nobody_are_no_trouble():
    assert find_duplicates([], LEXICON) == []
    assert find_duplicates([Record(1, "")], LEXICON) == []
    assert candidates_for_all([], index_of([AN], LEXICON)) == []
    assert candidates_for(AN, index_of([], LEXICON)) == []
    assert find_duplicates([Record(1, ""), Record(2, "")], LEXICON) == []
    assert compare_rows([AN], [], LEXICON) == []


def test_the_generated_registry_is_sorted_out(rows):
    """A guard, not the measurement: that is `make bench`."""
    truth = true_pairs(rows)
    pairs = find_duplicates([record(row) for row in rows], LEXICON)
    likely = {
        (min(p.first.id, p.second.id), max(p.first.id, p.second.id))
        for p in pairs
        if p.decision in {Decision.SAME, Decision.POSSIBLE}
    }
    right = len(likely & truth)
    assert (right / len(likely), right / len(truth)) > (0.95, 0.94)
    for pair in pairs:
        if pair.decision is Decision.SAME:
            one, two = read_tax_code(pair.first.tax_code), read_tax_code(pair.second.tax_code)
            assert one == two
            assert one is not None
            assert one.is_valid


def test_the_order_of_the_rows_changes_nothing(rows):
    records = [record(row) for row in rows[:400]]

    def found(listed):
        return {
            (frozenset((p.first.id, p.second.id)), p.decision, round(p.bits, 2))
            for p in find_duplicates(listed, LEXICON)
        }

    assert found(records) == found(records[::-1])


@settings(max_examples=60)
@given(st.data())
def test_the_reasons_of_a_pair_make_its_score(data):
    drawn = registry(60, data.draw(st.integers(0, 20)))
    one, two = data.draw(st.sampled_from(drawn)), data.draw(st.sampled_from(drawn))
    pair = compare(record(one), replace(record(two), id=1000), LEXICON)
    told = reasons(pair)
    assert sum(reason.points for reason in told) == pytest.approx(pair.bits, abs=1e-3)
    assert all(reason.text.vi and reason.text.en for reason in told)
    assert 0 <= pair.probability <= 1


@settings(max_examples=40)
@given(st.integers(0, 50), st.data())
def test_comparing_is_the_same_from_both_sides(seed, data):
    drawn = registry(40, seed)
    one, two = data.draw(st.sampled_from(drawn)), data.draw(st.sampled_from(drawn))
    first, second = record(one), replace(record(two), id=1000)
    there, back = compare(first, second, LEXICON), compare(second, first, LEXICON)
    assert there.decision == back.decision
    assert there.bits == pytest.approx(back.bits, abs=0.01)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40))
def test_clusters_part_the_records(pairs):
    groups = clusters(pairs)
    members = [member for group in groups for member in group]
    assert sorted(members) == sorted({end for pair in pairs for end in pair})
    together = {member: at for at, group in enumerate(groups) for member in group}
    assert all(together[one] == together[two] for one, two in pairs)
