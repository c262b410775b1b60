"""Visits, reviews and follow-up areas that tests look at."""

from datetime import date

from reviews.actions.follow_ups import follow_up_add
from reviews.models import GembaVisit, HalfYearReview
from tests.world import TODAY


def visit_of(cast, unit="home", visitor="tol", day=TODAY, state="held", **facts):
    """A visit to a unit."""
    return GembaVisit.objects.create(
        unit=getattr(cast.units, unit), visitor=getattr(cast.positions, visitor), day=day,
        state=state, **facts,
    )


def review_of(cast, unit="home", led_by="tol", half_year="2018-H2", state="held", day=TODAY,
              **facts):
    """A review of a unit, with what its state asks for."""
    over = {
        "cancelled": {"cancel_reason": "Flyttet"},
        "locked": {"unit_status": "good", "status_note": "Jevnt", "locked_on": day},
    }
    return HalfYearReview.objects.create(
        unit=getattr(cast.units, unit), half_year=half_year, state=state, day=day,
        led_by=getattr(cast.positions, led_by), **over.get(state, {}), **facts,
    )


def follow_up(cast, unit="home", by="tol", owner="drel", text="Møteleder til tavla hver uke",
              on=TODAY, due_date=date(2018, 12, 15), **facts):
    """A follow-up area of Solsiden that its leader answers for."""
    return follow_up_add(
        by=cast[by], unit=getattr(cast.units, unit), text=text, on=on, due_date=due_date,
        owner=getattr(cast.positions, owner) if owner else None, **facts,
    )
