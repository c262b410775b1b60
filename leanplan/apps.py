"""The shared tools: no domain word, no table."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from leanplan.sqlite import teach


class LeanplanConfig(AppConfig):
    name = "leanplan"

    def ready(self) -> None:
        import leanplan.checks  # noqa: F401, PLC0415

        connection_created.connect(teach, dispatch_uid="leanplan.sqlite")
