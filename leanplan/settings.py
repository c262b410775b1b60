"""Settings of Leanplan: one file, read from the environment, with errors that say how to mend them.

The README lists every variable that is read here.
"""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# What the environment says wins over the file. Tests name none, and so know nothing of this one's.
ENV_FILE = Path(env.str("LEANPLAN_ENV_FILE", default=str(BASE_DIR / ".env")))
if ENV_FILE.is_file():
    env.read_env(ENV_FILE)

PRODUCTION = env.bool("LEANPLAN_PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=not PRODUCTION)

_DEVELOPMENT_KEY = "development-only-key-that-production-refuses"
# Made by `make run`, so that no two installations share a key; manage.py must know the same one.
_KEY_FILE = BASE_DIR / "var" / "secret_key"
_OWN_KEY = _KEY_FILE.read_text() if _KEY_FILE.is_file() and not PRODUCTION else _DEVELOPMENT_KEY
SECRET_KEY = env.str("SECRET_KEY", default=_OWN_KEY)
# Keys of before: what they signed and closed is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where people reach the service, for links in mail and calendars; leanplan/addresses.py.
PUBLIC_URL = env.str(
    "PUBLIC_URL", default="" if PRODUCTION else f"http://127.0.0.1:{env.str('PORT', '8000')}"
).rstrip("/")
if PUBLIC_URL and not PUBLIC_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("PUBLIC_URL must begin with https://, such as https://plan.example.no")

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG must be off in production. Remove DEBUG=true.")
    if len(SECRET_KEY) < 50 or SECRET_KEY == _DEVELOPMENT_KEY:
        raise ImproperlyConfigured(
            "SECRET_KEY must be set to at least 50 random characters in production. "
            "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the host of the service, not *.")

INSTALLED_APPS = [
    "organisation",
    "challenges",
    "measures",
    "leaders",
    "reviews",
    "boards",
    "overview",
    "documents",
    "demo",
    "leanplan",
    "organisation.admin_config.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
    "crispy_forms",
    "rules",
    "simple_history",
]

MIDDLEWARE = [
    "leanplan.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are packed here and so are light behind any proxy; Django pads them against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organisation.sign_in.kept_form.KeptFormMiddleware",
    "organisation.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "leanplan.middleware.HtmxRedirectMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisation.sign_in.second_factor.SecondFactorMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "leanplan.urls"
WSGI_APPLICATION = "leanplan.wsgi.application"

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
                "leanplan.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "leanplan.templatetags.ui",
            ],
        },
    }
]

# SQLite is the embedded default; FULL, so that a power cut takes nothing back that was saved.
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'leanplan.sqlite3'}")
}
if DATABASES["default"].get("ENGINE", "").rpartition(".")[2] not in ("sqlite3", "postgresql"):
    raise ImproperlyConfigured(
        "DATABASE_URL must begin with sqlite:///, followed by the path of a file, or be like "
        "postgres://USER:PASSWORD@HOST/NAME."
    )
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = dict(SQLITE_OPTIONS)
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # With many joins PostgreSQL tries every order of them, which took ten times as long as the
    # answer; Django writes what narrows first, so from the fifth on theirs holds. And no compiling
    # of questions that take milliseconds. What a connection prepares (leanplan/prepared.py) is
    # planned once, for all values. `?options=` in the address says otherwise.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c join_collapse_limit=4 -c jit=off -c plan_cache_mode=force_generic_plan"
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits on guessing passwords are shared by all processes, so they live in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "leanplan_cache",
        # Room enough that nobody pushes the counts of others out by guessing much.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["organisation.sign_in.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_FORMS = {"reset_password": "organisation.sign_in.forms.ForgottenForm"}
