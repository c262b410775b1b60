"""What the plan asks of stakeholder analyses (M26): made in good time before an analysis, and
looked at again at follow-up and at evaluation."""

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leanplan.questions import question
from measures.obligation_models import ONCE
from measures.obligation_rules import subject_keys
from measures.registries import Ask, Met, ObligationRule, Steps, Wanted, obligation_rules
from organisation.models import Position
from organisation.roles import LEADERS, rank_of
from reviews.fishbone.choices import AnalysisState
from reviews.fishbone.models import FishboneAnalysis
from reviews.fishbone.question import AHEAD, days_ahead
from reviews.stakeholders.choices import CheckKind
from reviews.stakeholders.models import StakeholderAnalysis, StakeholderCheck


def _asked(ask: Ask) -> Q:
    """The rows that are asked about: some subjects, some units, or all."""
    if ask.subjects is not None:
        return Q(pk__in=list(subject_keys(ask.subjects)))
    return Q(unit__in=ask.unit_ids) if ask.unit_ids is not None else Q()


def _leaders(unit_ids: Collection[int]) -> dict[int, int]:
    """{unit: the position that leads it}, who brings in those who should take part; one query."""
    rows = Position.objects.filter(unit__in=unit_ids, role__in=LEADERS, each=False)
    first = sorted(rows, key=lambda row: (rank_of(row.role), row.pk), reverse=True)
    return {row.unit_id: row.pk for row in first}


@question
def _fishbones(keys: Collection[int]) -> QuerySet[Any]:
    rows = FishboneAnalysis.objects.filter(pk__in=keys).order_by()
    return rows.values_list("pk", "unit__name", "unit__short_name")


@question
def _checks(keys: Collection[int]) -> QuerySet[Any]:
    rows = StakeholderCheck.objects.filter(pk__in=keys).order_by()
    return rows.values_list("pk", "kind", "analysis__unit__name", "analysis__unit__short_name")


class StakeholdersBeforeAnalysis(ObligationRule):
    """The groups are gone through in good time before each fishbone analysis (M26).

    It warns and stops nobody: it is reminded of once after the day and never again, and once the
    analysis is held it is in nobody's list any more, only counted.
    """

    key = "stakeholders_before_analysis"
    label = _("A stakeholder analysis in good time before an analysis")
    serves = _("For a line that asks that the right partners are invited into analyses.")
    words = (("interessentanalyse",), ("interessent", "analyse"))
    thresholds = (AHEAD.key,)
    steps = Steps((14, 3), (1,))

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """One for each analysis with a day or a start that is not cancelled; three queries."""
        rows = list(
            FishboneAnalysis.objects.filter(_asked(ask))
            .exclude(state=AnalysisState.CANCELLED)
            .exclude(day=None, started_on=None)
        )
        leaders = _leaders({row.unit_id for row in rows}) if rows else {}
        done = self._done({row.pk for row in rows}) if rows else {}
        ahead = timedelta(days=days_ahead())
        for row in rows:
            begins = row.started_on or row.day
            if begins:
                yield Wanted(
                    f"fishbone:{row.pk}", ONCE, row.unit_id, begins, begins - ahead,
                    leaders.get(row.unit_id) if row.is_open else None, done.get(row.pk),
                )

    @staticmethod
    def _done(fishbones: Collection[int]) -> dict[int, Met]:
        """{fishbone analysis: when its groups were gone through}; one query."""
        rows = StakeholderCheck.objects.filter(
            analysis__fishbone__in=fishbones, kind=CheckKind.BEFORE, done_on__isnull=False
        )
        return {
            fishbone: Met(f"stakeholders:{analysis}", day)
            for fishbone, analysis, day in rows.values_list(
                "analysis__fishbone", "analysis", "done_on"
            )
            if day
        }

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the unit's name; one query."""
        known = subject_keys(subjects)
        said = str(_("Stakeholder analysis before the analysis: %(unit)s"))
        return {
            known[pk]: said % {"unit": short or name}
            for pk, name, short in _fishbones(set(known))
        }

    def counted(self, total: int) -> str:
        """So many analyses."""
        return ngettext("%(total)s analysis", "%(total)s analyses", total) % {"total": total}

    def do_url(self, subject: str) -> str:
        """The stakeholder analysis; where there is none, the fishbone analysis that lacks it."""
        (fishbone,) = subject_keys([subject])
        made = StakeholderAnalysis.objects.filter(fishbone=fishbone).first()
        return made.get_absolute_url() if made else _page("fishbone_detail", subject)

    def event_url(self, event: str) -> str:
        """The stakeholder analysis."""
        return _page("stakeholders_detail", event)


class StakeholdersLookedAtAgain(ObligationRule):
    """The groups are looked at again on the day that was planned: at follow-up, at evaluation, and,
    where there is no fishbone analysis, before the work begins (M26)."""

    key = "stakeholders_looked_at_again"
    label = _("The stakeholders are looked at again at follow-up and evaluation")
    serves = _("For a line that asks that partners are invited at follow-up and evaluation too.")
    words = (("interessent", "oppfølging", "evaluering"),)
    steps = Steps((7,), (1,))

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """One for each check point that has a day; two queries."""
        rows: list[Any] = list(
            StakeholderCheck.objects.filter(self._asked(ask), planned_on__isnull=False)
            .exclude(kind=CheckKind.BEFORE, analysis__fishbone__isnull=False)
            .select_related("analysis")
        )
        leaders = _leaders({row.analysis.unit_id for row in rows}) if rows else {}
        for row in rows:
            met = Met(f"stakeholders:{row.analysis_id}", row.done_on) if row.done_on else None
            yield Wanted(
                f"check:{row.pk}", ONCE, row.analysis.unit_id, row.planned_on, row.planned_on,
                leaders.get(row.analysis.unit_id), met,
            )

    @staticmethod
    def _asked(ask: Ask) -> Q:
        if ask.subjects is not None:
            return Q(pk__in=list(subject_keys(ask.subjects)))
        return Q(analysis__unit__in=ask.unit_ids) if ask.unit_ids is not None else Q()

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """What is looked at, and when; one query."""
        known = subject_keys(subjects)
        said = str(_("Stakeholders, %(when)s: %(unit)s"))
        return {
            known[pk]: said % {"when": str(CheckKind(kind).label).lower(), "unit": short or name}
            for pk, kind, name, short in _checks(set(known))
        }

    def counted(self, total: int) -> str:
        """So many check points."""
        return ngettext(
            "%(total)s check point", "%(total)s check points", total
        ) % {"total": total}

    def do_url(self, subject: str) -> str:
        """Where the check point is recorded."""
        return _page("stakeholder_check", subject)

    def event_url(self, event: str) -> str:
        """The stakeholder analysis."""
        return _page("stakeholders_detail", event)


def _page(route: str, key: str) -> str:
    return reverse(f"reviews:{route}", args=list(subject_keys([key])))


RULES = (StakeholdersBeforeAnalysis, StakeholdersLookedAtAgain)


def register() -> None:
    """Make the rules known; called once when the app is ready."""
    for rule in RULES:
        obligation_rules.register(rule())
