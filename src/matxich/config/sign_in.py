"""What of signing in follows from the environment: an office's own sign-in server, and the mail server."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from matxich.config.env import BadSetting, env_secret, env_str

#: The one provider's name in addresses: /accounts/oidc/office/login/.
OFFICE = "office"


def env_office_sign_in() -> dict[str, Any] | None:
    """Return the provider as allauth's settings take it; None when no address is set.

    Raises:
        BadSetting: an address without https (http is for this machine only), or without the client's number and secret.
    """
    name = env_str(
        "MATXICH_OIDC_NAME",
        default="OpenID Connect",
        help="What the button of the office's own sign-in server says.",
    )
    url = env_str(
        "MATXICH_OIDC_URL",
        default="",
        help="Address of an OpenID Connect server with which people may sign in too. It has to state that an e-mail is verified.",
    )
    client_id = env_str("MATXICH_OIDC_CLIENT_ID", default="", help="This site's number at that server.")
    secret = env_secret("MATXICH_OIDC_CLIENT_SECRET", help="This site's secret at that server.")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "https" and (
        parts.scheme != "http" or parts.hostname not in {"localhost", "127.0.0.1"}
    ):
        raise BadSetting("MATXICH_OIDC_URL", "must start with https://")
    if not client_id:
        raise BadSetting("MATXICH_OIDC_CLIENT_ID", "is needed with MATXICH_OIDC_URL")
    if not secret:
        raise BadSetting("MATXICH_OIDC_CLIENT_SECRET", "is needed with MATXICH_OIDC_URL")
    return {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OFFICE,
                "name": name,
                "client_id": client_id,
                "secret": secret,
                "settings": {"server_url": url},
            }
        ],
    }


def origin(url: str) -> str:
    """Return the scheme and host of an address, as a content policy names it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def env_mail_server(name: str) -> dict[str, Any] | None:
    """Return Django's EMAIL_… settings of the server that an address names; None when none is set.

    Understood: `smtp://user:password@host:587` (STARTTLS), `smtps://user:password@host:465` (TLS from the start),
    `smtp+plain://host:25` (no encryption: a server on this machine).

    Raises:
        BadSetting: the address is none of these. The message never repeats it, for it may hold a password.
    """
    url = env_secret(
        name,
        kind="address",
        shown="none: nothing is sent, every mail is kept on the outbox page",
        help="Mail server: `smtp://user:password@host:587` (STARTTLS), `smtps://…:465` (TLS) or `smtp+plain://localhost:25`.",
    )
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadSetting(name, "not an address") from None
    ports = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
    if parts.scheme not in ports or not parts.hostname:
        raise BadSetting(name, "must read smtp://, smtps:// or smtp+plain://, then the host")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
