"""The rules that measures bring themselves; the apps above bring those about what they hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from challenges.models import OVER, UNADOPTED
from leanplan import thresholds
from leanplan.questions import question
from measures.choices import DeadlineKind
from measures.models import Measure, MeasureReview
from measures.obligation_models import ONCE
from measures.presenters.measure import short_title
from measures.registries import Ask, Met, ObligationRule, Wanted, obligation_rules
from organisation.labels import role_words
from organisation.models import Appointment, Person
from organisation.roles import LEADERS, Role, UnitKind

NEW_LEADER_DAYS = "measures.new_leader_days"


def subject_keys(subjects: Iterable[str]) -> dict[int, str]:
    """{key in the database: subject} of subjects such as "measure:12"."""
    return {int(subject.partition(":")[2]): subject for subject in subjects}


@question
def _people(keys: Collection[int]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=keys)


@question
def _measures(keys: Collection[int]) -> QuerySet[Any]:
    return Measure.objects.filter(pk__in=keys).order_by().values_list("pk", "code", "text")


def _chief() -> str:
    return str(role_words(Role.CHIEF_EXECUTIVE, UnitKind.MUNICIPALITY).name).lower()


def _new_leader_label() -> str:
    return gettext("First meeting of a new leader and the %(chief)s") % {"chief": _chief()}


class NewLeaderMeetsChief(ObligationRule):
    """Whoever leads for the first time meets the chief executive within so many days (T2, M2).

    The subject is the person, so that a move to another unit is nothing new. Somebody records the
    meeting; it leaves no event elsewhere.
    """

    key = "new_leader_meets_chief"
    label = lazy(_new_leader_label, str)()
    serves = _("For a line that asks new leaders to meet the top leader.")
    words = (("ny", "leder", "rådmann"), ("ny", "leder", "kommunedirektør"),
             ("ny", "leiar", "rådmann"), ("ny", "leiar", "kommunedirektør"))
    by_hand = True
    thresholds = (NEW_LEADER_DAYS,)

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """One for each person who leads today and began to lead on or after the start."""
        days = timedelta(days=thresholds.value(NEW_LEADER_DAYS))
        for person, held in _leading(ask).items():
            first = held[0]
            now = [row for row in held if row.holds_on(ask.today)]
            if first.starts_on < ask.since or not now or first.role == Role.CHIEF_EXECUTIVE:
                continue
            yield Wanted(
                subject=f"person:{person}", period=ONCE, unit_id=now[-1].unit_id,
                anchor=first.starts_on, due=first.starts_on + days,
                position_id=now[-1].position_id,
            )

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the person's name; one query."""
        known = subject_keys(subjects)
        said = gettext("First meeting with the %(chief)s: %(person)s")
        return {
            known[person.pk]: said % {"chief": _chief(), "person": person.name}
            for person in _people(set(known))
        }

    def counted(self, total: int) -> str:
        """So many new leaders."""
        return ngettext("%(total)s new leader", "%(total)s new leaders", total) % {"total": total}


@dataclass(frozen=True)
class _Held:
    """A leader's appointment, as the rule reads it."""

    starts_on: date
    ends_on: date | None
    position_id: int
    unit_id: int
    role: str
    unit_ends_on: date | None

    def holds_on(self, day: date) -> bool:
        """The appointment and its unit are there on the day."""
        ends = [end for end in (self.ends_on, self.unit_ends_on) if end]
        return self.starts_on <= day and all(end >= day for end in ends)


def _leading(ask: Ask) -> dict[int, list[_Held]]:
    """{person: appointments as a leader, the first one first}; one query."""
    rows = Appointment.objects.filter(position__role__in=LEADERS, starts_on__lte=ask.today)
    if ask.subjects is not None:
        rows = rows.filter(person__in=subject_keys(ask.subjects))
    elif ask.unit_ids is not None:
        near = Appointment.objects.filter(position__unit__in=ask.unit_ids)
        rows = rows.filter(person__in=near.values("person"))
    found: dict[int, list[_Held]] = defaultdict(list)
    for row in rows.order_by("starts_on", "pk").values_list(
        "person_id", "starts_on", "ends_on", "position_id", "position__unit_id", "position__role",
        "position__unit__ends_on",
    ):
        found[row[0]].append(_Held(*row[1:]))
    return found


