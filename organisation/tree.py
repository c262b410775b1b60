"""The tree of units on a day: the one place that walks it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from organisation.roles import UnitKind

if TYPE_CHECKING:
    from organisation.models import UnitParent

_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM organisation_orgunit WHERE id IN ({roots})
    UNION
    SELECT link.child_id FROM organisation_unitparent AS link
    JOIN below ON link.parent_id = below.id
    WHERE link.starts_on <= %s AND (link.ends_on IS NULL OR link.ends_on >= %s)
)
SELECT id FROM below
"""

# Each unit with the service area it stands in on the day, the closest one; with the municipality
# where there is none between. To begin another app's query with, given %(day)s.
PLACES = """
WITH RECURSIVE place(unit_id, area_id) AS (
    SELECT id, id FROM organisation_orgunit
    WHERE kind IN ('municipality', 'service_area') AND starts_on <= %(day)s
      AND (ends_on IS NULL OR ends_on >= %(day)s)
    UNION
    SELECT link.child_id,
           CASE WHEN child.kind = 'service_area' THEN child.id ELSE place.area_id END
    FROM organisation_unitparent AS link
    JOIN place ON link.parent_id = place.unit_id
    JOIN organisation_orgunit AS child ON child.id = link.child_id
    WHERE link.starts_on <= %(day)s AND (link.ends_on IS NULL OR link.ends_on >= %(day)s)
      AND child.starts_on <= %(day)s AND (child.ends_on IS NULL OR child.ends_on >= %(day)s)
)
"""

# The same for one area, given %(area)s: what stands in it, and in no area within it.
_CHILD = "JOIN organisation_orgunit AS child ON child.id = link.child_id"
PLACES_IN = PLACES.replace("WHERE kind IN", "WHERE id = %(area)s AND kind IN").replace(
    _CHILD, f"{_CHILD} AND child.kind <> 'service_area'"
)


def unit_ids_below(roots: Iterable[int], *, on: date) -> frozenset[int]:
    """Ids of the units at or below the roots on the day: one query; UNION stops at a circle."""
    ids = sorted(set(roots))
    if not ids:
        return frozenset()
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(roots=marks), [*ids, on, on])
        return frozenset(row[0] for row in cursor.fetchall())


# Down to where somebody else has the role.
_LED = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM organisation_orgunit WHERE id IN ({roots})
    UNION
    SELECT link.child_id FROM organisation_unitparent AS link
    JOIN below ON link.parent_id = below.id
    WHERE link.starts_on <= %s AND (link.ends_on IS NULL OR link.ends_on >= %s)
      AND (link.child_id IN ({roots}) OR NOT EXISTS (
        SELECT 1 FROM organisation_position AS position
        WHERE position.unit_id = link.child_id AND position.role = %s AND NOT position.each))
)
SELECT unit.id FROM below JOIN organisation_orgunit AS unit ON unit.id = below.id
WHERE unit.kind <> %s
"""


def unit_ids_led(roots: Iterable[int], *, role: str, besides: str, on: date) -> frozenset[int]:
    """Ids of the units at or below the roots to which no other position of the role is nearer, but
    those of one kind (besides); one query."""
    ids = sorted(set(roots))
    if not ids:
        return frozenset()
    keys = ", ".join(str(int(pk)) for pk in ids)
    with connection.cursor() as cursor:
        cursor.execute(_LED.format(roots=keys), [on, on, role, besides])
        return frozenset(row[0] for row in cursor.fetchall())


def parents_on(day: date) -> dict[int, int]:
    """{unit id: id of the unit it belongs to} on the day, for the whole municipality."""
    from organisation.models import UnitParent, current  # noqa: PLC0415

    return dict(UnitParent.objects.filter(current(day)).values_list("child_id", "parent_id"))


# Steps are counted, so that a circle ends; no municipality has as many tiers.
_ABOVE = """
WITH RECURSIVE above(id, far) AS (
    SELECT parent_id, 1 FROM organisation_unitparent
    WHERE child_id = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
    UNION
    SELECT link.parent_id, above.far + 1 FROM organisation_unitparent AS link
    JOIN above ON link.child_id = above.id
    WHERE link.starts_on <= %s AND (link.ends_on IS NULL OR link.ends_on >= %s)
      AND above.far < 12
)
SELECT id FROM above ORDER BY far
"""


def unit_ids_above(unit_id: int, *, on: date) -> list[int]:
    """Ids from the unit's parent up to the root on the day; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [unit_id, on, on, on, on])
        return list(dict.fromkeys(row[0] for row in cursor.fetchall()))


def lock_tree() -> None:
    """Let one change of the tree through at a time.

    SQLite's write transactions exclude each other already; PostgreSQL locks the first unit.
    """
    from organisation.models import OrgUnit  # noqa: PLC0415

    OrgUnit.objects.order_by("pk").select_for_update().first()


def refuse_bad_link(link: "UnitParent") -> None:
    """Raise ValidationError where the link overlaps another, makes a circle, or hangs below a
    management group (those are leaves: their reach comes from the role)."""
    from organisation.models import UnitParent  # noqa: PLC0415

    if link.parent.kind == UnitKind.MANAGEMENT_GROUP:
        raise ValidationError({"parent": _("No unit can belong to a management group.")})
    others = UnitParent.objects.filter(child=link.child_id).exclude(pk=link.pk)
    others = others.filter(Q(ends_on=None) | Q(ends_on__gte=link.starts_on))
    if link.ends_on:
        others = others.filter(starts_on__lte=link.ends_on)
    if others.exists():
        raise ValidationError(
            {"starts_on": _("The unit belongs somewhere else in that period. End that first.")}
        )
    starts = UnitParent.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=link.starts_on), starts_on__gte=link.starts_on
    )
    if link.ends_on:
        starts = starts.filter(starts_on__lte=link.ends_on)
    # A circle can only close on the link's first day or on a day when another link begins.
    days = starts.order_by().values_list("starts_on", flat=True).distinct()
    for day in {link.starts_on, *days}:
        if link.parent_id in unit_ids_below([link.child_id], on=day):
            raise ValidationError(
                {"parent": _("%(parent)s lies below %(child)s, so this would be a circle.")
                 % {"parent": link.parent.name, "child": link.child.name}}
            )
