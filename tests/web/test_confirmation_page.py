"""The page on which a firm confirms its record: no log-in, no cookies, nothing lost, nothing told to strangers."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import Message, SignedLink
from matxich.apps.registry.actions import campaigns
from matxich.apps.registry.actions.claims import propose
from matxich.apps.registry.models import CampaignMember, Claim, Contact
from tests.web.conftest import text_of
from tests.web.people import firm

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    """A browser that keeps no cookie and is held to the protection of forms."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def lines() -> list[Claim]:
    """A firm with two lines and a contact."""
    one = firm()
    long_ago = timezone.now() - dt.timedelta(days=400)
    Contact.objects.create(
        enterprise=one,
        full_name="Trần Sen",
        email="sen@la-sen.vn",
        is_registered=True,
        purpose="firm_contact",
    )
    written = {
        "certificate": {"standard": "ISO 9001:2015", "number": "Q-1", "expires_on": "31/12/2029"},
        "machine": {"machine_type": "Máy phay CNC", "quantity": "4"},
    }
    return [
        propose(one, kind, fields, actor=COMMAND, now=long_ago, source="self")
        for kind, fields in written.items()
    ]


@pytest.fixture
def address(lines) -> str:
    """The address in the mail that the firm got."""
    now, today = timezone.now(), timezone.localdate()
    row = campaigns.create("2026", {}, today + dt.timedelta(days=20), actor=COMMAND, now=now)
    campaigns.start(row, actor=COMMAND, on=today, now=now)
    campaigns.ask_all(row.pk, lambda _done, _total: None, today, now)
    return re.search(r"/confirm/[\w-]+/", Message.objects.get().body)[0]


def form(*lines: Claim, **more: str) -> dict[str, str]:
    return {f"answer-{line.pk}": "" for line in lines} | more


def changed(line: Claim, **fields: str) -> dict[str, str]:
    written = {**line.written, **fields}
    return {f"answer-{line.pk}": "changed"} | {
        f"field-{line.pk}-{name}": text for name, text in written.items()
    }


def test_the_page_shows_the_lines_with_three_answers_each(visitor, address, lines):
    answer = visitor.get(address)
    text = text_of(answer.content)
    assert "ISO 9001" in text
    assert "Tất cả vẫn đúng" in text
    assert answer.content.decode().count('value="gone"') == len(lines)
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert "noindex" in answer["X-Robots-Tag"]
    assert CampaignMember.objects.get().opened_at is not None


def test_one_press_confirms_everything_without_cookies(visitor, address, lines):
    answer = visitor.post(address, form(*lines, all_true="1"))
    assert answer.status_code == 302
    assert "Xin cảm ơn" in text_of(visitor.get(answer["Location"].partition("#")[0]).content)
    assert set(Claim.objects.values_list("confirmed_on", flat=True)) == {timezone.now().date()}
    assert visitor.cookies == {}


def test_all_still_true_does_not_speak_for_a_line_that_the_page_did_not_show(visitor, address, lines):
    visitor.post(address, form(lines[0], all_true="1"))
    lines[1].refresh_from_db()
    assert lines[1].confirmed_on != timezone.now().date()
    assert "Còn 1 dòng chưa trả lời" in text_of(visitor.get(f"{address}?sent=1").content)


def test_a_changed_line_becomes_a_version_of_source_link(visitor, address, lines):
    visitor.post(address, changed(lines[1], quantity="6") | form(lines[0], send="1"))
    row = Claim.objects.get(line=lines[1].line, state="current")
    assert (row.written["quantity"], row.source) == ("6", "link")


def test_what_cannot_be_read_comes_back_as_it_was_entered_and_the_rest_is_kept(visitor, address, lines):
    sent = changed(lines[0], expires_on="sang năm") | {f"answer-{lines[1].pk}": "true", "send": "1"}
    answer = visitor.post(address, sent)
    assert answer.status_code == 200
    assert 'value="sang năm"' in answer.content.decode()
    assert "Không đọc được ngày" in text_of(answer.content)
    lines[1].refresh_from_db()
    assert lines[1].confirmed_on == timezone.now().date()


def test_a_stale_page_says_what_was_entered_even_when_the_line_is_gone(visitor, address, lines):
    visitor.post(address, {f"answer-{lines[1].pk}": "gone", "send": "1"})
    answer = visitor.post(address, changed(lines[1], quantity="7") | {"send": "1"})
    assert "được rút khỏi hồ sơ" in text_of(answer.content)
    assert "Máy phay CNC · 7" in text_of(answer.content)


