"""Telling a person something, marking it read, choosing how often mail comes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from leanplan.clock import now
from organisation.models import Person
from organisation.notices.choices import MailFrequency
from organisation.notices.models import MailChoice, Notice


def notice_add(
    *, person: Person, key: str, kind: str, url: str, parameters: Mapping[str, Any] | None = None
) -> bool:
    """Tell a person something once; False where that key is told already.

    url: a path of the product. parameters: what the kind's words need, as JSON.
    """
    _notice, made = Notice.objects.get_or_create(
        person=person, key=key,
        defaults={
            "kind": kind, "url": url, "parameters": dict(parameters or {}), "made_at": now()
        },
    )
    return made


def notices_add(notices: Iterable[Mapping[str, Any]]) -> None:
    """Tell several things at once, each as `notice_add` takes it; what is told already stays."""
    Notice.objects.bulk_create(
        [Notice(made_at=now(), **notice) for notice in notices], ignore_conflicts=True
    )


@transaction.atomic
def notice_read(*, by: Any, notice: Notice) -> None:
    """Mark one of one's own as read; the first time counts."""
    Notice.objects.of(by.person.pk).unread().filter(pk=notice.pk).update(read_at=now())


@transaction.atomic
def notices_read(*, by: Any) -> int:
    """Mark all of one's own as read; how many were new."""
    return Notice.objects.of(by.person.pk).unread().update(read_at=now())


@transaction.atomic
def mail_choose(*, by: Any, frequency: str) -> None:
    """Choose how often one is reminded by mail."""
    MailChoice.objects.update_or_create(
        person=by.person, defaults={"frequency": MailFrequency(frequency)}
    )
