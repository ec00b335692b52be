"""The pages about people and one's own account in a real browser: nothing that axe finds, nothing wider than the screen."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.registry.actions.contacts import ContactFields, add_contact
from tests.web.people import firm, person, represents

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    "/account/",
    "/account/profile/",
    "/account/data/",
    "/account/data/erasure/",
    "/account/personal-data/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/logout/",
    "/staff/people/",
    "/staff/people/invitations/",
    "/staff/people/invitations/new/",
    "/staff/audit/",
)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_no_page_about_people_has_a_fault_or_is_too_wide(open_page, axe, live_server, width, scheme):
    enterprise = firm()
    user = represents(person("Nguyễn Thị Quản", Role.ADMINISTRATOR, Role.OFFICER, Role.AUDITOR), enterprise)
    other = person("Lê Thu Cán", Role.OFFICER)
    contact = add_contact(
        enterprise, ContactFields("Phạm Văn An", email="an@example.vn"), actor=COMMAND, now=timezone.now()
    )
    client = Client()
    client.force_login(user)
    page = open_page("/account/personal-data/", width=width, color_scheme=scheme)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    more = (
        f"/staff/people/{other.pk}/",
        f"/staff/people/{user.pk}/",
        f"/staff/people/{other.pk}/roles/",
        f"/staff/people/{other.pk}/closure/",
        f"/desk/{enterprise.pk}/people/",
        f"/desk/{enterprise.pk}/people/invite/",
        f"/desk/{enterprise.pk}/contacts/{contact.pk}/",
        f"/staff/firms/{enterprise.pk}/contacts/{contact.pk}/erasure/",
    )
    wrong = []
    for path in (*PAGES, *more):
        answer = page.goto(path)
        assert answer is not None
        page.evaluate(axe)
        found = page.evaluate(
            "async () => (await axe.run()).violations.map((one) => `${one.id}: ${one.nodes[0].html}`)"
        )
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{path}: {fault}" for fault in found]
        wrong += [f"{path}: {answer.status}"] if answer.status != 200 else []
        wrong += [f"{path}: {wide} px wide"] if wide > width else []
    assert "\n".join(wrong) == ""
