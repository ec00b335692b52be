"""The product's settings, with a data folder of the tests' own. Nothing else differs from a local installation."""

import os
from pathlib import Path

BUILD = Path(__file__).resolve().parent.parent / "build"

#: Runs that go on side by side name a folder each.
DATA = BUILD / os.environ.get("TEST_DATA", "test-data")
os.environ["MATXICH_DATA_DIR"] = str(DATA)
for name in [name for name in os.environ if name.startswith("MATXICH_") and name != "MATXICH_DATA_DIR"]:
    # What a developer has set for the running site is no business of the tests.
    del os.environ[name]
# Playwright keeps an event loop in the tests' thread, where Django would then refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from matxich.config.settings import *  # noqa: E402, F403 -- the lines above must come first
from matxich.config.settings import DATABASES, SECRET_KEY  # noqa: E402 -- as above

__all__ = ["SECRET_KEY"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the product: one in memory would know neither WAL nor a second connection.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "tests.sqlite3")}
