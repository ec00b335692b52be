"""Start the site: `python -m matxich.config.serve`. Brings database and static files up to date first.

The server is granian over WSGI. Any other WSGI server works as well with `matxich.config.wsgi:application`, after
`python -m matxich.config.serve --prepare-only`.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

#: Requests that one process works on at the same time.
THREADS = 4


def prepare() -> None:
    """Migrate the database and collect the static files where they have changed."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    current = _static_digest()
    if not (stamp.is_file() and stamp.read_text() == current):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(current)


def _static_digest() -> str:
    total = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list(None), key=lambda found: found[0]):
            total.update(name.encode() + b"\0")
            with storage.open(name) as file:
                total.update(file.read())
    return total.hexdigest()


def refuse_taken_port(address: str, port: int) -> None:
    """Say in one line that the port is in use, rather than in the server's own trace.

    Raises:
        SystemExit: another program listens on it.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            raise SystemExit(
                f"Port {port} is in use by another program. Choose another one: PORT={port + 1} make run"
            ) from None


def refuse_unfinished_restore() -> None:
    """Do not serve half an installation.

    Raises:
        SystemExit: a restore was broken off here.
    """
    from matxich.apps.foundation.actions.restoring import unfinished  # noqa: PLC0415 -- needs the apps to be ready

    said = unfinished()
    if said is not None:
        raise SystemExit(f"{said.vi}\n{said.en}")


def fill_demonstration() -> None:
    """Put the illustrative region into a database that nobody has used yet; on a local installation only."""
    from django.utils import timezone  # noqa: PLC0415 -- needs the settings

    from matxich.apps.registry.indexing import rebuild_index  # noqa: PLC0415 -- needs the apps to be ready
    from matxich.cli.demo import add_demo, demo_accounts, is_unused  # noqa: PLC0415 -- as above
    from matxich.cli.main import main as command  # noqa: PLC0415 -- as above

    if settings.DEMO and is_unused():
        print("  Dữ liệu minh họa: đang tạo… / Illustrative data: being made…", flush=True)
        if command(["region", "load", settings.REGION]) == 0:
            add_demo()
            rebuild_index(timezone.localdate())
    accounts = demo_accounts()
    if accounts is not None:
        print(f"\n{accounts.vi}", flush=True)


def main(arguments: list[str]) -> None:
    """Prepare, say the address, and become the server."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matxich.config.settings")
    django.setup()
    address, port = settings.WEB_ADDRESS, settings.WEB_PORT
    if "--prepare-only" in arguments:
        prepare()
        return
    refuse_taken_port(address, port)
    refuse_unfinished_restore()
    prepare()
    fill_demonstration()
    print(f"\n  Mắt Xích → http://{address}:{port}   (Ctrl+C to stop)\n", flush=True)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address, "--port", str(port)]
    command += ["--workers", str(settings.WEB_WORKERS), "--blocking-threads", str(THREADS)]
    command += ["--log-level", "warning", "matxich.config.wsgi:application"]
    os.execv(sys.executable, command)  # noqa: S606 -- the server takes this process over, and its signals


if __name__ == "__main__":
    main(sys.argv[1:])
