"""The mail that reminds: everything in one, its subject saying it all."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.addresses import absolute
from leanplan.dates import long_date, text_date, weekday_text
from leanplan.mail import Letter, Line, Link, Section
from measures.presenters.deadline import distance
from measures.reminders.picks import Pick
from measures.reminders.rules import Part
from organisation.models import Person, Position
from organisation.notices.choices import MailFrequency
from organisation.recipients import Why


def letter_for(
    person: Person, picks: Sequence[Pick], *, today: date, frequency: str, municipality: str
) -> Letter:
    """One mail with all of it, in the language that is active."""
    own = [pick for pick in picks if pick.matter.candidate.part == Part.OWN]
    late = [pick for pick in own if pick.is_late]
    near = [pick for pick in own if not pick.is_late]
    passed_on = [pick for pick in picks if pick.matter.candidate.part == Part.ESCALATED]
    lacking = [pick for pick in picks if pick.matter.candidate.part == Part.UNASSIGNED]
    labels = _labels(picks)
    parts = (
        (_("Not followed up with your leaders"), passed_on, True),
        (_("Overdue"), late, True), (_("Coming up"), near, False),
        (_("Nobody responsible"), lacking, False),
    )
    return Letter(
        subject=_subject(late, near, passed_on, lacking),
        heading=_heading(late, near, passed_on, lacking),
        opening=(_hello(person, near),),
        sections=tuple(
            Section(title, tuple(_line(pick, labels, today) for pick in _sorted(here)), urgent)
            for title, here, urgent in parts if here
        ),
        button=Link(_("Open my measures"), absolute(reverse("measures:measure_mine"))),
        footer=(_why_mail(frequency),),
        choice=Link(_("Choose how often"), absolute(reverse("organisation:notices"))),
        sender=f"Leanplan, {municipality}" if municipality else "Leanplan",
    )


def _sorted(picks: Iterable[Pick]) -> list[Pick]:
    return sorted(picks, key=lambda pick: (pick.matter.due, pick.matter.text))


def _subject(
    late: Sequence[Pick], near: Sequence[Pick], passed_on: Sequence[Pick], lacking: Sequence[Pick]
) -> str:
    """"3 saker, 1 over fristen, neste frist 20. november": what one would ask first."""
    parts = []
    if late and not near:
        parts.append(_count_late(len(late)))
    elif near:
        parts.append(_count(len(late) + len(near)))
        if late:
            parts.append(_("%(number)s overdue") % {"number": len(late)})
        first = text_date(min(pick.matter.due for pick in near))
        text = _("next deadline %(day)s") if late else _("first deadline %(day)s")
        parts.append(text % {"day": first})
    if passed_on:
        parts.append(_count_passed_on(len(passed_on)))
    parts += [pick.matter.text for pick in lacking]
    return ", ".join(parts)


def _heading(
    late: Sequence[Pick], near: Sequence[Pick], passed_on: Sequence[Pick], lacking: Sequence[Pick]
) -> str:
    number = len(late) + len(near)
    if number:
        return ngettext("You have %(number)s thing", "You have %(number)s things", number) % {
            "number": number
        }
    if passed_on:
        return _count_passed_on(len(passed_on))
    return lacking[0].matter.text


def _count(number: int) -> str:
    return ngettext("%(number)s thing", "%(number)s things", number) % {"number": number}


def _count_late(number: int) -> str:
    text = ngettext("%(number)s thing overdue", "%(number)s things overdue", number)
    return text % {"number": number}


def _count_passed_on(number: int) -> str:
    return ngettext(
        "%(number)s thing is not followed up with your leaders",
        "%(number)s things are not followed up with your leaders", number,
    ) % {"number": number}


def _hello(person: Person, near: Sequence[Pick]) -> str:
    hello = _("Hello, %(name)s.") % {"name": person.given_name}
    if not near:
        return hello
    first = min(pick.matter.due for pick in near)
    return f"{hello} " + _("The first deadline is %(day)s.") % {"day": weekday_text(first)}


def _line(pick: Pick, labels: dict[int, str], today: date) -> Line:
    matter = pick.matter
    if matter.candidate.part == Part.UNASSIGNED:
        return Line(matter.text, absolute(matter.url), under=_stands_in(pick, labels))
    return Line(
        matter.text, absolute(matter.url), _day(matter.due, today),
        distance((matter.due - today).days), _stands_in(pick, labels), _warning(pick),
    )


def _day(day: date, today: date) -> str:
    return text_date(day) if day.year == today.year else long_date(day)


def _stands_in(pick: Pick, labels: dict[int, str]) -> str:
    """Whose it is, where it is not simply one's own."""
    matter = pick.matter
    position = labels.get(matter.position_id or 0, "")
    values = {"position": position, "name": matter.holder.name if matter.holder else ""}
    if matter.holder is not None:
        return _("%(name)s, %(position)s") % values if position else matter.holder.name
    if matter.why == Why.VACANT:
        return _("Comes to you because nobody is %(position)s") % values
    if matter.why == Why.NO_ACCOUNT:
        return _("Comes to you because %(position)s cannot be reached here") % values
    if matter.why == Why.NAMED:
        return _("You carry it out for %(position)s") % values
    return position


def _warning(pick: Pick) -> str:
    if pick.escalates_on is None or pick.matter.above is None:
        return ""
    return _("Is it not done or given a new deadline by %(day)s, %(name)s is told.") % {
        "day": text_date(pick.escalates_on), "name": pick.matter.above.name,
    }


def _labels(picks: Iterable[Pick]) -> dict[int, str]:
    keys = {pick.matter.position_id for pick in picks if pick.matter.position_id}
    positions = Position.objects.filter(pk__in=keys).select_related("unit")
    return {position.pk: position.label for position in positions}


def _why_mail(frequency: str) -> str:
    return {
        MailFrequency.WEEKLY: _("You get this mail on Mondays, when something waits."),
        MailFrequency.DAILY: _("You get this mail on working days that bring something new."),
        MailFrequency.OVERDUE: _("You get this mail on Mondays, when something is overdue."),
        MailFrequency.LEAST: _(
            "You have chosen to get mail only when something goes on to a leader above."
        ),
    }[MailFrequency(frequency)]
