"""When somebody was here last: what My page counts news from. Nobody but that person sees it."""

from django.db import models

from organisation.models import User


class LastVisit(models.Model):
    """The first opening of My page on the newest day, and on the day of the visit before."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+", editable=False)
    seen_at = models.DateTimeField(editable=False)
    before_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.user_id} {self.seen_at:%Y-%m-%d}"
