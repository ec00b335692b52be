"""Matching a part list with the firms of the registry."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from matxich.apps.foundation.actor import SYSTEM
from matxich.apps.registry import matching
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import create_enterprise, set_consent
from matxich.apps.registry.models import Enterprise
from tests.apps.registry.conftest import NOW
from tests.web import workbooks
from tests.web.conftest import text_of

pytestmark = pytest.mark.django_db(transaction=True)  # the match works in a thread of its own


@pytest.fixture(autouse=True)
def snapshots_anew():
    """No snapshot of another test is held."""
    matching.forget()
    yield
    matching.forget()


@pytest.fixture
def turner() -> Enterprise:
    """A published, invented firm that turns."""
    firm = create_enterprise(name="Cơ khí Hòn Đất", actor=SYSTEM, now=NOW, is_illustrative=True)
    propose(firm, "process", {"process": "Tiện CNC"}, actor=SYSTEM, now=NOW, source="self")
    Enterprise.objects.filter(pk=firm.pk).update(stage="published")
    return set_consent(firm, True, actor=SYSTEM, now=NOW)


def test_the_registry_is_offered_once_there_is_a_published_firm(client, turner):
    assert "Danh bạ: 1 doanh nghiệp đã công bố" in text_of(client.get("/").content)
    Enterprise.objects.update(stage="submitted")
    assert "Danh bạ:" not in text_of(client.get("/").content)


def test_a_part_list_alone_is_matched_with_the_registry(client, turner):
    demand = SimpleUploadedFile("demand.xlsx", workbooks.demand())
    sent = {"source": "registry", "on": "2026-11-22", "top": "10", "demand": demand}
    address = client.post("/matches/", sent).headers["Location"]
    page = client.get(address)
    assert page.status_code == 200
    found = json.loads(b"".join(client.get(f"{address}result.json")))
    assert found["meta"]["supplier_count"] == 1
    assert found["meta"]["illustrative"] is True
    named = {firm["name"] for line in found["lines"] for firm in (*line["shortlist"], *line["near_misses"])}
    assert named <= {"Cơ khí Hòn Đất"}


def test_without_a_part_list_it_is_asked_for_and_the_choice_is_kept(client, turner):
    address = client.post("/matches/", {"source": "registry", "on": "2026-11-22"}).headers["Location"]
    words = client.get(address).content.decode()
    assert 'value="registry" checked' in words
