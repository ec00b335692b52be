"""`matxich region`: reference data, the illustrative region with its accounts, and taking it out again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import Parameter
from matxich.apps.foundation.queries.parameters import value_on
from matxich.apps.registry.actions.enterprises import create_enterprise
from matxich.apps.registry.models import Enterprise
from matxich.cli.demo import demo_accounts, is_unused
from matxich.cli.main import main

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 20)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, settings):
    """A data folder of the test's own."""
    settings.DATA_DIR = tmp_path


def test_loading_a_region_twice_changes_nothing_and_keeps_what_officers_changed(capsys):
    assert main(["region", "load", "hanoi", "--lang", "en"]) == 0
    assert "768 units added" in capsys.readouterr().out
    Parameter.objects.create(code="reconfirmation_months", value=6, valid_from=dt.date(2026, 1, 1))
    Parameter.objects.filter(code="acknowledgement_working_days").update(value=5)
    before = list(Parameter.objects.values())
    assert main(["region", "load", "hanoi", "--lang", "en"]) == 0
    assert "0 units added, 0 changed" in capsys.readouterr().out
    assert list(Parameter.objects.values()) == before
    assert value_on("reconfirmation_months", dt.date(2025, 12, 31)) == 12
    assert value_on("reconfirmation_months", DAY) == 6


def test_a_parameter_nobody_loaded_has_the_catalogues_value():
    assert value_on("certificate_reminder_days", DAY) == [90, 30, 0]
    with pytest.raises(KeyError):
        value_on("no_such_parameter", DAY)


def test_a_region_nobody_knows_is_named_with_those_that_are_there(capsys):
    assert main(["region", "load", "atlantis", "--lang", "en"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "no region “atlantis”" in said
    assert "hanoi" in said


def test_illustrating_asks_for_the_places_first(capsys):
    assert main(["region", "illustrate", "--firms", "3"]) == 2
    assert "matxich region load hanoi" in " ".join(capsys.readouterr().err.split())
    assert not Enterprise.objects.exists()


def test_the_illustrative_region_comes_with_accounts_and_goes_with_them(capsys, settings):
    assert is_unused()
    main(["region", "load", "hanoi"])
    assert main(["region", "illustrate", "--firms", "20", "--seed", "7"]) == 0
    said = capsys.readouterr().out
    assert "canbo@demo.example" in said
    password = (settings.DATA_DIR / "demo-accounts.txt").read_text().strip()
    assert password in said
    assert (settings.DATA_DIR / "demo-accounts.txt").stat().st_mode & 0o077 == 0
    assert User.objects.get(email="lanhdao@demo.example").check_password(password)
    assert len(password) >= 16
    assert not is_unused()
    assert main(["region", "illustrate"]) == 2
    assert main(["region", "clear-illustrative"]) == 0
    assert demo_accounts() is None
    assert not User.objects.filter(is_active=True).exists()
    assert not Enterprise.objects.exists()


def test_a_site_that_others_reach_gets_no_accounts(capsys, settings):
    settings.IS_LOCAL = False
    main(["region", "load", "hanoi"])
    assert main(["region", "illustrate", "--firms", "5"]) == 0
    assert not User.objects.exists()
    assert demo_accounts() is None
    assert not (settings.DATA_DIR / "demo-accounts.txt").exists()


def test_real_firms_are_not_mixed_with_invented_ones_unless_asked(capsys):
    main(["region", "load", "hanoi"])
    create_enterprise(name="Công ty Thật", actor=COMMAND, now=timezone.now())
    assert main(["region", "generate", "--firms", "3", "--lang", "en"]) == 2
    assert "1 real firms" in " ".join(capsys.readouterr().err.split())
    assert Enterprise.objects.count() == 1
    assert main(["region", "generate", "--firms", "3", "--force"]) == 0
    assert Enterprise.objects.count() == 1 + 3 + 53
    assert not User.objects.exists()
