"""The product's settings for measuring: static files as in production, and the yardsticks."""

import os
from pathlib import Path

import django.contrib.admin

from leanplan.settings import *  # noqa: F403
from leanplan.settings import STORAGES, TEMPLATES

ROOT_URLCONF = "scripts.bench.urls"
ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
# Collected once a run, with names by content and compressed, as a municipality serves them.
STATIC_ROOT = Path(os.environ["LEANPLAN_BENCH_STATIC"])
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
WHITENOISE_USE_FINDERS = False
# What a database that is thrown away afterwards says about its durability is beside the point.
SILENCED_SYSTEM_CHECKS = ["leanplan.W001"]
TEMPLATES = [
    *TEMPLATES,
    {
        "NAME": "floor",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(django.contrib.admin.__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["scripts.bench.loader.Loader", "django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    },
]
