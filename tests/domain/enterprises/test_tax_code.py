"""Tax codes as people and spreadsheets write them."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given
from stdnum.vn import mst

from matxich.domain.enterprises.tax_code import is_head_and_branch, read_tax_code

HEAD, BRANCH = "0314409058", "0314409058-002"


def with_check_digit(first: int) -> str:
    return f"{first:09d}{mst.calc_check_digit(f'{first:09d}')}"


codes = st.integers(100_000, 999_999_999).map(with_check_digit).filter(mst.is_valid)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0100233488", "0100233488"),
        (" 0100.233.488 ", "0100233488"),
        ("MST: 0100233488", "0100233488"),
        ("mã số thuế 0100233488", "0100233488"),
        ("'0100233488", "0100233488"),
        ("100233488", "0100233488"),
        ("100233488.0", "0100233488"),
        ("0314409058002", BRANCH),
        ("0314409058 - 002", BRANCH),
        ("314409058002", BRANCH),
        ("001085123456", "001085123456"),
    ],
)
def test_a_code_is_read_however_it_is_written(written, read):
    code = read_tax_code(written)
    assert code is not None
    assert (str(code), code.is_valid) == (read, True)


@pytest.mark.parametrize("written", ["", "  ", "chưa có", "–"])
def test_a_cell_without_digits_holds_no_code(written):
    assert read_tax_code(written) is None


@pytest.mark.parametrize("written", ["0100233489", "12345", "0100233488-000", "010023348A", "99999999999999"])
def test_a_wrong_code_is_kept_as_written_and_decides_nothing(written):
    code = read_tax_code(written)
    assert code is not None
    assert (code.is_valid, code.is_branch, code.is_personal) == (False, False, False)


def test_a_branch_knows_its_head():
    branch, head = read_tax_code(BRANCH), read_tax_code(HEAD)
    assert branch is not None
    assert head is not None
    assert (branch.head, branch.is_branch, head.is_branch) == (HEAD, True, False)
    assert is_head_and_branch(head, branch)
    assert not is_head_and_branch(head, head)


def test_a_personal_number_is_no_branch():
    code = read_tax_code("001085123456")
    assert code is not None
    assert (code.is_personal, code.is_branch) == (True, False)


@given(codes, st.integers(1, 999))
def test_writing_and_reading_again_gives_the_same(code, branch):
    whole = read_tax_code(f"{code}-{branch:03d}")
    assert whole is not None
    assert read_tax_code(str(whole)) == whole
    assert whole.head == code


@given(codes, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(code, place, step):
    wrong = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    read = read_tax_code(wrong)
    assert read is not None
    assert not read.is_valid
