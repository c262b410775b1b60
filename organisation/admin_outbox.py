"""Administration of the outbox: what was sent, what was not and why, and sending it again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leanplan.admin import ReadOnly
from organisation.outbox.models import OutgoingMail
from organisation.outbox.queue import send_again


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnly, admin.ModelAdmin):
    """Read only. What a mail says is between the product and the person, and is not shown."""

    list_display = ("made_at", "person", "subject", "state", "trouble", "sent_at")
    list_filter = ("state", "trouble")
    search_fields = ("person__given_name", "person__family_name", "subject")
    list_select_related = ("person",)
    list_per_page = 50
    fields = (
        "person", "subject", "state", "trouble", "answer", "attempts", "made_at",
        "next_attempt_at", "sent_at",
    )
    actions = ("try_again",)

    @admin.action(description=_("Send again (the person may get it twice)"))
    def try_again(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Put chosen mails that failed or are uncertain back in line."""
        chosen: list[Any] = list(queryset)
        put_back = [mail for mail in chosen if send_again(mail)]
        for mail in put_back:
            self.log_change(request, mail, [{"changed": {"fields": ["state"]}}])
        self.message_user(
            request,
            ngettext("%(number)s mail is in line again.", "%(number)s mails are in line again.",
                     len(put_back)) % {"number": len(put_back)},
            messages.SUCCESS if put_back else messages.WARNING,
        )
        if len(put_back) < len(chosen):
            self.message_user(
                request,
                _("Only what was not sent or is uncertain, and whose text is still kept, can be "
                  "sent again."),
                messages.WARNING,
            )
