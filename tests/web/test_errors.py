"""The pages for when something went wrong."""

import datetime as dt

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path, reverse
from django.utils import timezone, translation

from matxich.apps.accounts.models import Role
from matxich.apps.foundation.actor import COMMAND
from matxich.apps.registry.actions.enterprises import change_identity
from matxich.apps.registry.models import Enterprise
from matxich.config.urls import handler403, handler404, handler500, urlpatterns
from matxich.domain.shared.decision import refused, require
from matxich.web.access import signed_in_page
from matxich.web.errors.views import too_many_requests
from tests.web.conftest import text_of
from tests.web.people import firm, person

__all__ = ["handler403", "handler404", "handler500"]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.test_errors")]


def refuses(request):
    """Do what the rules refuse."""
    require(refused("Hồ sơ chưa nộp.", "The record is not submitted."))


def falls_silent(request):
    """Ask a database that does not answer."""
    raise OperationalError("database is locked")


@signed_in_page
def renames(request, enterprise_id):
    """Rename a firm as a form does, with the version that the page was loaded with."""
    change_identity(
        Enterprise.objects.get(pk=enterprise_id),
        {"name": request.POST["name"]},
        actor=request.person.actor,
        now=timezone.now(),
        reason="x",
        expected_version=int(request.POST["version"]),
    )
    return HttpResponse("kept")


urlpatterns = [
    *urlpatterns,
    path("refuses", refuses),
    path("falls-silent", falls_silent),
    path("renames/<int:enterprise_id>", renames),
]


def test_a_page_of_staff_says_to_which_roles_it_is_open_and_where_else_to_go(client):
    client.force_login(person("Trần Văn Hải"))
    answer = client.get(reverse("staff:home"))
    text = text_of(answer.content)
    assert answer.status_code == 403
    assert "Trang này dành cho: Cán bộ, Lãnh đạo, Quản trị viên, Kiểm toán viên." in text
    assert "Trần Văn Hải" in text
    assert f'href="{reverse("desk:home")}"' in answer.content.decode()


def test_nothing_at_an_address_offers_the_search(client):
    html = client.get("/khong-co/").content.decode()
    assert 'id="search-here"' in html


def test_what_the_rules_refuse_is_answered_with_their_reason(client):
    answer = client.get("/refuses", headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "The record is not submitted." in text_of(answer.content)


def test_a_database_that_does_not_answer_is_no_bug_of_the_reader(client):
    client.cookies["sessionid"] = "k" * 32
    answer = client.get("/falls-silent")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Hệ thống đang bận" in text_of(answer.content)


def test_an_address_that_only_takes_a_form_says_so(client):
    answer = client.get(reverse("set_appearance"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "thuộc về một biểu mẫu" in text_of(answer.content)


def test_too_many_attempts_say_when_to_come_back():
    with translation.override("vi"):
        answer = too_many_requests(RequestFactory().get("/"), retry_after_s=290)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "290")
    assert "sau 5 phút" in text_of(answer.content)


def test_an_edit_conflict_shows_both_sides_and_loses_nothing(client):
    enterprise = firm("Cơ khí Lá Sen")
    seen = enterprise.version
    change_identity(
        enterprise,
        {"name": "Cơ khí Lá Sen Xanh"},
        actor=COMMAND,
        now=timezone.now(),
        reason="theo giấy đăng ký",
    )
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    answer = client.post(
        f"/renames/{enterprise.pk}", {"name": "Cơ khí Hoa Sen", "version": seen, "note": ["một", "hai"]}
    )
    text, html = text_of(answer.content), answer.content.decode()
    assert answer.status_code == 409
    assert "theo giấy đăng ký" in text
    assert "Cơ khí Lá Sen Xanh" in text
    assert "Cơ khí Hoa Sen" in text
    assert "một, hai" in text
    assert html.count('type="hidden" name="note"') == 2
    enterprise.refresh_from_db()
    assert f'name="version" value="{enterprise.version}"' in html
    client.post(f"/renames/{enterprise.pk}", {"name": "Cơ khí Hoa Sen", "version": enterprise.version})
    enterprise.refresh_from_db()
    assert enterprise.name == "Cơ khí Hoa Sen"


def test_the_time_of_a_conflict_is_in_the_history(client):
    enterprise = firm("Nhựa Gia Lâm")
    change_identity(
        enterprise,
        {"name": "Nhựa Bát Tràng"},
        actor=COMMAND,
        now=dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC),
        reason="sửa",
    )
    client.force_login(person("Nguyễn Thị Hồng", Role.OFFICER))
    answer = client.post(f"/renames/{enterprise.pk}", {"name": "Nhựa", "version": 1})
    assert "20/11/2026" in text_of(answer.content)
