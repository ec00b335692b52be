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
from matxich.config.env import (
    env_bool,
    env_choice,
    env_file,
    env_folder,
    env_int,
    env_list,
    env_secret,
    env_str,
)
from matxich.config.secret_key import secret_key
from matxich.config.sign_in import env_mail_server, env_office_sign_in, origin

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
    "matxich.web.middleware.refusals",
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
                "matxich.web.templatetags.mx_forms",
                "matxich.web.templatetags.mx_fresh",
                "matxich.web.templatetags.mx_records",
                "matxich.web.templatetags.mx_tables",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "matxich.web.appearance.appearance",
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
DEMO = env_bool(
    "MATXICH_DEMO",
    default=True,
    help="Put invented firms, labelled so, and accounts to try them with into an empty database when the site starts. On a local installation only; a public site never does.",
)
DEMO = DEMO and IS_LOCAL
REGION = env_str(
    "MATXICH_REGION",
    default="hanoi",
    help="The region whose places and parameters an empty local installation begins with.",
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
    for name in ("CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {"NAME": "matxich.apps.accounts.passwords.OwnWordsValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/start/"
LOGOUT_REDIRECT_URL = "/"
STAFF_SECOND_FACTOR = env_bool(
    "MATXICH_STAFF_SECOND_FACTOR",
    default=not IS_LOCAL,
    help="Staff must sign in with a second factor (an authenticator app or a security key). Off only on a local demonstration.",
)
OPEN_SIGNUP = env_bool(
    "MATXICH_OPEN_SIGNUP",
    default=True,
    help="A firm's people may make an account of their own and then claim their firm. Off: by invitation only.",
)
ACCOUNT_ADAPTER = "matxich.web.account.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "matxich.web.account.signup_form.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True  # one address a person; the old one holds until the new one is confirmed
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the page says the same; strangers get no mail from here
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Mắt Xích] "
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# "key" is the account: an office behind one address may mistype more often than one person. The words that a refused
# person reads are of matxich.web.account.throttling.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/15m/ip,5/15m/key",
    "reauthenticate": "5/5m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_ADAPTER = "matxich.web.account.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "matxich.web.account.key_forms.AddKeyForm",
    "edit_webauthn": "matxich.web.account.key_forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Mắt Xích"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL
OFFICE_SIGN_IN = env_office_sign_in()
SOCIALACCOUNT_ADAPTER = "matxich.web.account.office.OfficeAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": OFFICE_SIGN_IN} if OFFICE_SIGN_IN else {}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an account is joined to the office's one by its owner, signed in

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
        # A browser holds the answer to a form to this rule too: the way to the office's sign-in server begins with one.
        "form-action": [SELF, origin(OFFICE_SIGN_IN["APPS"][0]["settings"]["server_url"])]
        if OFFICE_SIGN_IN
        else [SELF],
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

# ── Mail ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

#: None: nothing leaves this machine, every mail stands on the outbox page.
MAIL_SERVER = env_mail_server("MATXICH_MAIL_URL")
if MAIL_SERVER is not None:
    globals().update(MAIL_SERVER)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_str(
    "MATXICH_MAIL_FROM",
    default="Mắt Xích <mat-xich@localhost>",
    help="The sender of every mail.",
)
SEND_MAIL = MAIL_SERVER is not None
# Every mail is written into the outbox first; the job that empties it hands it to the server.
EMAIL_BACKEND = "matxich.web.mail_backend.OutboxBackend"
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
SITE_URL = env_str(
    "MATXICH_SITE_URL",
    default=f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}" + (f":{WEB_PORT}" if IS_LOCAL else ""),
    shown="the first name of MATXICH_HOSTS",
    help="Address of the site as the links in mails begin, without a slash at the end.",
).rstrip("/")

# ── Work behind the pages ────────────────────────────────────────────────────────────────────────────────────────────

JOBS = env_choice(
    "MATXICH_JOBS",
    ("web", "separate"),
    help="Where the work behind the pages is done: `web` beside the pages, `separate` by `matxich work`.",
)

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
MAX_ATTACHMENT_BYTES = (
    1024
    * 1024
    * env_int(
        "MATXICH_MAX_ATTACHMENT_MB",
        default=20,
        least=1,
        most=1024,
        help="The largest single file that is kept (a certificate, a photo), in MB.",
    )
)
SCANNER = env_str(
    "MATXICH_SCANNER",
    default="",
    help="Command that looks for viruses, called with the path of a file: exit code 0 clean, 1 infected, others refuse the file.",
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
