"""The shell that every page stands in: languages, themes, headers, errors."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

HOME = reverse("public:home")


def test_the_first_page_is_vietnamese_unless_the_browser_asks_for_english(client):
    vietnamese = client.get(HOME)
    english = client.get(HOME, headers={"accept-language": "en-GB,en;q=0.8"})
    korean = client.get(HOME, headers={"accept-language": "ko-KR"})
    assert [page.headers["Content-Language"] for page in (vietnamese, english, korean)] == ["vi", "en", "vi"]
    assert '<html lang="vi">' in vietnamese.content.decode()
    assert '<html lang="en">' in english.content.decode()


def test_the_language_switch_keeps_the_choice_and_returns_to_the_page(client):
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/?x=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?x=1")
    assert client.get(HOME, headers={"accept-language": "vi"}).headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [("dark", ' data-bs-theme="dark"'), ("light", ' data-bs-theme="light"'), ("auto", "")],
)
def test_the_theme_switch_is_drawn_by_the_server(client, chosen, expected):
    client.post(reverse("set_appearance"), {"theme": "dark", "next": HOME})
    answer = client.post(reverse("set_appearance"), {"theme": chosen, "next": HOME})
    assert (answer.status_code, answer.headers["Location"]) == (302, HOME)
    assert f'<html lang="vi"{expected}>' in client.get(HOME).content.decode()


def test_an_invented_theme_changes_nothing(client):
    client.cookies["mx_theme"] = '"><script>'
    answer = client.post(reverse("set_appearance"), {"theme": "purple", "next": HOME})
    assert answer.cookies.get("mx_theme") is None
    assert '<html lang="vi">' in client.get(HOME).content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_the_theme_switch_never_leads_off_the_site(client, elsewhere):
    answer = client.post(reverse("set_appearance"), {"theme": "dark", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_the_theme_is_changed_by_post_only(client):
    assert client.get(reverse("set_appearance")).status_code == 405


def test_every_answer_carries_the_security_headers(client):
    headers = client.get(HOME).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(("language", "words"), [("vi", "Không có trang nào"), ("en", "There is no page")])
def test_an_unknown_address_is_answered_in_the_readers_language(client, language, words):
    answer = client.get("/khong-co", headers={"accept-language": language})
    assert answer.status_code == 404
    assert words in re.search("<h1>(.*?)</h1>", answer.content.decode(), re.DOTALL)[1]


def test_a_form_without_its_token_is_refused_with_a_page_of_ours():
    answer = Client(enforce_csrf_checks=True).post(reverse("set_appearance"), {"theme": "dark"})
    assert answer.status_code == 403
    assert "Biểu mẫu đã hết hạn" in answer.content.decode()


def test_too_large_a_request_is_refused_by_its_length_alone(client, settings):
    settings.MAX_UPLOAD_BYTES = 3 * 1024**2
    answer = client.generic("POST", reverse("set_appearance"), b"", CONTENT_LENGTH=str(3 * 1024**2 + 1))
    assert answer.status_code == 413
    assert "3 MB" in answer.content.decode()


def test_an_error_of_ours_is_answered_with_a_page(client, settings):
    settings.ROOT_URLCONF = "tests.web.failing_urls"
    client.raise_request_exception = False
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()


@pytest.mark.django_db
def test_health_names_the_version_and_is_never_cached(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert json.loads(answer.content)["status"] == "ok"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_health_fails_while_the_database_cannot_be_reached(client):
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "/nowhere/at-all"
    try:
        answer = client.get("/healthz")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
    assert answer.status_code == 503
    assert json.loads(answer.content)["database"] == "unreachable"


@pytest.mark.django_db
def test_a_session_is_kept_in_the_database_and_found_again(client):
    session = client.session
    session["seen"] = "Đông Anh"
    session.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (1,)
    assert client.session["seen"] == "Đông Anh"
