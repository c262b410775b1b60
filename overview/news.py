"""What is new among measures and the text of the plan, for those who may see it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import ActionPlan, PlanVersion
from leanplan.questions import question
from measures.choices import Status
from measures.forms.allocation import in_one_line
from measures.models import Measure
from measures.presenters.measure import address_of, short_title
from measures.registries import NewsItem, NewsSource, news_sources
from measures.rules import Deadline
from measures.scope import Scope
from organisation.reach import reach_of


def measure_news(user: Any, since: datetime, number: int) -> Iterator[NewsItem]:
    """What others changed in measures within reach, each measure once; one query.

    Who reads every unit is told of the plan's own lines and of what is theirs, not of each unit's.
    """
    address, told = address_of("measures:measure_detail"), set()
    for record, older in _changed(user, since, number):
        note = _note(record, older)
        if note and record.id not in told:
            told.add(record.id)
            title = short_title(f"{record.code} {record.text}", 80)
            yield NewsItem(record.history_date, title, note, address % record.id)


def _changed(user: Any, since: datetime, number: int) -> list[tuple[Any, Any]]:
    """The newest records with the one before each, None for the making; newest first."""
    reach, scope = reach_of(user), Scope.of(user)
    found = _records(
        user.pk, since, {*reach.position_ids, 0}, scope.units, every=scope.every,
        drafts=scope.drafts, number=3 * number,
    )
    last: dict[int, Any] = {}
    pairs = []
    for record in found:
        older, last[record.id] = last.get(record.id), record
        if record.history_date > since and record.history_user_id != user.pk:
            pairs.append((record, older))
    return pairs[::-1]


@question
def _records(
    user: int, since: datetime, positions: Collection[int], units: Collection[int], *,
    every: bool, drafts: bool, number: int,
) -> QuerySet[Any]:
    # Lines of plans, the user's own, and for who does not read every unit those of units read.
    near = Q(unit=None) | Q(owner__in=positions)
    if not every:
        near |= Q(unit__in=units)
    records: Any = Measure.history.model.objects
    # The few records since then are found first, by their date and by what stands in them; whether
    # their measures may be seen is asked of those alone.
    newest = records.filter(
        near, history_date__gt=since, history_type__in="+~"
    ).exclude(history_user=user).order_by("-history_date", "-history_id")
    before = records.filter(
        id=OuterRef("id"), history_id__lt=OuterRef("history_id")
    ).order_by("-history_id")
    newest = newest.annotate(before_id=Subquery(before.values("history_id")[:1]))[:number]
    measures = Measure.objects.within(units, every=every, drafts=drafts)
    return cast("QuerySet[Any]", records.filter(
        Exists(measures.live().filter(pk=OuterRef("id"))),
        Q(history_id__in=newest.values("history_id"))
        | Q(history_id__in=newest.values("before_id")),
    ).select_related("owner__unit").order_by("history_id"))


def _note(record: Any, older: Any) -> str:
    """What changed, what matters most first; "" for what a reader of this page need not know."""
    if record.history_type == "+":
        return _("New measure") if record.unit_id else ""
    if older is None:
        return ""
    deadline = Deadline.of(record)
    if record.status != older.status:
        return _("Status: %(value)s") % {"value": Status(record.status).label}
    if record.owner_id != older.owner_id:
        owner = record.owner.label if record.owner else _("nobody")
        return _("Responsible: %(value)s") % {"value": owner}
    if deadline != Deadline.of(older):
        return _("Deadline: %(value)s") % {
            "value": in_one_line(deadline) if deadline.is_settled else _("not settled")
        }
    texts = ("text", "description", "done_when")
    changed = any(getattr(record, name) != getattr(older, name) for name in texts)
    return _("The text is changed") if changed else ""


def plan_news(user: Any, since: datetime, number: int) -> Iterable[NewsItem]:
    """Plans that were adopted or changed by an amendment; one query."""
    drafts = user.has_perm("challenges.prepare_plan")
    for version in _versions(user.pk, since, drafts=drafts, number=number):
        yield NewsItem(
            version.recorded_at, version.plan.title,
            _("Adopted") if version.number == 1 else _("Changed by an adopted amendment"),
            reverse("measures:plan_changes", args=[version.plan_id]),
        )


@question
def _versions(user: int, since: datetime, *, drafts: bool, number: int) -> QuerySet[PlanVersion]:
    plans = ActionPlan.objects.within(drafts=drafts).values("pk")
    versions = PlanVersion.objects.filter(plan__in=plans, recorded_at__gt=since)
    newest = versions.exclude(recorded_by=user).select_related("plan").order_by("-recorded_at")
    return newest[:number]


def register() -> None:
    """Put the measures' into the registry; called once when the app is ready."""
    news_sources.register(NewsSource("measures", measure_news))
