"""The pages as a Django application, for its static files and template tags. It has no models: data is of `apps`."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web floor."""

    name = "matxich.web"
    label = "web"

    def ready(self) -> None:
        """Let what allauth says of accounts be written into the history."""
        from matxich.web.account.security_log import connect  # noqa: PLC0415 -- needs the apps to be ready

        connect()
