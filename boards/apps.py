"""Boards and their meetings, the management group's meeting, and the annual wheel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "boards"
    verbose_name = _("Boards and meetings")

    def ready(self) -> None:
        import boards.permissions  # noqa: F401, PLC0415
        from boards import due, navigation, thresholds, unit_panel  # noqa: PLC0415
        from boards.lift import notices as lift_notices  # noqa: PLC0415
        from boards.meetings import obligations, panels, settings  # noqa: PLC0415
        from boards.meetings import sources as meeting_sources  # noqa: PLC0415
        from boards.rlg import (  # noqa: PLC0415
            jobs,
            lifted,
            status_part,
        )
        from boards.rlg import letters as meeting_letters  # noqa: PLC0415
        from boards.rlg import sources as meetings  # noqa: PLC0415
        from boards.rlg import thresholds as meeting_thresholds  # noqa: PLC0415
        from boards.suggestions import notices as suggestion_notices  # noqa: PLC0415
        from boards.wheel import sources  # noqa: PLC0415

        navigation.register()
        sources.register()
        status_part.register()
        due.register()
        thresholds.register()
        unit_panel.register()
        lift_notices.register()
        suggestion_notices.register()
        meeting_thresholds.register()
        meeting_letters.register()
        jobs.register()
        lifted.register()
        meetings.register()
        settings.register()
        obligations.register()
        meeting_sources.register()
        panels.register()
