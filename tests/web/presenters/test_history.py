"""The history in words."""

import datetime as dt
import re

import pytest
from django.utils import translation

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actions.audit import record
from matxich.apps.foundation.actor import COMMAND, SYSTEM, Actor
from matxich.apps.foundation.models import AuditEntry
from matxich.domain.enterprises.registration import ACTS as STAGE_ACTS
from matxich.web.presenters.history import read_history, value_in_words
from matxich.web.presenters.history_words import ACTS, act_in_words, field_in_words
from scripts.stamps import ROOT
from tests.web.people import firm, person

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def lines(*actors: Actor, changes=None, action="enterprise.identity"):
    """What the history says of acts by these actors, the latest first."""
    about = firm()
    made = [record(actor, action, about, changes or {}, now=NOW) for actor in actors]
    return read_history(reversed(made))


def test_people_are_called_by_name_and_the_house_by_what_it_is():
    officer = person("Nguyễn Thị Hồng")
    with translation.override("vi"):
        found = lines(Actor(officer.pk), Actor(officer.pk, via="import"), SYSTEM, COMMAND, Actor(via="link"))
    assert [line.who for line in found] == [
        "qua đường dẫn có chữ ký",
        "dòng lệnh",
        "hệ thống",
        "Nguyễn Thị Hồng, qua nhập tệp",
        "Nguyễn Thị Hồng",
    ]


def test_who_was_erased_keeps_a_number_and_no_name():
    gone = person("Trần Văn Xóa")
    User.objects.filter(pk=gone.pk).update(erased_at=NOW)
    (line,) = lines(Actor(gone.pk))
    assert str(gone.pk) in line.who
    assert "Xóa" not in line.who


def test_names_are_looked_up_once_for_all_lines(django_assert_num_queries):
    people = [person() for _number in range(3)]
    about = firm()
    made = [record(Actor(one.pk), "enterprise.confirm", about, now=NOW) for one in people * 4]
    with django_assert_num_queries(1):
        assert len(read_history(made)) == 12


def test_codes_dates_and_grades_are_put_into_words():
    changes = {"stage": ("imported", "published"), "confirmed_on": (None, dt.date(2026, 11, 20))}
    with translation.override("vi"):
        (line,) = lines(SYSTEM, changes=changes)
        assert [(one.field, one.before, one.after) for one in line.changes] == [
            ("Giai đoạn hồ sơ", "Đã nhập", "Đã công bố"),
            ("Xác nhận gần nhất", "", "20/11/2026"),
        ]
        assert value_in_words(3, name="grade") == "đã xác minh tại chỗ"


def test_a_field_of_personal_data_says_that_it_is_not_kept():
    with translation.override("en"):
        entry = AuditEntry(
            at=NOW, actor_id=None, via="system", action="contact.change", changes={"phone": [None, None]}
        )
        (line,) = read_history([entry])
    assert line.changes[0].before == line.changes[0].after == "personal data, not kept in the history"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "yes"),
        (["a", "b"], "a, b"),
        (0, "0"),
        ("2026-13-45", "2026-13-45"),
        ("2026-11-2x", "2026-11-2x"),
    ],
)
def test_a_kept_value_is_never_a_reason_to_fail(value, words):
    with translation.override("en"):
        assert value_in_words(value) == words


def test_a_field_of_a_claim_is_called_as_its_form_calls_it():
    with translation.override("vi"):
        assert field_in_words("certificate.expires_on") != "certificate.expires_on"
        assert field_in_words("unheard_of") == "unheard_of"
        assert act_in_words("nobody.knows") == "nobody.knows"


def test_every_act_that_the_code_writes_down_has_words():
    found = set()
    for path in sorted((ROOT / "src" / "matxich").rglob("*.py")):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"record\(\s*[\w.()=\" ]+,\s*\"([a-z_]+\.[a-z_]+)\"", text))
    found |= {f"enterprise.{code}" for code in STAGE_ACTS}
    assert len(found) > 15
    assert sorted(found - set(ACTS)) == []
