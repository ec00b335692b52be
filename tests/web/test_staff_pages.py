"""The first page of staff, the search over all records, the gallery of components."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.models import (
    Claim,
    Contact,
    DuplicatePair,
    Enterprise,
    EnterpriseName,
    FormerTaxCode,
)
from matxich.apps.registry.models.enterprise import Status
from matxich.apps.registry.queries.finding import find_enterprises
from matxich.apps.registry.queries.waiting import firm_waiting, officer_waiting
from matxich.domain.shared.text import fold
from matxich.web.static_files import COMPONENTS
from tests.web.conftest import text_of
from tests.web.people import firm, person

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC)


@pytest.fixture
def officer(client):
    """A browser in which an officer is signed in."""
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    return client


def waits() -> dict[str, tuple[int, dt.datetime | None]]:
    """Kind → how many wait, since when."""
    return {one.kind: (one.count, one.since) for one in officer_waiting()}


def test_nothing_waits_in_an_empty_registry(officer):
    assert set(waits().values()) == {(0, None)}
    assert "Không có việc chờ" in text_of(officer.get(reverse("staff:home")).content)


def test_what_waits_is_counted_with_the_day_of_the_oldest(officer):
    one, other = firm("Cơ khí Lá Sen"), firm("Cơ khí Lá Xen")
    for day in (3, 1):
        propose(
            one,
            "certificate",
            {"standard": f"ISO {9000 + day}"},
            actor=COMMAND,
            now=NOW - dt.timedelta(days=day),
            source="self",
        )
    Enterprise.objects.filter(pk=one.pk).update(stage="desk_checked")
    DuplicatePair.objects.create(first=one, second=other, score=0.9, found_at=NOW)
    found = waits()
    assert found["claims"] == (2, NOW - dt.timedelta(days=3))
    assert found["duplicates"] == (1, NOW)
    text = text_of(officer.get(reverse("staff:home")).content)
    assert text.index("Dòng chờ xác minh") < text.index(
        "Hồ sơ có thể trùng nhau"
    )  # the longest waiting first
    assert "22/11/2026" in text


def test_a_firm_is_asked_for_what_an_officer_sent_back():
    one, other = firm("Cơ khí Lá Sen"), firm("Nhựa Gia Lâm")
    propose(one, "certificate", {"standard": "ISO 9001"}, actor=COMMAND, now=NOW, source="self")
    assert firm_waiting([one.pk, other.pk]) == {}
    Claim.objects.update(check_state=Claim.Check.ASKED)
    assert firm_waiting([one.pk, other.pk]) == {one.pk: 1}


def named(query: str) -> list[str]:
    """The names of the firms that a query finds, in the order of the alphabet."""
    return sorted(found.name for found in find_enterprises(query))


@pytest.mark.parametrize("query", ["lá sen", "LA SEN", "sen la", "la\u0301 sen", "sen"])
def test_a_name_is_found_in_any_spelling_and_order(query):
    firm("Công ty Cơ khí Lá Sen")
    firm("Công ty Nhựa Gia Lâm")
    assert named(query) == ["Công ty Cơ khí Lá Sen"]


def test_a_firm_is_found_by_what_it_was_called_before_and_by_its_codes():
    one = firm("Cơ khí Lá Sen", tax_code="0100109106")
    EnterpriseName.objects.create(
        enterprise=one, kind="former", name="Xí nghiệp 22", name_folded=fold("Xí nghiệp 22")
    )
    FormerTaxCode.objects.create(enterprise=one, tax_code="0100112437")
    for query in ("xi nghiep 22", "0100109106", "0100 109 106", "01001091", "0100112437"):
        assert named(query) == ["Cơ khí Lá Sen"], query
    assert named("010") == []


def test_a_contacts_address_finds_the_firm_until_the_person_is_erased():
    one = firm("Cơ khí Lá Sen")
    contact = Contact.objects.create(enterprise=one, email="lien.he@lasen.example", purpose="liên hệ")
    assert named("LIEN.HE@lasen") == ["Cơ khí Lá Sen"]
    contact.erased_at = NOW
    contact.save()
    assert named("lien.he@lasen") == []


def test_a_record_that_went_into_another_is_not_found():
    one = firm("Cơ khí Lá Sen")
    Enterprise.objects.filter(pk=one.pk).update(status=Status.MERGED)
    assert named("la sen") == []


def test_the_search_page_lists_what_fits_and_says_what_to_try_otherwise(officer):
    firm("Cơ khí Lá Sen")
    assert "Cơ khí Lá Sen" in text_of(officer.get("/staff/search/?q=la+sen").content)
    assert "Không có hồ sơ phù hợp" in text_of(officer.get("/staff/search/?q=xyzzy").content)
    assert "<table" not in officer.get("/staff/search/").content.decode()


def test_the_search_costs_the_same_for_one_and_for_many(officer, django_assert_max_num_queries):
    for number in range(30):
        firm(f"Cơ khí {number}")
    with django_assert_max_num_queries(9):
        officer.get("/staff/search/?q=co+khi")


def test_the_gallery_shows_every_component_and_forgets_what_is_sent(officer):
    page = officer.get(reverse("staff:components"))
    html = page.content.decode()
    assert page.status_code == 200
    for folder in COMPONENTS.iterdir():
        if (folder / f"{folder.name}.html").exists() and folder.name != "page":
            assert folder.name in html, folder.name
    assert "Dữ liệu minh họa" in html
    answer = officer.post(reverse("staff:components"), {"act": "accept", "row": ["1", "2"]}, follow=True)
    assert "Đã gửi: accept, các dòng 1, 2" in text_of(answer.content)


def test_a_wrong_form_keeps_what_was_entered_and_leads_to_each_mistake(officer):
    html = officer.get(reverse("staff:components")).content.decode()
    summary = re.search(r'role="alert".*?</ul>', html, re.DOTALL)[0]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["wrong_name", "wrong_email", "wrong_size", "wrong_kind_0", "wrong_agreed"]
    for target in targets:
        assert f'id="{target}"' in html
    assert 'value="khong-phai-thu"' in html
    (control,) = re.findall(r'<input[^>]*id="wrong_email"[^>]*>', html)
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="wrong_email_helptext wrong_email_error"' in control
    assert 'id="wrong_email_error"' in html


def test_a_button_that_is_off_stays_in_the_order_of_focus_and_says_why(officer):
    html = officer.get(reverse("staff:components")).content.decode()
    off = re.search(
        r'<button type="button" class="btn btn-off" aria-disabled="true".*?</button>', html, re.DOTALL
    )[0]
    assert "Còn 3 dòng năng lực chờ xác minh" in off
    assert " disabled" not in off.replace("aria-disabled", "")


def test_the_clock_of_the_page_is_the_readers(officer):
    firm("Cơ khí Lá Sen")
    Enterprise.objects.update(stage="submitted", stage_since=timezone.now())
    assert "hôm nay" in text_of(officer.get(reverse("staff:home")).content)
