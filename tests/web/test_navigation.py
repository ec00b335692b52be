"""Who is led where: top bar, side bars, account menu, bell; and that the public costs no query."""

import re

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actions.notifications import notify
from matxich.domain.shared.bilingual import Text
from matxich.web.navigation import ENTRIES, Audience
from scripts.assets import wanted_icons
from tests.web.conftest import text_of
from tests.web.people import firm, person, represents

HOME = reverse("public:home")


def current(html: bytes) -> list[tuple[str, str]]:
    """(how, address) of the links that are marked as where one is."""
    return re.findall(r'<a href="([^"]*)" aria-current="(page|true)"', html.decode())


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.url_name for entry in ENTRIES])
def test_an_entry_leads_somewhere_and_has_an_icon_of_the_list(entry):
    words = {"enterprise_id": 1} if entry.audience is Audience.DESK else None
    try:
        assert reverse(entry.url_name, kwargs=words)
    except NoReverseMatch:
        pytest.fail(f"{entry.url_name} is no page of the site")
    assert entry.icon in wanted_icons()


@pytest.mark.django_db
def test_a_page_for_the_public_asks_neither_session_nor_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/khong-co-trang-nay/")
    assert page.status_code == 404
    assert not page.wsgi_request.session.accessed
    assert settings.SESSION_COOKIE_NAME not in page.cookies
    assert "Đăng nhập" in page.content.decode()


@pytest.mark.django_db
def test_a_stale_session_cookie_is_nobody(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "k" * 32
    assert "Đăng nhập" in client.get("/khong-co-trang-nay/").content.decode()


@pytest.mark.django_db
def test_staff_see_the_steps_that_have_pages_and_where_they_are(client):
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    page = client.get(reverse("staff:search"))
    assert current(page.content) == [("/staff/search/", "page")] * 2  # the wide side bar and the narrow one
    assert 'href="/staff/"' in page.content.decode()


@pytest.mark.django_db
def test_below_a_page_its_entry_is_marked_as_the_way_here(client):
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    page = client.get("/staff/search/?q=a")
    assert current(page.content)[0][1] == "page"
    assert ("/staff/", "page") not in current(page.content)


@pytest.mark.django_db
@pytest.mark.parametrize(("roles", "sees"), [((Role.LEADER,), True), ((), False)])
def test_the_account_menu_offers_staff_pages_to_staff_only(client, roles, sees):
    client.force_login(person("Trần Văn Hải", *roles))
    html = client.get(reverse("notifications:list")).content.decode()
    assert ("Trang cán bộ" in html) is sees
    assert "Trần Văn Hải" in html
    assert f'<form method="post" action="{reverse("account_logout")}">' in html


@pytest.mark.django_db
def test_the_bell_counts_what_is_unread(client):
    user = person()
    now = timezone.now()
    notify([user.pk], Text("Một việc", "One thing"), "/desk/", now)
    notify([user.pk], Text("Hai việc", "Two things"), "", now)
    client.force_login(user)
    bell = re.compile(r'class="mx-bell-count">(\d+)')
    page = client.get(reverse("notifications:list")).content.decode()
    assert bell.findall(page) == ["2"]
    number = re.search(r"/notifications/(\d+)/open/", page)[1]
    opened = client.post(reverse("notifications:open", args=[number]))
    assert opened.headers["Location"] == reverse("notifications:list")  # the newest line leads nowhere else
    assert bell.findall(client.get(HOME).content.decode()) == ["1"]
    client.post(reverse("notifications:read_all"))
    assert bell.findall(client.get(HOME).content.decode()) == []


@pytest.mark.django_db
def test_nobody_opens_another_persons_line(client):
    owner, other = person(), person()
    notify([owner.pk], Text("Riêng", "Private"), "/desk/", timezone.now())
    client.force_login(other)
    page = client.get(reverse("notifications:list"))
    assert "Riêng" not in page.content.decode()
    assert client.post(reverse("notifications:open", args=[1])).status_code == 404


@pytest.mark.django_db
def test_a_line_never_leads_off_the_site(client):
    user = person()
    notify([user.pk], Text("Lạ", "Strange"), "https://elsewhere.example/", timezone.now())
    client.force_login(user)
    page = client.get(reverse("notifications:list")).content.decode()
    number = re.search(r"/notifications/(\d+)/open/", page)[1]
    answer = client.post(reverse("notifications:open", args=[number]))
    assert answer.headers["Location"] == reverse("notifications:list")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roles", "address"), [((Role.OFFICER,), "/staff/"), ((Role.AUDITOR,), "/staff/"), ((), "/desk/")]
)
def test_signing_in_leads_staff_to_the_queue_and_others_to_their_firms(client, roles, address):
    client.force_login(person("Lê Thị Mới", *roles))
    assert client.get(settings.LOGIN_REDIRECT_URL).headers["Location"] == address


@pytest.mark.django_db
def test_whoever_acts_for_no_firm_is_told_how_to_come_to_one(client):
    client.force_login(person())
    assert "Tìm doanh nghiệp của bạn" in text_of(client.get("/desk/").content)


@pytest.mark.django_db
def test_whoever_acts_for_several_firms_chooses(client):
    client.force_login(represents(person(), firm("Cơ khí Lá Sen"), firm("Nhựa Gia Lâm")))
    text = text_of(client.get("/desk/").content)
    assert "Cơ khí Lá Sen" in text
    assert "Nhựa Gia Lâm" in text


@pytest.mark.django_db
def test_whoever_acts_for_one_firm_goes_to_its_desk_and_sees_no_switch(client):
    only = firm("Cơ khí Lá Sen")
    client.force_login(represents(person(), only))
    answer = client.get("/desk/")
    assert answer.headers["Location"] == reverse("desk:firm", args=[only.pk])
    page = client.get(answer.headers["Location"])
    assert "Doanh nghiệp khác" not in page.content.decode()
    assert current(page.content)[:2] == [(answer.headers["Location"], "page")] * 2


@pytest.mark.django_db
def test_a_desk_leads_to_the_other_firms_of_the_person_and_to_no_others(client):
    mine, other, strange = firm("Cơ khí Lá Sen"), firm("Nhựa Gia Lâm"), firm("Đúc Quất Động")
    client.force_login(represents(person(), mine, other))
    html = client.get(reverse("desk:firm", args=[mine.pk])).content.decode()
    assert html.count(f'href="{reverse("desk:enter", args=[other.pk])}"') == 2
    assert strange.name not in html


@pytest.mark.django_db
def test_a_desk_is_entered_by_its_own_people_only(client):
    theirs = firm("Nhựa Gia Lâm")
    client.force_login(represents(person(), firm("Cơ khí Lá Sen")))
    answer = client.get(reverse("desk:enter", args=[theirs.pk]))
    assert answer.status_code == 403
    assert "người đại diện" in answer.content.decode()
