"""Files are given to who may open them, never to the public, and never as a page of this site."""

import pytest
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actions.attachments import store
from matxich.apps.foundation.actor import COMMAND, Actor
from matxich.apps.foundation.attachments import path_of
from matxich.apps.foundation.models import Attachment
from matxich.apps.registry.actions.claims import propose
from matxich.web.presenters.files import address_of, shown_files
from tests.files.evidence import PDF_FILE, PNG
from tests.web.people import firm, person, represents

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence() -> Attachment:
    """A certificate of a firm."""
    row = store(PDF_FILE, "Chứng nhận ISO.pdf", actor=COMMAND, now=timezone.now())
    fields = {"standard": "ISO 9001", "number": "1"}
    propose(firm(), "certificate", fields, actor=COMMAND, now=timezone.now(), source="self", evidence=[row])
    return row


def status(client, user, row: Attachment) -> int:
    client.force_login(user)
    return client.get(address_of(row)).status_code


def test_the_public_is_sent_to_the_log_in(client, evidence):
    answer = client.get(address_of(evidence))
    assert (answer.status_code, "/login/" in answer["Location"]) == (302, True)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_staff_open_the_evidence_of_every_firm(client, evidence, role):
    assert status(client, person("x", role), evidence) == 200


def test_the_firms_own_people_open_it_and_those_of_another_firm_learn_nothing(client, evidence):
    own = evidence.claims.get().enterprise
    assert status(client, represents(person("own"), own), evidence) == 200
    assert status(client, represents(person("other"), firm("Công ty Khác")), evidence) == 404
    assert status(client, person("council", Role.COUNCIL_MEMBER), evidence) == 404
    assert status(client, person("nobody"), evidence) == 404


def test_who_gave_a_file_opens_it_before_it_stands_behind_anything(client):
    giver = person("giver")
    row = store(PNG, "a.png", actor=Actor(giver.pk), now=timezone.now())
    assert status(client, giver, row) == 200
    assert status(client, person("other"), row) == 404


def test_it_comes_as_a_download_that_is_no_page_and_is_kept_nowhere(client, evidence):
    client.force_login(represents(person("own"), evidence.claims.get().enterprise))
    answer = client.get(f"{address_of(evidence)}?show")
    assert answer.content == PDF_FILE
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Ch%E1%BB%A9ng")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"].endswith("sandbox")


def test_staff_see_pictures_and_pdf_in_place_and_office_files_never(client, evidence):
    client.force_login(person("x", Role.OFFICER))
    answer = client.get(f"{address_of(evidence)}?show")
    assert answer["Content-Disposition"].startswith("inline")
    assert "script" not in answer["Content-Security-Policy"]
    Attachment.objects.update(media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    assert client.get(f"{address_of(evidence)}?show")["Content-Disposition"].startswith("attachment")


def test_a_file_whose_bytes_are_gone_is_not_there(client, evidence):
    path_of(evidence).unlink()
    assert status(client, person("x", Role.OFFICER), evidence) == 404


def test_staff_without_their_second_factor_set_it_up_first(client, evidence, settings):
    settings.STAFF_SECOND_FACTOR = True
    assert status(client, person("x", Role.OFFICER), evidence) == 302


def test_a_list_of_files_leads_to_them_only_for_who_may_open_them(evidence):
    (own,), (others,) = shown_files([evidence]), shown_files([evidence], opens=False)
    assert (own.address, own.preview) == (address_of(evidence), f"{address_of(evidence)}?show")
    assert (others.address, others.preview, others.name) == ("", "", "Chứng nhận ISO.pdf")