class OngoingIsReviewed(ObligationRule):
    """An ongoing measure is looked at again in its rhythm; recording the review keeps it."""

    key = "ongoing_is_reviewed"
    label = _("Ongoing measures are reviewed")
    serves = _("For a line that asks for the plan itself to be followed up.")
    words = (("oppfølging", "handlingsplan"), ("gjennomgå", "tiltak"))

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """The next review of each ongoing measure, and those that were held; two queries.

        The period says after which review it comes, so that a moved date keeps the key.
        """
        held: dict[int, list[MeasureReview]] = defaultdict(list)
        reviews = MeasureReview.objects.filter(undone_on=None).filter(_of(ask, "measure__"))
        for review in reviews.select_related("measure").order_by("pk"):
            held[review.measure_id].append(review)
        for measure, done in held.items():
            yield from _kept(f"measure:{measure}", done)
        ongoing = Measure.objects.open().filter(deadline_kind=DeadlineKind.ONGOING)
        live = ongoing.exclude(plan__state__in=(*UNADOPTED, *OVER)).filter(_of(ask))
        for pk, unit, owner, plan_owner, day in live.values_list(
            "pk", "unit_id", "owner_id", "plan__owner_id", "next_review_on"
        ):
            if day:
                yield Wanted(
                    subject=f"measure:{pk}", period=_after(held[pk][-1:]), unit_id=unit,
                    anchor=day, due=day, position_id=owner or plan_owner,
                )

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the measure's code and first words; one query."""
        known = subject_keys(subjects)
        said = gettext("Review %(code)s %(text)s")
        return {
            known[pk]: said % {"code": code, "text": short_title(text)}
            for pk, code, text in _measures(set(known))
        }

    def counted(self, total: int) -> str:
        """So many reviews."""
        return ngettext("%(total)s review", "%(total)s reviews", total) % {"total": total}

    def do_url(self, subject: str) -> str:
        """The form in which the review is recorded."""
        return reverse("measures:measure_review", args=list(subject_keys([subject])))

    def event_url(self, event: str) -> str:
        """The reviews stand on the measure's page."""
        review = MeasureReview.objects.filter(pk__in=subject_keys([event])).first()
        return f"{review.measure.get_absolute_url()}#gjennomgang" if review else ""


def _of(ask: Ask, prefix: str = "") -> Q:
    """The measures that are asked about."""
    if ask.subjects is not None:
        return Q(**{f"{prefix}pk__in": list(subject_keys(ask.subjects))})
    if ask.unit_ids is not None:
        return Q(**{f"{prefix}unit__in": ask.unit_ids})
    return Q()


def _after(reviews: list[MeasureReview]) -> str:
    return f"after-{reviews[-1].pk}" if reviews else "first"


def _kept(subject: str, reviews: list[MeasureReview]) -> Iterator[Wanted]:
    for number, review in enumerate(reviews):
        yield Wanted(
            subject=subject, period=_after(reviews[:number]), unit_id=review.measure.unit_id,
            anchor=review.due_on, due=review.due_on, position_id=review.measure.owner_id,
            met=Met(f"review:{review.pk}", review.reviewed_on),
        )


def register() -> None:
    """Make rules and their numbers known; called once when the app is ready."""
    thresholds.register(
        thresholds.Threshold(
            NEW_LEADER_DAYS, 30, "days", _("New leader meets the chief executive"),
            _("The plan asks for the meeting without a number; 30 days is proposed here."),
            low=1, high=365,
        )
    )
    obligation_rules.register(NewLeaderMeetsChief())
    obligation_rules.register(OngoingIsReviewed())


