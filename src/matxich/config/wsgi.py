"""What a WSGI server loads: `matxich.config.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matxich.config.settings")

application = get_wsgi_application()

# needs the apps to be ready
from django.utils import timezone  # noqa: E402 -- as above

from matxich.apps.registry.indexing import start_follower  # noqa: E402 -- as above
from matxich.jobs.thread import start_in_web_process  # noqa: E402 -- as above

# Every worker follows; whoever comes second has nothing to do.
start_follower(timezone.localdate)

start_in_web_process()
