"""Settings of the office's sign-in server and of the mail server: what is taken, what is refused at start."""

from __future__ import annotations

import pytest

from matxich.config.env import BadSetting
from matxich.config.sign_in import env_mail_server, env_office_sign_in, origin

WHOLE = {
    "MATXICH_OIDC_URL": "https://dang-nhap.so.gov.vn/realms/x",
    "MATXICH_OIDC_CLIENT_ID": "mat-xich",
    "MATXICH_OIDC_CLIENT_SECRET": "bí mật",
}


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """Nothing is set."""
    for name in (*WHOLE, "MATXICH_OIDC_NAME", "MATXICH_MAIL_URL"):
        monkeypatch.delenv(name, raising=False)


def test_without_an_address_there_is_no_server():
    assert env_office_sign_in() is None


def test_a_whole_server_is_taken(monkeypatch):
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    found = env_office_sign_in()
    assert found["APPS"][0]["settings"]["server_url"] == WHOLE["MATXICH_OIDC_URL"]
    assert found["OAUTH_PKCE_ENABLED"] is True
    assert origin(WHOLE["MATXICH_OIDC_URL"]) == "https://dang-nhap.so.gov.vn"


@pytest.mark.parametrize("missing", ["MATXICH_OIDC_CLIENT_ID", "MATXICH_OIDC_CLIENT_SECRET"])
def test_half_a_server_is_refused_by_name(monkeypatch, missing):
    for name, value in WHOLE.items():
        if name != missing:
            monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=missing):
        env_office_sign_in()


def test_plain_http_is_for_this_machine_only(monkeypatch):
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("MATXICH_OIDC_URL", "http://dang-nhap.so.gov.vn")
    with pytest.raises(BadSetting, match="https"):
        env_office_sign_in()
    monkeypatch.setenv("MATXICH_OIDC_URL", "http://localhost:9000")
    assert env_office_sign_in() is not None


def test_a_mail_server_is_read_from_its_address(monkeypatch):
    assert env_mail_server("MATXICH_MAIL_URL") is None
    monkeypatch.setenv("MATXICH_MAIL_URL", "smtp://thu%40so.vn:m%C3%A3@mail.so.vn")
    found = env_mail_server("MATXICH_MAIL_URL")
    assert found | {"EMAIL_TIMEOUT": 0} == {
        "EMAIL_HOST": "mail.so.vn",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "thu@so.vn",
        "EMAIL_HOST_PASSWORD": "mã",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
        "EMAIL_TIMEOUT": 0,
    }
    monkeypatch.setenv("MATXICH_MAIL_URL", "smtps://mail.so.vn:8465")
    assert env_mail_server("MATXICH_MAIL_URL")["EMAIL_USE_SSL"] is True


@pytest.mark.parametrize("address", ["mail.so.vn", "http://mail.so.vn", "smtp://", "smtp://h:nhiều"])
def test_what_is_no_mail_server_is_refused_without_its_password(monkeypatch, address):
    monkeypatch.setenv("MATXICH_MAIL_URL", address)
    with pytest.raises(BadSetting) as refusal:
        env_mail_server("MATXICH_MAIL_URL")
    assert "nhiều" not in str(refusal.value)
