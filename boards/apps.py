"""Boards and their meetings, the management group's meeting, and the annual wheel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "boards"
    verbose_name = _("Boards and meetings")

    def ready(self) -> None:
        import boards.permissions  # noqa: F401, PLC0415
        from boards import navigation  # noqa: PLC0415
        from boards.wheel import sources  # noqa: PLC0415

        navigation.register()
        sources.register()
