"""Who: the organisation, people, positions and rights."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from leanplan import drawn, thresholds


class OrganisationConfig(AppConfig):
    name = "organisation"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        import organisation.permissions  # noqa: F401, PLC0415
        from organisation import (  # noqa: PLC0415
            frame,
            municipality_settings,
            navigation,
            nightly,
            own_facts,
        )
        from organisation.sign_in import linking  # noqa: PLC0415
        from organisation.stand_in import notices as stand_in_notices  # noqa: PLC0415

        frame.register()
        drawn.provide(lambda: own_facts.own_facts().rows)
        municipality_settings.register()
        thresholds.register(linking.VALID)
        navigation.register()
        stand_in_notices.register()
        nightly.register(nightly.Job("end_sessions", order=90))
        # What the night has written goes at once; a timer of its own sends the rest of the day's.
        nightly.register(nightly.Job("send_mail_queue", order=80))
