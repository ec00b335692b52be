"""The directory's index follows the registry: what is saved is found, what is withdrawn is not, by whoever follows."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from matxich.apps.foundation.actions.changes import note_changes
from matxich.apps.foundation.models import Change
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.actions.enterprises import change_identity, set_consent, set_status
from matxich.apps.registry.actions.refresh import refresh
from matxich.apps.registry.directory_facts import directory_entries
from matxich.apps.registry.indexing import directory_index, follow, index_folder, needs_rebuild, rebuild_index
from matxich.apps.registry.models import Claim, Contact, EnterpriseName, FormerTaxCode, Site
from matxich.apps.registry.models.enterprise import Stage, Status
from matxich.domain.directory.answering import answer
from matxich.domain.shared.grade import Grade
from matxich.files.directory_index_folder import REBUILD, IndexBusyError, locked
from tests.apps.registry.conftest import NOW
from tests.domain.directory.firms import ids, search

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def no_index():
    """No index of another test."""
    shutil.rmtree(index_folder(), ignore_errors=True)


@pytest.fixture
def public(firm, officer):
    """The firm of the tests, published with its consent."""
    set_consent(firm, True, actor=officer, now=NOW)
    firm.refresh_from_db()
    firm.stage = Stage.PUBLISHED
    firm.save()
    refresh([firm.pk], NOW)
    return firm


def claim(firm, officer, kind, grade=1, **written):
    made = propose(firm, kind, written, actor=officer, now=NOW, source="officer")
    Claim.objects.filter(pk=made.pk).update(grade=grade)
    refresh([firm.pk], NOW)
    return made


def found(text: str = "", today: dt.date = TODAY) -> list[str]:
    follow(today)
    return ids(answer(directory_index().snapshot(), search(text)))


def test_a_published_firm_is_found_by_what_it_claims(public, officer):
    claim(public, officer, "process", process="Đúc áp lực", materials="Nhôm")
    own = [str(public.pk)]
    assert [found(text) for text in ("đúc nhôm", "duc nhom", "die casting", "lá sen", "0100109106")] == [
        own
    ] * 5


def test_a_saved_change_is_found_and_the_old_value_is_not(public, officer):
    assert found("lá sen") == [str(public.pk)]
    change_identity(public, {"name": "CTCP Hoa Súng"}, actor=officer, now=NOW)
    assert found("hoa súng") == [str(public.pk)]
    public.names.all().delete()  # the former name, by which it would rightly be found
    refresh([public.pk], NOW)
    assert found("lá sen") == []


def test_former_names_and_codes_are_found(public):
    EnterpriseName.objects.create(
        enterprise=public, kind="former", name="Xí nghiệp Sao Vàng", name_folded="xi nghiep sao vang"
    )
    FormerTaxCode.objects.create(enterprise=public, tax_code="0100109107")
    refresh([public.pk], NOW)
    assert found("sao vang") == found("0100109107") == [str(public.pk)]


@pytest.mark.parametrize("way", ["unpublished", "suspended", "consent withdrawn"])
def test_who_is_no_longer_public_is_no_longer_found(public, officer, way):
    assert found() == [str(public.pk)]
    if way == "unpublished":
        public.stage = Stage.NEEDS_SUPPLEMENT
        public.save()
        refresh([public.pk], NOW)
    elif way == "suspended":
        set_status(public, Status.SUSPENDED, actor=officer, now=NOW, reason="moved")
    else:
        set_consent(public, False, actor=officer, now=NOW)
    assert found() == []


def test_a_certificate_drops_out_the_day_after_its_last_day(public, officer):
    claim(public, officer, "certificate", standard="IATF 16949", expires_on="30/11/2026")
    last = dt.date(2026, 11, 30)
    assert [found("IATF", last), found("IATF", last + dt.timedelta(days=1))] == [[str(public.pk)], []]
    assert directory_index().position.day == "2026-12-01"


def test_contacts_and_customers_are_not_in_an_entry(public, officer):
    Contact.objects.create(
        enterprise=public, full_name="Bí Mật", email="secret@example.vn", purpose="letters"
    )
    claim(public, officer, "customer", name="Khách Kín")
    (entry,) = directory_entries(TODAY)
    assert not {word for word in ("Bí Mật", "secret@example.vn", "Khách Kín") if word in str(entry)}


def test_an_entry_carries_the_grade_of_its_claim_and_the_units_of_its_site(public, officer):
    Site.objects.create(
        enterprise=public,
        kind="factory",
        address="KCN Thăng Long, Đông Anh, Hà Nội",
        cluster="KCN Thăng Long",
    )
    claim(public, officer, "process", Grade.SITE_VERIFIED, process="Phay CNC", materials="SUS304")
    (entry,) = directory_entries(TODAY)
    assert [(line.processes, line.materials, line.grade) for line in entry.lines] == [
        (("cnc_milling",), ("sus304",), 3)
    ]
    assert ([spot.code for spot in entry.clusters], entry.grade) == (["KCN Thăng Long"], Grade.SITE_VERIFIED)
    assert "p_ha_noi" in entry.places or "d_dong_anh" in entry.places


def test_nothing_is_written_when_nothing_changed(public):
    follow(TODAY)
    assert follow(TODAY) == 0


def test_a_long_feed_is_followed_to_its_end(public):
    follow(TODAY)
    note_changes("enterprise", [public.pk], NOW)
    Change.objects.bulk_create([Change(kind="enterprise", subject_id=public.pk, at=NOW) for _ in range(1200)])
    follow(TODAY)
    assert directory_index().position.change == Change.objects.latest("id").pk


def test_an_index_of_another_database_is_built_anew(public):
    follow(TODAY)
    last = Change.objects.latest("id")
    Change.objects.filter(pk=last.pk).update(at=NOW + dt.timedelta(hours=1))
    assert needs_rebuild(TODAY)
    follow(TODAY)
    assert not needs_rebuild(TODAY)


def test_a_firm_that_cannot_be_read_does_not_stop_the_others(public, officer):
    follow(TODAY)
    broken = claim(public, officer, "process", process="Phay CNC")
    Claim.objects.filter(pk=broken.pk).update(typed={"items": [{"unknown": 1}]})
    assert found() == []
    assert directory_index().position.change == Change.objects.latest("id").pk


def test_two_who_rebuild_do_not_meet(public):
    with locked(index_folder(), REBUILD), pytest.raises(IndexBusyError):
        rebuild_index(TODAY)
