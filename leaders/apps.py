"""Rollouts, coaching contracts, and the hand-over of the responsibility for progress."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadersConfig(AppConfig):
    name = "leaders"
    verbose_name = _("Rollout and coaching")

    def ready(self) -> None:
        import leaders.permissions  # noqa: F401, PLC0415
        from leaders import (  # noqa: PLC0415
            clock_notices,
            kept,
            navigation,
            news,
            notices,
            obligations,
            own_clocks,
            panels,
            progress_signs,
            settings,
            wheel,
        )
        from organisation import nightly  # noqa: PLC0415

        settings.register()
        notices.register()
        clock_notices.register()
        obligations.register()
        kept.register()
        progress_signs.register()
        navigation.register()
        panels.register()
        news.register()
        wheel.register()
        own_clocks.register()
        nightly.register(nightly.Job("tell_clocks", order=55))
