"""Many people at once, each with a connection of their own: nothing is lost, nobody meets "database is locked"."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from matxich.apps.foundation.actor import Actor
from matxich.apps.foundation.models import AuditEntry, Change
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import change_identity, create_enterprise
from matxich.apps.registry.actions.verification import decide
from matxich.apps.registry.conflict import EditConflictError
from matxich.apps.registry.models import Claim, Enterprise, Verification
from matxich.domain.shared.decision import NotAllowedError
from tests.apps.registry.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)
ISO = {"standard": "ISO 9001:2015", "number": "Q-1", "expires_on": "31/12/2027"}


def together(*acts: Callable[[], object]) -> list[object]:
    """Run the acts at the same moment in threads of their own; return what each gave or raised."""
    found: list[object] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            found[place] = act()
        except Exception as problem:  # noqa: BLE001 -- what it was is what the test looks at
            found[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture
def firm() -> Enterprise:
    return create_enterprise(name="Cơ khí Lá Sen", actor=Actor(1), now=NOW)


def test_sixty_four_saves_at_once_are_all_kept(firm):
    def save(number: int) -> Callable[[], object]:
        return lambda: propose(
            firm, "product", {"name": f"Chi tiết {number}"}, actor=Actor(number), now=NOW, source="self"
        )

    before = Change.objects.count()
    found = together(*(save(number) for number in range(64)))
    assert [one for one in found if isinstance(one, Exception)] == []
    assert Claim.objects.filter(enterprise=firm, state="current").count() == 64
    assert AuditEntry.objects.filter(action="claim.add").count() == 64
    assert Change.objects.count() == before + 64


def test_of_two_officers_who_edit_one_line_the_second_is_told_and_both_texts_are_there(firm):
    claim = propose(firm, "certificate", ISO, actor=Actor(1), now=NOW, source="self")

    def edit(user: int) -> Callable[[], object]:
        return lambda: propose(
            firm,
            "certificate",
            {**ISO, "number": f"Q-{user}"},
            actor=Actor(user),
            now=NOW,
            source="officer",
            line=claim.line,
            expected_version=claim.version,
        )

    found = together(edit(7), edit(8))
    kept = [one for one in found if isinstance(one, Claim)]
    told = [one for one in found if isinstance(one, EditConflictError)]
    assert (len(kept), len(told)) == (1, 1)
    assert told[0].current.written == kept[0].written
    assert Claim.objects.filter(line=claim.line, state="current").count() == 1
    assert Claim.objects.filter(line=claim.line).count() == 2


def test_of_two_officers_who_decide_one_claim_one_decides(firm):
    claim = propose(firm, "certificate", ISO, actor=Actor(1), now=NOW, source="self")
    found = together(
        lambda: decide(claim, "accepted", actor=Actor(7), now=NOW, grade=2, expected_version=claim.version),
        lambda: decide(
            claim, "refused", actor=Actor(8), now=NOW, reason="Mờ", expected_version=claim.version
        ),
    )
    assert sorted(type(one) for one in found if isinstance(one, Exception)) in (
        [EditConflictError],
        [NotAllowedError],
    )
    assert Verification.objects.count() == 1


def test_two_people_who_enter_one_new_line_make_one_line(firm):
    decided = propose(firm, "profile", {"ownership": "Trong nước"}, actor=Actor(1), now=NOW, source="self")
    decide(decided, "accepted", actor=Actor(7), now=NOW, grade=2)

    def offer(user: int) -> Callable[[], object]:
        return lambda: propose(
            firm,
            "profile",
            {"ownership": "Nhà nước", "founded_year": f"200{user}"},
            actor=Actor(user),
            now=NOW,
            source="self",
        )

    together(offer(1), offer(2), offer(3))
    states = sorted(Claim.objects.filter(enterprise=firm, kind="profile").values_list("state", flat=True))
    assert states.count("current") == 1
    assert states.count("proposed") == 1


def test_one_tax_code_goes_to_one_of_two_firms_that_want_it(firm):
    other = create_enterprise(name="Cơ khí Hòn Đất", actor=Actor(1), now=NOW)
    found = together(
        *(
            (lambda row=row: change_identity(row, {"tax_code": "0100109106"}, actor=Actor(1), now=NOW))
            for row in (firm, other)
        )
    )
    assert len([one for one in found if isinstance(one, Exception)]) == 1
    assert Enterprise.objects.filter(tax_code="0100109106").count() == 1
