"""The reviews of a half-year, of the units a person reads: held, coming and not planned."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from leanplan.collation import norwegian_key
from leanplan.periods import half_year_key, half_year_span
from organisation.models import OrgUnit, UnitParent, current
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from reviews.asked import NO_TREE, asked_units
from reviews.choices import ReviewState
from reviews.figures import previous_half_year
from reviews.models import HalfYearReview
from reviews.point_scope import units_managed
from reviews.presenters.lights import LIGHTS, Shown
from reviews.presenters.review_page import state_shown
from reviews.scope import readable_units
from reviews.words import half_year_text

# So many units on a page.
ON_PAGE = 100


@dataclass(frozen=True)
class ListRow:
    """A unit in the half-year; review None where none is planned."""

    unit: OrgUnit
    area: str
    review: HalfYearReview | None
    state: Shown | None
    status: Shown | None
    plan_url: str
    is_late: bool


@dataclass(frozen=True)
class ReviewList:
    """held, total: of the units that are asked for one, on however many pages."""

    half_year: str
    title: str
    previous: str
    next: str
    rows: list[ListRow]
    held: int
    total: int
    may_plan: bool
    may_edit_questions: bool
    page: int
    pages: int

    @property
    def query(self) -> str:
        """The end of the address, for what the page shows."""
        return f"?halvar={self.half_year}"


def units_to_plan(user: Any) -> Any:
    """Units whose review the person may plan: below the area manager; all for the chief
    executive, leader groups too."""
    from leanplan.clock import today  # noqa: PLC0415

    kinds = (UnitKind.OPERATING_UNIT, UnitKind.STAFF, UnitKind.MANAGEMENT_GROUP)
    units = OrgUnit.objects.existing(on=today()).filter(kind__in=kinds).by_name()
    reach = reach_of(user)
    if reach.has(Role.CHIEF_EXECUTIVE):
        return units.filter(pk__in=reach.led_unit_ids)
    return units.filter(pk__in=units_managed(user)).exclude(kind=UnitKind.MANAGEMENT_GROUP)


def _key(written: str, today: date) -> str:
    try:
        half_year_span(written)
    except ValueError:
        return half_year_key(today)
    return written


def review_list_page(
    user: Any, *, half_year: str, today: date, page: int | None = 1
) -> ReviewList:
    """The list of a half-year; of the one that runs where the key is none. page: which part of a
    long list, None for all of it."""
    key = _key(half_year, today)
    first, last = half_year_span(key)
    day = min(max(first, today), last)
    read = readable_units(user)
    asked = {
        unit.pk for unit in asked_units(today=today, unit_ids=read, tree=NO_TREE)
        if unit.is_asked(key, today=today)
    }
    reviews = {
        review.unit_id: review
        for review in HalfYearReview.objects.visible_to(user)
        .filter(half_year=key).exclude(state=ReviewState.CANCELLED).select_related("unit")
    }
    wanted = asked | reviews.keys()
    units = OrgUnit.objects.all() if read is None else OrgUnit.objects.filter(pk__in=read)
    found = sorted(
        (unit for unit in units if unit.pk in wanted), key=lambda unit: norwegian_key(unit.name)
    )
    owed = [unit for unit in found if unit.pk in asked]
    reach = reach_of(user)
    chief = reach.has(Role.CHIEF_EXECUTIVE)
    plans = reach.led_unit_ids if chief else units_managed(user)
    pages = 1 if page is None else max(1, -(-len(found) // ON_PAGE))
    at = min(max(page or 1, 1), pages)
    here = found if page is None else found[(at - 1) * ON_PAGE : at * ON_PAGE]
    areas = _areas([unit.pk for unit in here], day)
    rows = [
        _row(unit, reviews.get(unit.pk), areas.get(unit.pk, ""), plans, key, today)
        for unit in here
    ]
    return ReviewList(
        half_year=key, title=half_year_text(key), previous=previous_half_year(key),
        next=half_year_key(last + timedelta(days=1)), rows=rows,
        held=sum(1 for unit in owed if unit.pk in reviews and reviews[unit.pk].has_been),
        total=len(owed), may_plan=bool(plans),
        may_edit_questions=user.has_perm("reviews.edit_questions"), page=at, pages=pages,
    )


def _areas(units: list[int], day: date) -> dict[int, str]:
    """{unit: the name of what it belongs to}; one query."""
    links = UnitParent.objects.filter(current(day), child__in=units)
    rows = links.values_list("child_id", "parent__short_name", "parent__name")
    return {child: short or name for child, short, name in rows}


def _row(
    unit: OrgUnit, review: HalfYearReview | None, area: str, plans: Collection[int], key: str,
    today: date,
) -> ListRow:
    plan = f"{reverse('reviews:review_plan')}?enhet={unit.pk}&halvar={key}"
    over = today > half_year_span(key)[1]
    return ListRow(
        unit=unit, area=area, review=review, state=state_shown(review) if review else None,
        status=LIGHTS.get(review.unit_status) if review and review.has_been else None,
        plan_url=plan if unit.pk in plans and not over else "",
        is_late=bool(
            review and review.is_coming and review.day and review.day < today
        ) or (over and review is None),
    )
