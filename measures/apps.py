"""What: measures, owners, deadlines, status, and the pages of the plan."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from leanplan import thresholds


class MeasuresConfig(AppConfig):
    name = "measures"
    verbose_name = _("Measures")

    def ready(self) -> None:
        import measures.permissions  # noqa: F401, PLC0415
        from measures import (  # noqa: PLC0415
            due,
            metric_sources,
            navigation,
            obligation_news,
            obligation_rules,
            organisation_changes,
        )
        from measures.handover import notices as handover_notices  # noqa: PLC0415
        from measures.leaving import measures_left, named_left  # noqa: PLC0415
        from measures.presenters.deadline import NEAR  # noqa: PLC0415
        from measures.reminders import notices, preview  # noqa: PLC0415
        from measures.reminders import thresholds as reminder_thresholds  # noqa: PLC0415
        from measures.staleness import register as register_staleness  # noqa: PLC0415
        from organisation import leaving, nightly  # noqa: PLC0415

        thresholds.register(NEAR)
        leaving.register(10, measures_left)
        leaving.register(20, named_left)
        navigation.register()
        due.register()
        obligation_news.register()
        reminder_thresholds.register()
        register_staleness()
        notices.register()
        handover_notices.register()
        preview.register()
        nightly.register(nightly.Job("tell_handovers", order=50))
        nightly.register(nightly.Job("send_reminders", order=60))
        metric_sources.register()
        obligation_rules.register()
        organisation_changes.register()
        nightly.register(nightly.Job("sync_obligations", order=10))
