"""Varsler: what one is told, and how often by mail."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from leanplan.list_export import export_response
from organisation.notices import actions
from organisation.notices.coming import next_mail
from organisation.notices.forms import MailChoiceForm
from organisation.notices.kinds import GROUPS
from organisation.notices.models import Notice
from organisation.presenters.notices import notices_export as own_list
from organisation.presenters.notices import notices_page

PAGE = "organisation/notice/list.html"


@require_safe
@require("organisation.own_notices")
def notices(request: HttpRequest) -> HttpResponse:
    """One's own notices, new ones first."""
    page = notices_page(
        request.user, group=request.GET.get("gjelder", ""), shown=request.GET.get("antall", ""),
    )
    form = MailChoiceForm(initial={"frequency": page.frequency})
    return render_page(request, PAGE, {"page": page, "mail_form": form})


@require_safe
@require("organisation.own_notices")
def notices_export(request: HttpRequest) -> HttpResponse:
    """One's own notices in Excel."""
    group = request.GET.get("gjelder", "")
    page_url = reverse("organisation:notices") + (f"?gjelder={group}" if group in GROUPS else "")
    return export_response(request, own_list(request.user, group=group), page_url=page_url)


@require_safe
@require("organisation.own_notices")
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to what a notice is about; it is read then. A link, so that it can be opened anywhere."""
    user: Any = request.user
    person = getattr(user, "person", None)
    notice = get_object_or_404(Notice.objects.of(person.pk if person else None), pk=pk)
    actions.notice_read(by=user, notice=notice)
    return redirect(notice.url)


@require_POST
@require("organisation.choose_mail")
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    number = actions.notices_read(by=request.user)
    text = ngettext("%(number)s notice is read now.", "%(number)s notices are read now.", number)
    messages.success(request, text % {"number": number})
    return redirect("organisation:notices")


@require_POST
@require("organisation.choose_mail")
def mail_choose(request: HttpRequest) -> HttpResponse:
    """Choose how often mail comes."""
    form = MailChoiceForm(request.POST)
    if form.is_valid():
        actions.mail_choose(by=request.user, frequency=form.cleaned_data["frequency"])
        messages.success(request, _("Your choice is saved."))
        return redirect("organisation:notices")
    page = notices_page(request.user)
    return render_page(request, PAGE, {"page": page, "mail_form": form}, status=422)


@require_safe
@require("organisation.own_notices")
def mail_preview(request: HttpRequest) -> HttpResponse:
    """The next mail as it will look, if nothing changes before."""
    coming = next_mail(request.user, today=today())
    return render_page(request, "organisation/notice/mail.html", {"coming": coming})
