"""The outbox: who reads it, what it shows, what an officer may do with a message."""

import pytest
from django.urls import reverse
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.mail import queue_message
from matxich.apps.foundation.models import Message
from tests.web.conftest import text_of
from tests.web.people import firm, person

pytestmark = pytest.mark.django_db


def write(key: str = "1", **more) -> Message:
    values = {"to": "sen@la-sen.vn", "subject": f"Thư {key}", "body": "Kính gửi <b>Sen</b>"} | more
    return queue_message(
        key, values.pop("kind", "reconfirmation"), language="vi", now=timezone.now(), **values
    )


@pytest.fixture
def officer(client):
    """A browser in which an officer is signed in."""
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    return client


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        ((Role.OFFICER,), 200),
        ((Role.AUDITOR,), 200),
        ((Role.ADMINISTRATOR,), 200),
        ((Role.LEADER,), 403),
        ((Role.COUNCIL_MEMBER,), 403),
        ((), 403),
    ],
)
def test_the_outbox_is_open_to_who_answers_for_mail(client, roles, status):
    client.force_login(person("x", *roles))
    row = write()
    for address in (reverse("staff:outbox"), reverse("staff:message", args=[row.pk])):
        assert client.get(address).status_code == status


def test_an_auditor_reads_and_changes_nothing(client, settings):
    settings.SEND_MAIL = True
    row = write()
    client.force_login(person("x", Role.AUDITOR))
    assert client.post(reverse("staff:outbox_acts"), {"act": "hold", "row": row.pk}).status_code == 403
    assert "Giữ lại</button>" not in client.get(reverse("staff:message", args=[row.pk])).content.decode()


def test_the_body_is_shown_as_text(officer):
    page = officer.get(reverse("staff:message", args=[write().pk])).content.decode()
    assert "Kính gửi &lt;b&gt;Sen&lt;/b&gt;" in page


def test_a_secret_is_hidden_on_a_site_that_sends(officer, settings):
    settings.SEND_MAIL = True
    row = write(body="mở https://a.vn/confirm/s3cret/", secrets=["s3cret"])
    page = text_of(officer.get(reverse("staff:message", args=[row.pk])).content)
    assert "s3cret" not in page
    assert "Dấu chấm thay cho" in page


def test_the_list_is_filtered_by_state_kind_words_and_record(officer, settings):
    settings.SEND_MAIL = True
    one = firm()
    write("a")
    write("b", kind="account", to="x@x.vn")
    write("c", about=one)
    Message.objects.filter(key="a").update(state="failed")

    def found(**query: str) -> set[str]:
        rows = officer.get(reverse("staff:outbox"), query).context["rows"]
        return {row.key for row, _kind in rows}

    assert found() == {"a", "b", "c"}
    assert found(state="failed") == {"a"}
    assert found(kind="account") == {"b"}
    assert found(q="x@x") == {"b"}
    assert found(about=str(one.pk)) == {"c"}
    assert found(about="x", state="odd") == {"a", "b", "c"}


def test_what_failed_is_sent_again_and_what_cannot_be_says_why(officer, settings):
    settings.SEND_MAIL = True
    failed, sent = write("a"), write("b")
    Message.objects.filter(pk=failed.pk).update(state="failed")
    Message.objects.filter(pk=sent.pk).update(state="sent")
    address = reverse("staff:outbox_acts")
    rows = {"act": "retry", "row": [failed.pk, sent.pk], "next": reverse("staff:outbox")}
    page = text_of(officer.post(address, rows, follow=True).content)
    assert "Đã đổi 1 thư" in page
    assert "Thư đã gửi đi" in page
    failed.refresh_from_db()
    assert failed.state == "waiting"


def test_an_act_leads_back_into_this_site_only(officer):
    answer = officer.post(reverse("staff:outbox_acts"), {"act": "hold", "next": "https://other.example/"})
    assert answer["Location"] == reverse("staff:outbox")


def test_the_list_asks_as_much_for_three_messages_as_for_one(officer, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            officer.get(reverse("staff:outbox"))
        return len(queries)

    write("a")
    first = count()
    write("b")
    write("c")
    assert count() == first


def test_a_local_site_says_that_nothing_is_sent(officer, settings):
    settings.SEND_MAIL = False
    assert "không gửi thư" in text_of(officer.get(reverse("staff:outbox")).content)
