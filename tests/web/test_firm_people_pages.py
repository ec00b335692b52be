"""People of a firm, on its desk and for officers: colleagues, contact persons, their consent and their erasure."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from matxich.apps.accounts.models import Invitation, Role
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.foundation.models import AuditEntry
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from matxich.apps.registry.models import Contact, Representative
from matxich.apps.registry.queries.representation import represents as acts_for
from tests.web.conftest import text_of
from tests.web.people import firm, person, represents

pytestmark = pytest.mark.django_db

AN = {"full_name": "Phạm Văn An", "position": "Giám đốc", "email": "an@example.vn", "phone": "0912 345 678"}


@pytest.fixture
def enterprise():
    """A firm."""
    return firm()


@pytest.fixture(params=["desk", "staff"])
def frame(request, client, enterprise) -> str:
    """Somebody who may: the firm's own person on the desk, an officer among the pages of staff."""
    user = (
        person("Lê Thu Cán", Role.OFFICER) if request.param == "staff" else represents(person(), enterprise)
    )
    client.force_login(user)
    return str(request.param)


def address(frame: str, name: str, enterprise, **words: int) -> str:
    """The address of one of the pages."""
    return reverse(f"{frame}:{name}", kwargs={"enterprise_id": enterprise.pk, **words})


def test_a_contact_person_is_added_with_a_number_that_can_be_dialled(client, enterprise, frame):
    client.post(address(frame, "firm_contact_new", enterprise), {**AN, "language": "vi", "consented": "on"})
    contact = Contact.objects.get()
    assert (contact.phone, contact.purpose, contact.consented_at is not None) == (
        "+84912345678",
        "firm_contact",
        True,
    )
    page = text_of(client.get(address(frame, "firm_people", enterprise)).content)
    assert "Phạm Văn An" in page


def test_a_registered_contact_without_an_address_is_refused_and_nothing_entered_is_lost(
    client, enterprise, frame
):
    words = {**AN, "email": "", "language": "vi", "is_registered": "on"}
    page = client.post(address(frame, "firm_contact_new", enterprise), words).content.decode()
    assert "Người liên hệ đã đăng ký cần có e-mail" in page
    assert 'value="0912 345 678"' in page or 'value="+84912345678"' in page
    assert Contact.objects.count() == 0


def test_a_contact_is_corrected_exported_and_erased_with_a_reason(client, enterprise, frame):
    contact = add_contact(enterprise, ContactFields(**AN), actor=COMMAND, now=timezone.now())
    here = {"contact_id": contact.pk}
    words = {**AN, "position": "Phó giám đốc", "language": "vi", "version": contact.version}
    client.post(address(frame, "firm_contact", enterprise, **here), words)
    contact.refresh_from_db()
    assert contact.position == "Phó giám đốc"
    document = json.loads(client.post(address(frame, "firm_contact_export", enterprise, **here)).content)
    assert document["contact"]["email"] == "an@example.vn"
    assert AuditEntry.objects.filter(action="contact.exported").count() == 1
    erasure = address(frame, "firm_contact_erasure", enterprise, **here)
    assert client.post(erasure, {"reason": ""}).status_code == 200
    client.post(erasure, {"reason": "theo yêu cầu"})
    contact.refresh_from_db()
    assert contact.full_name == ""
    assert "Chưa lưu người liên hệ nào" in text_of(
        client.get(address(frame, "firm_people", enterprise)).content
    )


def test_two_people_who_edit_one_contact_are_told(client, enterprise, frame):
    contact = add_contact(enterprise, ContactFields(**AN), actor=COMMAND, now=timezone.now())
    here = address(frame, "firm_contact", enterprise, contact_id=contact.pk)
    client.post(here, {**AN, "full_name": "Phạm Văn Ánh", "language": "vi", "version": contact.version})
    answer = client.post(
        here, {**AN, "full_name": "Phạm Văn Ấn", "language": "vi", "version": contact.version}
    )
    assert answer.status_code == 409
    contact.refresh_from_db()
    assert contact.full_name == "Phạm Văn Ánh"


def test_consent_is_written_down_and_withdrawn(client, enterprise, frame):
    contact = add_contact(enterprise, ContactFields(**AN), actor=COMMAND, now=timezone.now())
    here = {"contact_id": contact.pk}
    client.post(address(frame, "firm_contact_consent", enterprise, **here))
    contact.refresh_from_db()
    assert contact.consented_at is not None
    client.post(address(frame, "firm_contact_withdrawal", enterprise, **here), {"reason": "gọi điện"})
    contact.refresh_from_db()
    assert contact.withdrawn_at is not None


def test_a_colleague_is_invited_and_comes_to_act_for_the_firm(client, enterprise, frame):
    words = {"email": "binh@example.vn", "full_name": "Trần Văn Bình", "language": "vi"}
    page = text_of(client.post(address(frame, "firm_people_invite", enterprise), words, follow=True).content)
    link = re.search(r"http://testserver(/invitations/\S+/)", page)[1]
    client.post("/accounts/logout/")
    password = "lá-sen-trong-hồ-7"
    client.post(link, {"full_name": "Trần Văn Bình", "password1": password, "password2": password})
    invitation = Invitation.objects.get()
    assert invitation.accepted_at is not None
    row = Representative.objects.get(proof="invitation")
    assert acts_for(row.user_id, enterprise.pk, timezone.localdate())


def test_that_somebody_acts_for_the_firm_is_ended_with_a_reason(client, enterprise, frame):
    colleague = represents(person("Trần Văn Bình"), enterprise)
    row = Representative.objects.get(user=colleague)
    client.post(
        address(frame, "firm_people_end", enterprise, representative_id=row.pk), {"reason": "nghỉ việc"}
    )
    assert not acts_for(colleague.pk, enterprise.pk, timezone.localdate())


def test_a_contact_of_another_firm_is_not_reached_through_ones_own(client, enterprise, frame):
    other = firm("Công ty TNHH Khác")
    contact = add_contact(other, ContactFields(**AN), actor=COMMAND, now=timezone.now())
    assert client.get(address(frame, "firm_contact", enterprise, contact_id=contact.pk)).status_code == 404
