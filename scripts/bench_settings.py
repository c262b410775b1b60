"""The product's settings for measuring: plain static files, and the yardsticks in the URL table."""

from leanplan.settings import *  # noqa: F403
from leanplan.settings import STORAGES

ROOT_URLCONF = "scripts.bench_urls"
ALLOWED_HOSTS = ["testserver"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
