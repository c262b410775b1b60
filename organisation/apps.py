"""Who: the organisation, people, positions and rights."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "organisation"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        import organisation.permissions  # noqa: F401, PLC0415
        from organisation import frame, municipality_settings, navigation  # noqa: PLC0415

        frame.register()
        municipality_settings.register()
        navigation.register()
