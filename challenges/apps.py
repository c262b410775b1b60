"""Why: the plan, its generations, rows and challenges."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChallengesConfig(AppConfig):
    name = "challenges"
    verbose_name = _("Plan")

    def ready(self) -> None:
        import challenges.permissions  # noqa: F401, PLC0415
