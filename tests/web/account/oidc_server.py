"""A small OpenID Connect server on localhost: discovery, authorization code with PKCE, signed ID tokens, user info.

It checks what a real one checks (client, secret, redirect address, code once, PKCE) and says of its one user what a
test sets.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.utils import timezone

CLIENT, SECRET = "mat-xich", "bí-mật-của-trang"


@dataclass
class Person:
    """The one user of the server, who is always signed in there."""

    sub: str = "u-1"
    email: str = "an@example.vn"
    email_verified: bool = True
    name: str = "Phạm Văn An"


@dataclass
class Server:
    """A running server, and what it knows."""

    url: str
    person: Person = field(default_factory=Person)
    key: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    #: code → what was asked with it
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    #: why requests were refused, for the test to read
    refusals: list[str] = field(default_factory=list)


@contextmanager
def running() -> Iterator[Server]:
    """Run a server on a free port until the block ends."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server = Server(f"http://localhost:{http.server_address[1]}")
    http.known = server  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    @property
    def known(self) -> Server:
        return self.server.known  # type: ignore[attr-defined,no-any-return]

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        answers = {
            "/.well-known/openid-configuration": self._discovery,
            "/jwks": self._keys,
            "/authorize": lambda: self._authorize(asked),
            "/userinfo": self._userinfo,
        }
        answers.get(parts.path, lambda: self._refuse(404, "no such page"))()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._token({name: values[0] for name, values in parse_qs(body).items()})

    def _discovery(self) -> None:
        url = self.known.url
        self._json(
            {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/jwks",
                "response_types_supported": ["code"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            }
        )

    def _keys(self) -> None:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.known.key.public_key()))
        self._json({"keys": [{**public, "kid": "k1", "use": "sig", "alg": "RS256"}]})

    def _authorize(self, asked: dict[str, str]) -> None:
        if asked.get("client_id") != CLIENT or asked.get("response_type") != "code":
            return self._refuse(400, "unknown client")
        if "openid" not in asked.get("scope", "").split() or asked.get("code_challenge_method") != "S256":
            return self._refuse(400, "no openid scope, or no PKCE")
        code = secrets.token_urlsafe(16)
        self.known.codes[code] = asked
        query = urlencode({"code": code, "state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{query}")
        self.end_headers()
        return None

    def _token(self, sent: dict[str, str]) -> None:
        asked = self.known.codes.pop(sent.get("code", ""), None)
        client, secret = self._client(sent)
        if (client, secret) != (CLIENT, SECRET):
            return self._refuse(401, "wrong secret")
        if asked is None or asked["redirect_uri"] != sent.get("redirect_uri"):
            return self._refuse(400, "code unknown or used, or another address")
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return self._refuse(400, "PKCE does not fit")
        now = int(timezone.now().timestamp())
        claims = {
            "iss": self.known.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            **vars(self.known.person),
        }
        token = secrets.token_urlsafe(16)
        self.known.tokens.add(token)
        signed = jwt.encode(claims, self.known.key, algorithm="RS256", headers={"kid": "k1"})
        self._json({"access_token": token, "token_type": "Bearer", "expires_in": 60, "id_token": signed})
        return None

    def _client(self, sent: dict[str, str]) -> tuple[str, str]:
        given = self.headers.get("Authorization", "")
        if given.startswith("Basic "):
            name, _, secret = base64.b64decode(given[6:]).decode().partition(":")
            return unquote(name), unquote(secret)
        return sent.get("client_id", ""), sent.get("client_secret", "")

    def _userinfo(self) -> None:
        if self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.known.tokens:
            return self._refuse(401, "unknown token")
        self._json(vars(self.known.person))
        return None

    def _json(self, document: Any) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _refuse(self, status: int, reason: str) -> None:
        self.known.refusals.append(reason)
        self.send_error(status, reason)
