"""The number by which open pages learn that something changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LivePulse(models.Model):
    """How many times something changed. key: what ("board:12"). No history: it says nothing by
    itself."""

    key = models.CharField(_("key"), max_length=40, primary_key=True)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("number of changes")
        verbose_name_plural = _("numbers of changes")

    def __str__(self) -> str:
        return f"{self.key}: {self.number}"
