"""Making a stakeholder analysis, its groups, and the three times it is looked at."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from leanplan.clock import today
from leanplan.history import history_sign
from leanplan.versioning import create, save_changes, take_row
from organisation.holders import title_kept
from organisation.models import OrgUnit
from reviews.fishbone.models import FishboneAnalysis
from reviews.fishbone.question import days_ahead
from reviews.stakeholders.choices import CheckKind
from reviews.stakeholders.kept import stakeholders_changed
from reviews.stakeholders.models import (
    MAX_STAKEHOLDERS,
    Stakeholder,
    StakeholderAnalysis,
    StakeholderCheck,
)

Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def stakeholders_create(
    *, by: Any, unit: OrgUnit, subject: str, fishbone: FishboneAnalysis | None = None,
    network: str = "",
) -> StakeholderAnalysis:
    """Make one, of a fishbone analysis or by itself, with its three check points.

    A fishbone analysis has one: asked for again, it is the same. Errors: ValidationError.
    """
    if fishbone is not None:
        FishboneAnalysis.objects.select_for_update().filter(pk=fishbone.pk).first()
        standing = StakeholderAnalysis.objects.filter(fishbone=fishbone).first()
        if standing is not None:
            return standing
    analysis: StakeholderAnalysis = create(
        StakeholderAnalysis(
            unit=unit, subject=subject.strip(), fishbone=fishbone, network=network.strip()
        ),
        by=by,
    )
    for kind in CheckKind:
        planned = _in_good_time(fishbone) if kind == CheckKind.BEFORE else None
        create(StakeholderCheck(analysis=analysis, kind=kind, planned_on=planned), by=by)
    stakeholders_changed(unit.pk)
    return analysis


def _in_good_time(fishbone: FishboneAnalysis | None) -> date | None:
    """The last day before an analysis that is in good time; today where that has passed."""
    if fishbone is None or fishbone.day is None:
        return None
    return max(fishbone.day - timedelta(days=days_ahead()), today())


@transaction.atomic
def stakeholders_edit(
    *, by: Any, analysis: StakeholderAnalysis, version: int, subject: str, network: str
) -> Changes:
    """Change what it is about, and the network that fits. Errors: Conflict, ValidationError."""
    values = {"subject": subject.strip(), "network": network.strip()}
    return save_changes(analysis, values, version=version, by=by)


@transaction.atomic
def stakeholder_add(
    *, by: Any, analysis: StakeholderAnalysis, values: dict[str, Any]
) -> Stakeholder:
    """Add a group. The same name again, with the same values, is the same group.

    Errors: ValidationError (a name that stands there with other values, too many).
    """
    StakeholderAnalysis.objects.select_for_update().filter(pk=analysis.pk).first()
    twin = analysis.groups.filter(name=values["name"].strip()).first()
    if twin and all(getattr(twin, name) == value for name, value in values.items()):
        return twin
    if analysis.groups.count() >= MAX_STAKEHOLDERS:
        raise ValidationError(
            _("The analysis has %(number)s groups already. Put some of them together.")
            % {"number": MAX_STAKEHOLDERS}
        )
    last = analysis.groups.aggregate(last=Max("order"))["last"] or 0
    made: Stakeholder = create(Stakeholder(analysis=analysis, order=last + 10, **values), by=by)
    return made


@transaction.atomic
def stakeholder_edit(
    *, by: Any, group: Stakeholder, version: int, values: dict[str, Any]
) -> Changes:
    """Change or place a group. Errors: Conflict, ValidationError."""
    return save_changes(group, values, version=version, by=by)


@transaction.atomic
def stakeholder_remove(*, by: Any, group: Stakeholder, version: int) -> None:
    """Remove a group. Errors: Conflict."""
    take_row(group, version)
    history_sign(group, by=by)
    group.delete()


@transaction.atomic
def stakeholder_check(
    *, by: Any, check: StakeholderCheck, version: int, planned_on: date | None,
    done_on: date | None, note: str = "",
) -> Changes:
    """Plan a check point, or say that it was done, by the user.

    Errors: Conflict, ValidationError (done on a day to come, done without any group).
    """
    if done_on and done_on > today():
        raise ValidationError({"done_on": _("The day cannot be to come.")})
    if done_on and not check.analysis.groups.exists():
        raise ValidationError({"done_on": _("Write the groups first: there is none yet.")})
    values: dict[str, Any] = {"planned_on": planned_on, "done_on": done_on, "note": note.strip()}
    if done_on is None:
        values |= {"done_by": None, "done_as": ""}
    elif done_on != check.done_on:
        values |= {"done_by": by, "done_as": title_kept(by, on=done_on)}
    changes = save_changes(check, values, version=version, by=by)
    stakeholders_changed(check.analysis.unit_id)
    return changes