def test_the_language_is_the_contacts_until_another_one_is_asked_for(visitor, address):
    Contact.objects.update(language="en")
    answer = visitor.get(address, headers={"accept-language": "vi"})
    assert "All still true" in text_of(answer.content)
    assert answer["Content-Language"] == "en"
    assert "Tất cả vẫn đúng" in text_of(visitor.get(f"{address}?lang=vi").content)


def test_details_of_the_contact_are_corrected_together_with_the_answers(visitor, address, lines):
    details = {
        "full_name": "Trần Thị Sen",
        "position": "Giám đốc",
        "phone": "0912 345 678",
        "email": "sen@la-sen.vn",
    }
    visitor.post(address, form(*lines, all_true="1") | details | {"version": "1"})
    contact = Contact.objects.get()
    assert (contact.full_name, contact.phone) == ("Trần Thị Sen", "+84912345678")
    answer = visitor.post(
        address, form(*lines) | details | {"version": "1", "email": "no address", "send": "1"}
    )
    assert answer.status_code == 200
    assert "no address" in answer.content.decode()


def test_a_link_that_ran_out_offers_a_new_one_which_goes_to_the_contact_and_tells_nothing(
    visitor, address, lines
):
    SignedLink.objects.update(expires_at=timezone.now())
    answer = visitor.get(address)
    assert answer.status_code == 410
    for secret in ("Lá Sen", "sen@la-sen.vn", "ISO 9001"):
        assert secret not in answer.content.decode()
    assert visitor.post(address, form(*lines, all_true="1")).status_code == 410
    asked = visitor.post(f"{address}renewal/")
    assert "liên kết mới đang được gửi" in text_of(visitor.get(asked["Location"]).content)
    visitor.post(f"{address}renewal/")
    assert list(Message.objects.order_by("id").values_list("to_address", flat=True)) == ["sen@la-sen.vn"] * 2
    fresh = re.search(r"/confirm/[\w-]+/", Message.objects.order_by("id").last().body)[0]
    assert visitor.get(fresh).status_code == 200


def test_a_working_link_sends_no_new_one(visitor, address):
    visitor.post(f"{address}renewal/")
    assert Message.objects.count() == 1


def test_a_revoked_link_shows_and_changes_nothing(visitor, address, lines):
    SignedLink.objects.update(revoked_at=timezone.now())
    assert (
        visitor.get(address).status_code
        == visitor.post(address, form(*lines, all_true="1")).status_code
        == 410
    )
    assert Claim.objects.filter(confirmed_on=timezone.now().date()).count() == 0


def test_a_secret_that_nobody_made_finds_nothing(visitor, address):
    other = address[:-5] + ("AAAA/" if address[-5:-1] != "AAAA" else "BBBB/")
    answer = visitor.get(other)
    assert answer.status_code == 404
    assert "Không có liên kết này" in text_of(answer.content)
    assert visitor.post(f"{other}renewal/").status_code == 302
    assert Message.objects.count() == 1


def test_the_page_of_a_large_record_stays_below_what_a_form_may_hold(visitor, address, lines, settings):
    fields = {"process": "Phay CNC", "materials": "S45C"}
    long_ago = timezone.now() - dt.timedelta(days=400)
    line = propose(lines[0].enterprise, "process", fields, actor=COMMAND, now=long_ago, source="self")
    for _ in range(110):
        line.pk, line.line, line._state.adding = None, uuid.uuid4(), True
        line.save()
    page = visitor.get(address).content.decode()
    names = set(re.findall(r' name="([^"]+)"', page))
    assert len(names) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert "dòng nữa sẽ hiện sau khi" in text_of(page)
    shown = [name for name in names if name.startswith("answer-")]
    visitor.post(address, dict.fromkeys(shown, "") | {"all_true": "1"})
    assert "Còn" in text_of(visitor.get(f"{address}?sent=1").content)


def test_a_firm_that_went_into_another_record_has_no_page(visitor, address, lines):
    from matxich.apps.registry.models import Enterprise

    Enterprise.objects.update(status="merged")
    assert visitor.get(address).status_code == 404


def test_the_address_of_the_page_is_what_the_mail_says(address):
    assert reverse("public:confirmation", args=[address.split("/")[2]]) == address
