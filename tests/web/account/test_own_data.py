"""One's own account: what is kept, taking it away, correcting, being forgotten; and making an account."""

from __future__ import annotations

import io
import json

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from python_calamine import CalamineWorkbook

from matxich.apps.accounts.models import User
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from matxich.apps.registry.models import Contact
from matxich.catalogue.personal_data import purposes
from tests.web.account.conftest import PASSWORD, link_in_mail, signed_in_as
from tests.web.conftest import text_of
from tests.web.people import firm, represents


@pytest.fixture
def acting(client, an, sign_in):
    """An acts for a firm, is its contact person, and is signed in."""
    enterprise = firm("Công ty TNHH Cơ khí Lá Sen")
    represents(an, enterprise)
    add_contact(
        enterprise,
        ContactFields("Phạm Văn An", email=an.email, phone="+84912345678"),
        actor=COMMAND,
        now=timezone.now(),
    )
    sign_in()
    return enterprise


def test_the_page_says_of_everything_what_for_and_how_long(client, an, acting):
    page = text_of(client.get("/account/data/").content)
    for purpose in purposes(timezone.localdate()):
        for words in (purpose.label, purpose.purpose, purpose.basis, purpose.kept):
            assert words.vi in page
    for kept in ("Phạm Văn An", an.email, "Công ty TNHH Cơ khí Lá Sen", "+84912345678"):
        assert kept in page


def test_everything_is_taken_away_as_json_and_as_a_workbook(client, an, acting):
    document = json.loads(client.get("/account/data/export.json").content)
    assert document["parts"]["account"][0]["email"] == an.email
    assert document["parts"]["firms"][0]["enterprise"] == "Công ty TNHH Cơ khí Lá Sen"
    assert "argon2" not in json.dumps(document)
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/account/data/export.xlsx").content))
    assert len(book.sheet_names) == len(document["parts"])
    cells = [cell for row in book.get_sheet_by_name("Tài khoản").to_python() for cell in row]
    assert an.email in cells


def test_the_name_is_corrected(client, an, acting):
    client.post("/account/profile/", {"full_name": "Phạm Thị An", "language": "en"})
    an.refresh_from_db()
    assert (an.full_name, an.language) == ("Phạm Thị An", "en")


def test_erasing_asks_first_and_then_forgets_the_person_and_the_chosen_contacts(client, an, acting):
    page = text_of(client.get("/account/data/erasure/").content)
    assert "Công ty TNHH Cơ khí Lá Sen" in page
    client.post("/account/data/erasure/", {})
    an.refresh_from_db()
    assert an.erased_at is None
    contact = Contact.objects.get()
    answer = client.post("/account/data/erasure/", {"meant": "on", "contacts": [contact.pk]}, follow=True)
    assert "đã được xóa" in text_of(answer.content)
    an.refresh_from_db()
    contact.refresh_from_db()
    assert (an.full_name, contact.full_name) == ("", "")
    assert signed_in_as(client) is None


def test_an_account_is_made_and_opens_once_its_address_is_confirmed(client, db, mailoutbox, sign_in):
    words = {
        "full_name": "Trần Văn Bình",
        "email": "binh@example.vn",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    answer = client.post("/accounts/signup/", words)
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    sign_in("binh@example.vn")
    assert signed_in_as(client) is None
    client.post(link_in_mail(0))
    sign_in("binh@example.vn")
    user = User.objects.get(email="binh@example.vn")
    assert signed_in_as(client) == user.pk
    assert (user.full_name, user.language) == ("Trần Văn Bình", "vi")


def test_making_an_account_tells_nobody_whether_there_is_one(client, an, mailoutbox):
    words = {"full_name": "Ai Đó", "email": an.email, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", words)
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert User.objects.count() == 1
    assert "Bạn đã có tài khoản" in mailoutbox[0].subject


def test_on_a_closed_site_nobody_makes_an_account(client, db, settings):
    settings.OPEN_SIGNUP = False
    assert "/accounts/signup/" not in client.get("/accounts/login/").content.decode()
    words = {"full_name": "Ai Đó", "email": "ai@example.vn", "password1": PASSWORD, "password2": PASSWORD}
    assert "theo lời mời" in text_of(client.post("/accounts/signup/", words).content)
    assert User.objects.count() == 0


def test_a_new_address_holds_once_it_is_confirmed(client, an, sign_in, mailoutbox):
    sign_in()
    client.post("/accounts/email/", {"action_add": "", "email": "an.pham@example.vn"})
    an.refresh_from_db()
    assert an.email == "an@example.vn"
    confirmation = next(number for number, mail in enumerate(mailoutbox) if mail.to == ["an.pham@example.vn"])
    client.post(link_in_mail(confirmation))
    an.refresh_from_db()
    assert an.email == "an.pham@example.vn"
    assert [row.email for row in EmailAddress.objects.filter(user=an)] == ["an.pham@example.vn"]
    assert any(mail.to == ["an@example.vn"] for mail in mailoutbox)


@pytest.mark.django_db
def test_everybody_may_read_which_personal_data_are_kept(client):
    page = text_of(client.get("/account/personal-data/").content)
    assert "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15" in page
