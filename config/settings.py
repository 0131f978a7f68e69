"""All settings in one typed file. A missing or wrong value stops the start, and all of them are named at once.

| variable                | meaning                                                                              |
|-------------------------|--------------------------------------------------------------------------------------|
| SECRET_KEY              | Django's secret; required unless DEBUG                                               |
| VERSLEUTELINGSSLEUTELS  | Fernet keys for reflections, newest first, comma separated; required unless DEBUG    |
| BASIS_URL               | the address people use; decides hosts, cookies and the QR                            |
| EXTRA_HOSTS             | other names this server answers to, comma separated                                  |
| DATABASE_URL            | `postgres://…`; without it SQLite in DATA_DIR                                        |
| DATA_DIR                | where SQLite, mail and files live                                                    |
| EMAIL_URL               | `smtp://…`; without it mail becomes files in DATA_DIR/mail                           |
| ZEGELSLEUTEL            | PEM file: EC P-256 key and its certificate; without it certificates have no seal     |
| AANLEVERING_MB          | largest delivery over the API, in MB (64); it is kept on disk while it is read       |
| VERTROUWDE_PROXIES      | number of proxies in front whose X-Forwarded-For is believed                         |
| SLEUTELTEMPO            | calls a minute with one machine key, of all workers together; 12000 unless given     |
| CONTACT_EMAIL           | where people reach the register office; stands on the pages and in the API           |
| WEBHOOK_EIGEN_ADRESSEN  | `host:port` of our own that webhooks may call although they are not public           |
| DEMONSTRATIE            | the demonstration register: its accounts need no second factor                       |
| DEBUG                   | for development only                                                                 |
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_email_url
from csp.constants import NONE, SELF
from environs import Env, validate

from config.sqlite import connection_options

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env(eager=False)
DEBUG = env.bool("DEBUG", False)
DEMONSTRATIE = env.bool("DEMONSTRATIE", False)
_development = {"default": "alleen-voor-ontwikkeling"} if DEBUG else {}
SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=16), **_development)
_development = {"default": ["b250d2lra2VsaW5nLW9udHdpa2tlbGluZy1vbnR3aWs="]} if DEBUG else {}
VERSLEUTELINGSSLEUTELS = env.list("VERSLEUTELINGSSLEUTELS", validate=validate.Length(min=1), **_development)
BASIS_URL = env.str("BASIS_URL", "http://localhost:8000", validate=validate.URL(require_tld=False))
EXTRA_HOSTS = env.list("EXTRA_HOSTS", [])
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "data"))).resolve()
WEBHOOK_EIGEN_ADRESSEN = env.list("WEBHOOK_EIGEN_ADRESSEN", [])
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "register@sam.example", validate=validate.Email())
ZEGELSLEUTEL = env.str("ZEGELSLEUTEL", "")
AANLEVERING_BYTES = env.int("AANLEVERING_MB", 64, validate=validate.Range(min=1, max=1024)) * 1024 * 1024
VERTROUWDE_PROXIES = env.int("VERTROUWDE_PROXIES", 0, validate=validate.Range(min=0, max=5))
_tempo = env.int("SLEUTELTEMPO", 12_000, validate=validate.Range(min=1))
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'register.sqlite3'}")}
_email = env.str("EMAIL_URL", "", validate=validate.Regexp(r"$|(smtps?|submission)://\S+"))
env.seal()
BASIS_URL = BASIS_URL.rstrip("/")

# --- the house ------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config.apps.StatischeBestanden",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "accounts",
    "beroepscode",
    "opleidingen",
    "register",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "rest_framework",
    "csp",
]
MIDDLEWARE = [
    "config.middleware.api_versie",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.besloten",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.navigatie",
                "config.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- language and time ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- database, cache, tasks -----------------------------------------------------------------------------------
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = connection_options()
    # Each thread keeps its connection, and with it what it read of the schema and the pages.
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
# Limits on guessing must be counted by all workers together, so the cache is shared by default.
# Beyond MAX_ENTRIES it throws rows away at random, counts too: Django's own 300 could be flooded on purpose.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- people and doors -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "voornaam", "achternaam", "registratienummer"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mijn"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.Accountadapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.forms.inloggen.Inlogformulier",
    "signup": "accounts.forms.inloggen.Aanmeldformulier",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "registratienummer"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True  # one address at a time: a new one counts once it is confirmed, and the old one is told
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_USER_DISPLAY = "accounts.adapter.display_gebruiker"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "accounts.adapter.Mfaadapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "accounts.forms.inloggen.Passkeyformulier"}
MFA_TOTP_ISSUER = "SAM-register"
MFA_TOTP_TOLERANCE = 1  # the clock of a telephone may be half a minute off

_address = urlsplit(BASIS_URL)
_secure = _address.scheme == "https"
ALLOWED_HOSTS = [_address.hostname, *EXTRA_HOSTS]
CSRF_TRUSTED_ORIGINS = [BASIS_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _secure
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if VERTROUWDE_PROXIES else None
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "accounts.views.conceptformulier.refuse_token"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _address.scheme
ALLAUTH_TRUSTED_PROXY_COUNT = VERTROUWDE_PROXIES
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- static files, uploads, mail ------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "statisch"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.statisch.Bestanden"},
}
MEDIA_ROOT = DATA_DIR / "bestanden"
FILE_UPLOAD_HANDLERS = [
    "kern.uploadgrens.Uploadgrens",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# A delivery of 10,000 rows is about 2 MB; Django's own limit of 2.5 MB lies too close to it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
EMAIL_TIMEOUT = 20  # seconds, so that a mail server that hangs does not keep the worker
if _email:
    _server = dj_email_url.parse(_email)
    EMAIL_BACKEND = _server["EMAIL_BACKEND"]
    for _key in ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL"):
        globals()[f"EMAIL_{_key}"] = _server[f"EMAIL_{_key}"]
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = f"SAM-register <register@{_address.hostname}>"

# --- the API --------------------------------------------------------------------------------------------------
API_VERSIE = "1.0.0"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.Sleutelauthenticatie"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_METADATA_CLASS": "kern.methoden.Methoden",
    "DEFAULT_PAGINATION_CLASS": "kern.paginering.Paginering",
    "EXCEPTION_HANDLER": "kern.problemen.handle_exception",
    "UNAUTHENTICATED_USER": None,
    "PAGE_SIZE": 50,
}
SLEUTELTEMPO = {"aantal": _tempo, "seconden": 60}
# How often an opleider may ask for somebody whom we do not find: rows per hour and per day, one more for every so
# many completions booked in the last day, and so many surnames on one number per day. See `services/persoonsvragen`.
PERSOONSVRAGEN = {"per_uur": 500, "per_dag": 1500, "een_op_geboekt": 20, "per_nummer": 5}
SPECTACULAR_SETTINGS = {
    "TITLE": "SAM-register",
    "VERSION": API_VERSIE,
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "Lever afgeronde opleidingen aan en controleer wie in het register staat.",
    "CONTACT": {"name": "Registerkantoor", "email": CONTACT_EMAIL, "url": BASIS_URL},
    "SERVERS": [{"url": f"{BASIS_URL}/api/v1"}],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "AanleveringstatusEnum": "opleidingen.models.Aanlevering.Status",
        "DeelnamestatusEnum": "opleidingen.api_deelnames.beeld.STATUSSEN",
    },
}

# --- what is written down -------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "accounts.afscherming.Afscherming",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
