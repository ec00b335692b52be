"""Django's settings: one file, no chain of base, dev and prod. What differs is read from the environment.

With nothing set this is a local installation: SQLite and a self-made key in the data folder, answering to this
machine only. docs/settings.md lists every variable; `make docs` writes it from the calls below.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from matxich.config.databases import env_database_url
from matxich.config.env import env_bool, env_file, env_folder, env_int, env_list, env_secret, env_str
from matxich.config.secret_key import secret_key

PACKAGE_DIR = Path(__file__).resolve().parent.parent
WEB_DIR = PACKAGE_DIR / "web"

# ── Where things lie ─────────────────────────────────────────────────────────────────────────────────────────────────

DATA_DIR = env_folder(
    "MATXICH_DATA_DIR",
    default=Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "matxich",
    shown="`~/.local/share/matxich`; `make run` uses `var/` in the repository",
    help="Where the database, the collected static files and the local key are kept.",
)

# ── Who is answered, and how it is reached ───────────────────────────────────────────────────────────────────────────

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
ALLOWED_HOSTS = env_list(
    "MATXICH_HOSTS",
    default=LOCAL_HOSTS,
    help="Host names the site answers to. Naming any other host makes it a public site, which needs a secret key.",
)
IS_LOCAL = set(ALLOWED_HOSTS) <= set(LOCAL_HOSTS)

SECRET_KEY = secret_key(
    env_secret(
        "MATXICH_SECRET_KEY",
        shown="made once and kept in the data folder, on a local installation only",
        help="Signs cookies and links. At least 50 random characters; whoever changes it signs everybody out.",
    ),
    data_dir=DATA_DIR,
    is_local=IS_LOCAL,
)
DEBUG = env_bool(
    "MATXICH_DEBUG", default=False, help="Show the trace of an error in the browser. Never on a public site."
)
HTTPS = env_bool(
    "MATXICH_HTTPS",
    default=False,
    help="The site is reached over https: send plain requests there, keep cookies off plain connections, send HSTS.",
)
BEHIND_PROXY = env_bool(
    "MATXICH_BEHIND_PROXY",
    default=False,
    help="A proxy in front sets X-Forwarded-Proto, and drops what clients send under that name.",
)
WEB_ADDRESS = env_str(
    "MATXICH_ADDRESS",
    default="127.0.0.1",
    help="The address that the server listens on; in a container `0.0.0.0`, behind a proxy the default.",
)
WEB_PORT = env_int("PORT", default=8000, least=1, most=65535, help="The port that the server listens on.")
WEB_WORKERS = env_int(
    "MATXICH_WEB_WORKERS",
    default=1,
    least=1,
    most=64,
    help="Server processes; a public site takes one per core.",
)

# ── Application ──────────────────────────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "matxich.apps.foundation",
    "matxich.apps.accounts",
    "matxich.apps.places",
    "matxich.apps.registry",
    "matxich.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "matxich.web.middleware.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "matxich.web.middleware.limit_upload",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "matxich.web.access.person_of",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "matxich.config.urls"
WSGI_APPLICATION = "matxich.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A template's name is its path inside web/: the name in the code is where to find it.
        "DIRS": [WEB_DIR],
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "matxich.web.templatetags.mx",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "matxich.web.appearance.theme",
                "matxich.web.navigation.shell",
            ],
        },
    }
]

# ── Data ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

DATABASES = {
    "default": env_database_url(
        "DATABASE_URL",
        default=DATA_DIR / "matxich.sqlite3",
        help="`postgresql://user:password@host:5432/name`, or `sqlite:////path/to/file.sqlite3`.",
    )
}
BOUNDARIES = env_file(
    "MATXICH_BOUNDARIES",
    help="A GeoJSON file with the boundaries of the wards and communes; maps are schematic without one.",
)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Counts of guessed passwords have to be seen by every process: they stand in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
STAFF_SECOND_FACTOR = env_bool(
    "MATXICH_STAFF_SECOND_FACTOR",
    default=not IS_LOCAL,
    help="Staff must sign in with a second factor (an authenticator app or a security key). Off only on a local demonstration.",
)
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]

# ── Languages ────────────────────────────────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
FORMAT_MODULE_PATH = ["matxich.locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# ── Static files ─────────────────────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise complains of a folder that is not there
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "matxich.web.static_files.ComponentFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "matxich.web.static_files.Storage"},
}
# Until the files are collected (which `make run` does), they are served from where they lie.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# ── Security ─────────────────────────────────────────────────────────────────────────────────────────────────────────

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # data: for the small pictures inside Tabler's style sheet (check marks, arrows of selects).
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "matxich.web.errors.views.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# ── Uploads ──────────────────────────────────────────────────────────────────────────────────────────────────────────

MAX_UPLOAD_BYTES = (
    1024
    * 1024
    * env_int(
        "MATXICH_MAX_UPLOAD_MB",
        default=30,
        least=1,
        most=1024,
        help="The largest request accepted, in MB, all files together.",
    )
)
RUN_HOURS = env_int(
    "MATXICH_RUN_HOURS",
    default=2,
    least=1,
    most=168,
    help="How many hours the two files of a match and its result are kept before they are deleted.",
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # what is not a file: a form of ours is a few kB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# ── Log ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Django would also mail its errors to administrators; who runs the site reads the log.
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
