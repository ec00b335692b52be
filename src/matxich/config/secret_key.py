"""The key that signs cookies and links.

On a person's own machine nobody should have to make one up: it is made once and kept in the data folder. A site that
is served to others must be given one, so that a copied data folder does not carry the power to sign with it.
"""

from __future__ import annotations

import contextlib
import secrets
import tempfile
from pathlib import Path

from matxich.config.env import BadSetting

FILE_NAME = "secret-key"


def secret_key(given: str | None, *, data_dir: Path, is_local: bool) -> str:
    """Return the key that is given, or, on a local installation, the one kept in `data_dir`, made if missing.

    Raises:
        BadSetting: the site is not local and no key is given, or the given one is shorter than 50 characters.
    """
    if given is not None:
        if len(given) < 50:
            raise BadSetting("MATXICH_SECRET_KEY", "must have at least 50 characters")
        return given
    if not is_local:
        raise BadSetting(
            "MATXICH_SECRET_KEY",
            "must be given once MATXICH_HOSTS names a host: any 50 random characters, kept secret",
        )
    return _kept(data_dir / FILE_NAME)


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two processes may start at once: each writes its own file whole, only one of them gets the name.
        with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent) as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(file.name)
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise BadSetting("MATXICH_SECRET_KEY", f"{path} is empty: delete it and start again")
    return key
