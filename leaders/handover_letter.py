"""The mail to the parties when the responsibility for a unit's progress moves, or back (M17)."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from leaders.choices import ContractState
from leaders.models import CoachingContract, ProgressHandover
from leanplan.addresses import absolute
from leanplan.dates import long_date
from leanplan.mail import Letter, Line, Link, Section, write
from organisation.frame import municipality_name
from organisation.language import in_language_of
from organisation.models import Person, Position
from organisation.outbox.queue import put_all
from organisation.recipients import is_reached


def handover_mailed(
    handover: ProgressHandover, people: Iterable[Person], *, manager: Position | None,
    own: Mapping[int, CoachingContract],
) -> None:
    """Write to each that is reached by mail, once; call it when the contracts have followed.

    manager: the position that answers for progress from now on. own: {person: the contract that
    whoever coached is led to, instead of the rollout}.
    """
    what = "undone" if handover.undone_on else "made"
    coaching = (
        CoachingContract.objects.filter(unit=handover.rollout.unit_id, state=ContractState.AGREED)
        .select_related("coach").order_by("starts_on").last()
    )
    told = Person.objects.filter(pk__in=[person.pk for person in people])
    mails = []
    for person in told.select_related("user").order_by("pk"):
        if is_reached(person):
            with in_language_of(person.user):
                said = _said(handover, coaching, manager.label if manager else "–")
                letter = _letter(handover, coaching, person, said, own.get(person.pk))
                key = f"handover:{handover.pk}:{what}:{person.pk}"
                mails.append((key, person, write(letter)))
    put_all(mails)


def _said(
    handover: ProgressHandover, coaching: CoachingContract | None, manager: str
) -> dict[str, str]:
    """What the sentences hold, in the reader's language."""
    return {
        "unit": handover.rollout.unit.short, "manager": manager,
        "day": long_date(handover.handed_on), "reason": handover.undone_reason,
        "last": long_date(coaching.ends_on) if coaching else "",
        "coach": coaching.coach.name if coaching else "",
    }


def _letter(
    handover: ProgressHandover, coaching: CoachingContract | None, person: Person,
    values: dict[str, str], own: CoachingContract | None,
) -> Letter:
    url = absolute((own or handover.rollout).get_absolute_url())
    subject, *said = _words(handover, values)
    lines = [Line(handover.rollout.unit.name, url, values["day"], under=values["manager"])]
    if coaching:
        is_read = own is None or own == coaching
        lines.append(Line(
            _("Coaching contract"), absolute(coaching.get_absolute_url()) if is_read else "",
            _("until %(last)s") % values, under=coaching.coach.name,
        ))
    return Letter(
        subject=subject, heading=subject,
        opening=(_("Hello, %(name)s.") % {"name": person.given_name}, *said),
        sections=(Section(_("Unit"), tuple(lines)),),
        button=Link(_("Open the contract") if own else _("Open the rollout"), url),
        footer=(_("You get this mail because you lead, coach or answer for the unit."),),
        choice=Link(_("My notices"), absolute(reverse("organisation:notices"))),
        sender=f"Leanplan, {municipality_name()}" if municipality_name() else "Leanplan",
    )


def _words(handover: ProgressHandover, values: dict[str, str]) -> list[str]:
    """The subject, then what has happened in whole sentences."""
    if handover.undone_on:
        return [
            _("The hand-over of %(unit)s is undone") % values,
            _("The development unit answers for the progress of the unit again. The coaching that "
              "the analysis ended goes on as agreed.") % values,
            values["reason"],
        ]
    support = (
        _("The development unit goes on helping until %(last)s, with %(coach)s as coach.")
        if handover.is_continued and values["last"] else
        _("The coaching ends, and the development unit withdraws.")
    )
    return [
        _("%(manager)s answers for the progress of %(unit)s") % values,
        _("The analysis was held %(day)s. From that day %(manager)s answers for the progress of "
          "the unit, and no longer the development unit.") % values,
        support % values,
    ]
