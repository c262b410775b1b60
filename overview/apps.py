"""What a person opens first: my page, the calendar, the pages of an area and a unit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "overview"
    verbose_name = _("Overview")

    def ready(self) -> None:
        import overview.permissions  # noqa: F401, PLC0415
        from leanplan import thresholds  # noqa: PLC0415
        from measures.presenters.measure import address_of  # noqa: PLC0415
        from organisation import unit_page  # noqa: PLC0415
        from overview import navigation, news  # noqa: PLC0415
        from overview.presenters.leaders import GRACE  # noqa: PLC0415

        thresholds.register(GRACE)
        unit_page.provide(lambda: address_of("overview:unit_detail"))
        navigation.register()
        news.register()
