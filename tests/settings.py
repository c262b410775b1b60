"""The product's settings, and the few things that differ while tests run."""

import os
import tempfile
from pathlib import Path

# The .env of this working copy may name a database that somebody uses.
os.environ["LEANPLAN_ENV_FILE"] = os.devnull

from leanplan.settings import *  # noqa: F403
from leanplan.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE

# Signing in is tested, and guessing a password is not: the real hasher takes most of the time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A page that asks the database once for each row raises, with the line that does it.
INSTALLED_APPS += ["zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
# allauth reads the same key twice, and asks of each of a person's few sessions whether it still
# holds when the person signs in; a session gets a new key, and Django looks whether it is free.
ZEAL_ALLOWLIST = [
    {"model": "sessions.Session"}, {"model": "mfa.Authenticator"},
    {"model": "organisation.User", "field": "get()"},
]

# Each test client would look through all static files; now one is looked for when it is asked for.
WHITENOISE_AUTOREFRESH = True

# The tables are made from the models as they are: walking through every migration takes a minute,
# and each process of a run makes its own. tests/test_migrations.py walks once and compares.
DATABASES["default"]["TEST"] = {"MIGRATE": False}

# Two people who save at once need a real file: SQLite in memory knows no waiting. One for each
# process, so that several runs at a time do not meet.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"]["NAME"] = str(
        Path(tempfile.gettempdir()) / f"leanplan-test-{os.getpid()}.sqlite3"
    )
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