ACCOUNT_ADAPTER = "organisation.sign_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# A second step at sign-in: a code from an app or a passkey, and codes on paper for lost ones.
MFA_ADAPTER = "organisation.sign_in.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "organisation.sign_in.forms.CodeForm",
    "reauthenticate": "organisation.sign_in.forms.CodeAgainForm",
    "activate_totp": "organisation.sign_in.forms.AppForm",
    "add_webauthn": "organisation.sign_in.forms.PasskeyForm",
    "edit_webauthn": "organisation.sign_in.forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Leanplan"
MFA_TOTP_TOLERANCE = 1
# Addresses are entered by the administrator, and nobody verifies them by mail.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# The municipality's own sign-in by OpenID Connect (docs/sign-in.md); without an address, none.
SOCIALACCOUNT_ADAPTER = "organisation.sign_in.adapters.WorkAccountAdapter"
OIDC: dict[str, Any] = {}
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="").rstrip("/")
if OIDC_SERVER_URL:
    OIDC_SERVER_URL = OIDC_SERVER_URL.removesuffix("/.well-known/openid-configuration")
    if PRODUCTION and not OIDC_SERVER_URL.startswith("https://"):
        raise ImproperlyConfigured("OIDC_SERVER_URL must begin with https:// in production.")
    if len(OIDC_SERVER_URL) > 200:
        raise ImproperlyConfigured("OIDC_SERVER_URL must not be longer than 200 characters.")
    OIDC = {
        "server_url": OIDC_SERVER_URL,
        "client_id": env.str("OIDC_CLIENT_ID", default=""),
        "client_secret": env.str("OIDC_CLIENT_SECRET", default=""),
        "name": env.str("OIDC_NAME", default="jobbkonto"),
        "scopes": env.str("OIDC_SCOPES", default="openid profile email").split(),
        "groups_claim": env.str("OIDC_GROUPS_CLAIM", default=""),
        "id_claim": env.str("OIDC_ID_CLAIM", default="oid"),
        # Where the browser may be sent from the sign-in page, besides to Leanplan itself.
        "origins": [
            "/".join(OIDC_SERVER_URL.split("/")[:3]), *env.list("OIDC_ORIGINS", default=[])
        ],
    }
    if not OIDC["client_id"] or not OIDC["client_secret"]:
        raise ImproperlyConfigured(
            "OIDC_SERVER_URL is set, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too."
        )
    if "openid" not in OIDC["scopes"]:
        raise ImproperlyConfigured("OIDC_SCOPES must contain openid.")

# How long one stays signed in; an ordinary working day and a bit.
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
if not 1 <= SESSION_HOURS <= 720:
    raise ImproperlyConfigured("SESSION_HOURS must be a number of hours from 1 to 720.")
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_ENGINE = "leanplan.sessions"

# What a nynorsk text falls back to, and what speaks before the municipality has chosen.
LANGUAGE_CODE = "nb"
# Each in its own words, so that whoever looks for it can read it.
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "leanplan_language"
# Ours, and then what the packages we stand on say badly or not at all.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_borrowed"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["leanplan.formats"]
# Outside production a fixed day can be set, for demonstrations and tests (YYYY-MM-DD).
LEANPLAN_TODAY = env.str("LEANPLAN_TODAY", default="") if not PRODUCTION else ""

STATIC_URL = "/static/"
# Only production collects the files beforehand, with hashed names and compressed; elsewhere they
# are served from where they lie, so that a first start need not wait for that.
STATIC_ROOT = BASE_DIR / "build" / "static" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "vendor"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

CRISPY_ALLOWED_TEMPLATE_PACKS = ["designsystemet"]
CRISPY_TEMPLATE_PACK = "designsystemet"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
MAX_UPLOAD = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "leanplan.uploads.LimitedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# A mail server that hangs must not hold a claimed mail for longer than the outbox waits.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="leanplan@localhost")

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS += ["django.forms"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "leanplan.logs.JsonFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            **({"formatter": "json"} if PRODUCTION else {}),
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"leanplan.request": {"level": "INFO" if PRODUCTION else "WARNING"}},
}
