"""A rule of the tests' own: one obligation a unit and half-year, met by what a test says."""

from contextlib import contextmanager
from datetime import date

from leanplan.periods import half_year_span, half_years
from measures.registries import Ask, Met, ObligationRule, Wanted, obligation_rules
from organisation.models import OrgUnit, Position, current
from organisation.roles import Role, UnitKind
from organisation.tree import parents_on


class EachHalfYear(ObligationRule):
    """Every operating unit, every half-year; the area's leader answers. `held`: {subject, period:
    day}. `days_before`: the deadline lies so many days before the half-year's end."""

    key = "each_half_year"
    label = "Hver enhet besøkes"
    serves = "For tester."
    words = (("gemba",),)
    counted_by = "half_year"

    def __init__(self):
        self.held = {}
        self.days_before = 0

    def wanted(self, ask: Ask):
        units = OrgUnit.objects.filter(current(ask.today), kind=UnitKind.OPERATING_UNIT)
        if ask.unit_ids is not None:
            units = units.filter(pk__in=ask.unit_ids)
        parents = parents_on(ask.today)
        leaders = dict(
            Position.objects.filter(role=Role.SERVICE_AREA_MANAGER, each=False)
            .values_list("unit_id", "pk")
        )
        for period in half_years(ask.since, ask.today):
            first, last = half_year_span(period)
            for unit in units:
                subject = f"unit:{unit.pk}"
                day = self.held.get((subject, period))
                yield Wanted(
                    subject, period, unit.pk, max(first, unit.starts_on),
                    date.fromordinal(last.toordinal() - self.days_before),
                    leaders.get(parents.get(unit.pk)),
                    Met(f"visit:{unit.pk}-{period}", day) if day else None,
                )

    def texts(self, subjects):
        known = {int(subject.partition(":")[2]): subject for subject in subjects}
        units = OrgUnit.objects.filter(pk__in=known)
        return {known[unit.pk]: f"Besøk {unit.name}" for unit in units}

    def counted(self, total):
        return f"{total} enheter"


@contextmanager
def registered(rule):
    """The rule is among those that apps have brought."""
    obligation_rules.register(rule)
    try:
        yield rule
    finally:
        obligation_rules.remove(rule.key)


def standing(key=None):
    """{(subject, period): state} of what is kept."""
    from measures.models import Obligation  # noqa: PLC0415

    rows = Obligation.objects.all() if key is None else Obligation.objects.filter(rule_key=key)
    return {(row.subject_key, row.period_key): row.state for row in rows}
