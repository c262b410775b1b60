"""Gemba visits that tests look at, made as the product makes them."""

import io
from datetime import date, time
from uuid import uuid4

from PIL import Image

from reviews.actions.observations import observation_put
from reviews.actions.visits import visit_hold, visit_plan
from reviews.models import VisitPhoto
from tests.world import TODAY


def planned(cast, unit="home", by="tol", day=TODAY, starts_at=time(10), **facts):
    """A visit that is planned."""
    return visit_plan(
        by=cast[by], unit=getattr(cast.units, unit), day=day, starts_at=starts_at, **facts
    )


def seen(cast, visit, text="Tavla henger i et låst rom.", kind="obstacle", by="tol", **facts):
    """Something that was written down on the visit."""
    return observation_put(
        by=cast[by], visit=visit, key=uuid4(), version=0,
        values={"kind": kind, "text": text} | facts,
    )


def held(cast, unit="home", by="tol", day=TODAY, agreed=False, minutes=50, **facts):
    """A visit that is handed in, with two observations."""
    visit = planned(cast, unit=unit, by=by, day=day, **facts)
    seen(cast, visit, "Forslag har ansvarlig og dato.", kind="works_well", by=by)
    seen(cast, visit, by=by, is_agreed=agreed, due_date=date(2018, 12, 1) if agreed else None)
    return visit_hold(by=cast[by], visit=visit, version=visit.version, minutes=minutes)


def pictured(observation):
    """A picture with the observation, as it is after it was written anew."""
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "JPEG")
    return VisitPhoto.objects.create(
        observation=observation, content=content.getvalue(), width=40, height=30
    )
