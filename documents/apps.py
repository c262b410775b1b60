"""The adopted plan out of a Word file, and the document kept with it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        import documents.permissions  # noqa: F401, PLC0415
        from documents import navigation  # noqa: PLC0415

        navigation.register()
