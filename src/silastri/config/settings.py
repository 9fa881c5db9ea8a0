"""All settings, read from top to bottom. Every one that an operator may set is in docs/reference/settings.md."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from silastri.domain import worktime

from . import backup, caches, env, files, home, indicators, prices, services, signer, sso
from .keyring import Keyring

HOME = home.open_home(Path(env.text("SILASTRI_HOME", "var")))
KEYS = home.open_keys(Path(env.text("SILASTRI_KEYS", str(HOME / "keys"))))
DEMO = home.is_demo(HOME, env.yes("SILASTRI_DEMO"))
PRETENDS = services.pretends(HOME, demo=DEMO)
DEBUG = False
SITE_URL = env.text("SILASTRI_URL", f"http://localhost:{env.number('PORT', 8000)}").rstrip("/")
STANDARDS = Path(env.text("SILASTRI_STANDARDS", "standards"))

home.make_first_key(HOME, KEYS, "session")
home.make_first_key(HOME, KEYS, "data")
KEYRING, SESSION_KEYRING = Keyring(KEYS, "data"), Keyring(KEYS, "session")
SECRET_KEY, *SECRET_KEY_FALLBACKS = (key.secret.hex() for key in SESSION_KEYRING.ring().keys)
BACKUP = backup.backup(KEYS)

ALLOWED_HOSTS = env.text("SILASTRI_HOSTS", "*" if DEMO else "localhost,127.0.0.1").split(",")
# Whose X-Forwarded-For is believed. Behind a proxy that is not named here all people seem to have its address.
TRUSTED_PROXIES = env.networks("SILASTRI_TRUSTED_PROXIES")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
_BEHIND_TLS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True  # forms carry the token, no script reads it
# A browser takes a name that begins so only from this very host, over TLS: no neighbour can set one for us.
COOKIE_PREFIX = "__Host-" if _BEHIND_TLS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}silastri_sesi"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}silastri_formulir"
SESSION_ENGINE = "silastri.apps.accounts.session_store"
SESSION_COOKIE_AGE = 12 * 3600  # one working day: counters share computers
MESSAGE_STORAGE = "silastri.web.gate.said_next.SaidNext"
# How far "only over TLS" reaches: this host, those below it too, or also the list that browsers ship.
_HSTS = env.one_of("SILASTRI_HSTS", ("subdomains", "host", "preload"))
SECURE_HSTS_SECONDS = 63_072_000 if _BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = _HSTS != "host", _HSTS == "preload"
SECURE_REFERRER_POLICY = "same-origin"
WHITENOISE_ALLOW_ALL_ORIGINS = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "silastri.apps.accounts",
    "silastri.apps.audit",
    "silastri.apps.offices",
    "silastri.apps.catalog",
    "silastri.apps.documents",
    "silastri.apps.registry",
    "silastri.apps.cases",
    "silastri.apps.wordings",
    "silastri.apps.letters",
    "silastri.apps.duties",
    "silastri.apps.after_issue",
    "silastri.apps.payments",
    "silastri.apps.bookings",
    "silastri.apps.surveys",
    "silastri.apps.opinions",
    "silastri.apps.messages",
    "silastri.apps.budgets",
    "silastri.apps.beats",
    "silastri.apps.remarks",
    "silastri.apps.reminders",
    "silastri.apps.choices",
    "silastri.apps.inbox",
    "silastri.apps.conversations",
    "silastri.apps.archive",
    "silastri.apps.anchors",
    "silastri.apps.complaints",
    "silastri.apps.bribes",
    "silastri.apps.improvements",
    "silastri.apps.tickets",
    "silastri.apps.devices",
    "silastri.apps.measures",
    "silastri.apps.made_files",
    "silastri.apps.anomalies",
    "silastri.apps.personal_data",
    "silastri.apps.competences",
    "silastri.apps.consultations",
    "silastri.apps.reviews",
    "silastri.apps.appraisals",
    "silastri.apps.assessments",
    "silastri.apps.office_reports",
    "silastri.web",
    "silastri.commands",
]

MIDDLEWARE = [
    "silastri.web.gate.numbered.Numbered",
    "django.middleware.security.SecurityMiddleware",
    "silastri.web.gate.page_headers.page_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # compressed, and cached for ten years: names hold a hash
    "silastri.web.middleware.known_methods",
    "silastri.web.middleware.limit_body",
    "silastri.web.middleware.without_nul",
    "silastri.web.gate.again.again",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "silastri.web.middleware.one_newline",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "silastri.web.middleware.kept_nowhere",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "silastri.web.gate.tied.Tied",
    "silastri.web.middleware.refusals",
    "silastri.web.gate.kept_files.KeptFiles",
]

ROOT_URLCONF = "silastri.config.urls"
_DIRECT = env.text("SILASTRI_DATABASE_DIRECT")
DATABASES = {"default": env.database(env.text("SILASTRI_DATABASE"), HOME, pooled=bool(_DIRECT))}
# The same database without its pooler, for programs that need a session of their own (pg_dump, psql).
DATABASE_DIRECT = env.database(_DIRECT, HOME) if _DIRECT else DATABASES["default"]
if DATABASE_DIRECT["NAME"] != DATABASES["default"]["NAME"]:
    raise ImproperlyConfigured("SILASTRI_DATABASE_DIRECT harus basis data yang sama dengan SILASTRI_DATABASE")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
# By which doors people come in; that of the demo's buttons is there in a demo alone.
AUTHENTICATION_BACKENDS = [
    "silastri.web.gate.backends.ByProof",
    *(["silastri.web.gate.backends.ByDemoButton"] if DEMO else []),
]
# The list of the passwords that leaked most; what else makes one weak is said in ``domain/accounts/password.py``.
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}]
PASSWORD_HASHERS = [
    "silastri.apps.accounts.hashing.SealedArgon2",
    "silastri.apps.accounts.hashing.SmallServerArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # an activation or new-password link, in seconds
LOGIN_URL = "sign_in"
CSRF_FAILURE_VIEW = "silastri.web.refusal_page.csrf_failed"

LANGUAGE_CODE = "id"
TIME_ZONE = str(worktime.CAPITAL)  # of pages that are about no office
USE_TZ = True
USE_I18N = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "silastri.web.context.site",
            ],
            "builtins": [
                f"silastri.web.components.templatetags.{name}" for name in ("show", "tags", "shell", "papers", "listed")
            ],
        },
    }
]

# What may be lost without harm. Sessions and the counts of tries are rows: every server sees the same.
CACHES = {"default": caches.chosen(HOME, DATABASES["default"]["ENGINE"])}

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
_STATIC = {
    "hashed": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    "plain": "django.contrib.staticfiles.storage.StaticFilesStorage",  # for tests and walks: no files need be collected
}
STORAGES = {
    "default": files.storage(HOME, may_write=not (HOME / services.PRACTICE_MARK).exists()),
    "staticfiles": {"BACKEND": _STATIC[env.text("SILASTRI_STATIC_NAMES", "hashed")]},
}

# The largest document a citizen may send, in bytes; people are told before they send, and it is checked everywhere.
LARGEST_UPLOAD = env.megabytes("SILASTRI_LARGEST_UPLOAD", 10, most=64)
LARGEST_BODY = LARGEST_UPLOAD + 1024 * 1024  # of a request: one document and the fields around it
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# The time server with which ``silastri doctor`` compares the clock.
NTP = env.text("SILASTRI_NTP", "id.pool.ntp.org")
# Who may read /metrik/: whoever knows the token, or comes from one of the networks. With neither it is closed.
METRICS_TOKEN = env.text("SILASTRI_METRICS_TOKEN")
METRICS_FROM = env.networks("SILASTRI_METRICS_FROM")
# To whom weak points of the system are told.
SECURITY_CONTACTS = env.contacts("SILASTRI_SECURITY_CONTACT")

# The slug of the office that hears whoever is known to none; else the first.
HELP_OFFICE = env.text("SILASTRI_HELP_OFFICE")
# The office's own number there, to which citizens write; without one they are not asked to.
WHATSAPP_NUMBER = services.telephone("SILASTRI_WHATSAPP_NUMBER", env.text("SILASTRI_WHATSAPP_NUMBER"))

# The adapters to the outside world: the class of each by dotted path, and its options.
ADAPTERS: dict[str, dict[str, Any]] = {
    **services.adapters(pretends=PRETENDS),
    **sso.adapter(),
    "signing": signer.adapter(HOME, KEYS, pretends=PRETENDS),
    "pdf": {"BACKEND": "silastri.adapters.pdf.typst.Typst", "OPTIONS": {}},
    "intake": {
        "BACKEND": f"silastri.adapters.intake.{'remembering.RememberingIntake' if DEMO else 'local.LocalIntake'}",
        "OPTIONS": {"largest": LARGEST_UPLOAD},
    },
    "backup": {"BACKEND": "silastri.adapters.backup.restic.Restic", "OPTIONS": {}},
    "spreadsheet": {"BACKEND": "silastri.adapters.spreadsheet.xlsx.Xlsx", "OPTIONS": {}},
}

# What messages cost, and after how many minutes without news of a message that went out the office is warned.
PRICES = prices.read(Path(env.text("SILASTRI_PRICES") or prices.SHIPPED))
UNCONFIRMED_MINUTES = env.number("SILASTRI_UNCONFIRMED_MINUTES", 30)

# By what the Ombudsman and others assess offices, and the evidence for it.
INDICATORS = indicators.read(Path(env.text("SILASTRI_INDICATORS") or indicators.SHIPPED))

# No page about an error shows what was typed or the values of variables, even with DEBUG on.
DEFAULT_EXCEPTION_REPORTER_FILTER = "silastri.web.discreet.Discreet"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "silastri.web.gate.log_lines.LogLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # They log a stack trace for each forged file that somebody uploads.
        **{name: {"level": "CRITICAL"} for name in ("pyhanko", "pyhanko_certvalidator")},
        "silastri.request": {"level": "INFO"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
