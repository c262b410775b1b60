"""What a person opens first: my page, the calendar, the pages of an area and a unit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "overview"
    verbose_name = _("Overview")

    def ready(self) -> None:
        import overview.permissions  # noqa: F401, PLC0415
        from overview import navigation  # noqa: PLC0415

        navigation.register()
