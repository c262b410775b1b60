"""What the plan asks of rollouts (M6, M7, M17) and of coaching contracts (M18)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leaders.actions.handover import counted_from
from leaders.choices import ContractState
from leaders.models import CoachingContract, Rollout
from leaders.parties import Parties, parties_of
from leaders.rules import SOON_DAYS, analysis_due
from leaders.settings import ANALYSIS_MONTHS, analysis_months
from leaders.slots import event_url
from leanplan.questions import question
from measures.obligation_models import ONCE
from measures.registries import Ask, Met, ObligationRule, Steps, Wanted, obligation_rules
from organisation.models import Position
from organisation.roles import Role


def _keys(subjects: Iterable[str]) -> dict[int, str]:
    return {int(subject.partition(":")[2]): subject for subject in subjects}


@question
def _rollouts(keys: Collection[int]) -> QuerySet[Any]:
    rows = Rollout.objects.filter(pk__in=keys).order_by()
    return rows.values_list("pk", "unit__name", "unit__short_name")


@question
def _contracts(keys: Collection[int]) -> QuerySet[Any]:
    rows = CoachingContract.objects.filter(pk__in=keys).order_by()
    return rows.values_list("pk", "unit__name", "unit__short_name")


def _asked(ask: Ask) -> Q:
    """The rows that are asked about: some subjects, some units, or all."""
    if ask.subjects is not None:
        return Q(pk__in=list(_keys(ask.subjects)))
    return Q(unit__in=ask.unit_ids) if ask.unit_ids is not None else Q()


def _pk(position: Position | None) -> int | None:
    return position.pk if position else None


class _RolloutRule(ObligationRule):
    """Asked of each rollout once."""

    text: Any

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """One for each rollout that was not called off; four queries."""
        rows = list(Rollout.objects.alive().filter(_asked(ask)).prefetch_related("handovers"))
        parties = parties_of({row.unit_id for row in rows}, on=ask.today)
        for row in rows:
            wanted = self.of(row, parties[row.unit_id])
            if wanted:
                yield wanted

    def of(self, rollout: Rollout, parties: Parties) -> Wanted | None:
        """What is asked of one rollout; None for nothing yet."""
        raise NotImplementedError

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the unit's name; one query."""
        known = _keys(subjects)
        return {
            known[pk]: str(self.text) % {"unit": short or name}
            for pk, name, short in _rollouts(set(known))
        }

    def counted(self, total: int) -> str:
        """So many rollouts."""
        return ngettext("%(total)s rollout", "%(total)s rollouts", total) % {"total": total}

    def do_url(self, subject: str) -> str:
        """The rollout, where it is recorded."""
        return reverse("leaders:rollout_detail", args=list(_keys([subject])))

    def event_url(self, event: str) -> str:
        """The rollout, where it stands."""
        return reverse("leaders:rollout_detail", args=list(_keys([event])))


class LeaderTrainedBeforeStart(_RolloutRule):
    """The leader is trained before the unit starts (M6)."""

    key = "leader_trained_before_start"
    label = _("The leader is trained before the rollout starts")
    serves = _("For a line that asks for the leader's training before the unit starts.")
    words = (("opplæring", "leder", "innføringsløp"), ("opplæring", "leiar", "innføringsløp"))
    text = _("Training of the leader before the start: %(unit)s")
    steps = Steps((28, 7), (1,), 14)

    def of(self, rollout: Rollout, parties: Parties) -> Wanted:
        """Due at the start; met since the day the leader was trained."""
        due = rollout.started_on or rollout.planned_start
        trained = rollout.trained_on
        return Wanted(
            f"rollout:{rollout.pk}", ONCE, rollout.unit_id, due, due, _pk(parties.leader),
            Met(f"training:{rollout.pk}", trained) if trained else None,
        )


class ManagerAtInformationMeeting(_RolloutRule):
    """The area manager leads the information meeting, or parts of it, before the start (M7)."""

    key = "manager_at_information_meeting"
    label = _("The area manager leads the information meeting")
    serves = _("For a line that asks the area manager to lead the information meeting.")
    words = (("tol", "informasjonsmøte"), ("leder", "informasjonsmøte"),
             ("leiar", "informasjonsmøte"))
    text = _("Information meeting led by the area manager: %(unit)s")
    steps = Steps((14, 3), (1,), 14)

    def of(self, rollout: Rollout, parties: Parties) -> Wanted:
        """Due at the start; met by a meeting in which the manager took part."""
        due = rollout.started_on or rollout.planned_start
        held = rollout.meeting_on if rollout.has_manager else None
        return Wanted(
            f"rollout:{rollout.pk}", ONCE, rollout.unit_id, due, due, _pk(parties.manager),
            Met(f"meeting:{rollout.pk}", held) if held else None,
        )


class AnalysisAfterRollout(_RolloutRule):
    """A fishbone analysis at most six months after the rollout; the manager takes over (M17)."""

    key = "analysis_after_rollout"
    label = _("Fishbone analysis within six months after the rollout")
    serves = _("For a line that asks for a fishbone analysis so long after the rollout.")
    words = (("fiskebeinsanalyse", "innføring"), ("fba", "innføring"))
    text = _("Fishbone analysis after the rollout: %(unit)s")
    thresholds = (ANALYSIS_MONTHS.key,)
    soon_days = SOON_DAYS
    steps = Steps((90, 30, 7), (1,), 14)

    def of(self, rollout: Rollout, parties: Parties) -> Wanted | None:
        """Due so many calendar months after the rollout; met by what handed over."""
        first = counted_from(rollout)
        due = analysis_due(first, months=analysis_months())
        if first is None or due is None:
            return None
        held = rollout.handover
        return Wanted(
            f"rollout:{rollout.pk}", ONCE, rollout.unit_id, first, due, _pk(parties.manager),
            Met(held.event, held.handed_on) if held else None,
        )

    def event_url(self, event: str) -> str:
        """The analysis."""
        return event_url(event)


class _ContractRule(ObligationRule):
    """Asked of each contract once."""

    text: Any

    def texts(self, subjects: Collection[str]) -> Mapping[str, str]:
        """With the unit's name; one query."""
        known = _keys(subjects)
        return {
            known[pk]: str(self.text) % {"unit": short or name}
            for pk, name, short in _contracts(set(known))
        }

    def counted(self, total: int) -> str:
        """So many contracts."""
        return ngettext("%(total)s contract", "%(total)s contracts", total) % {"total": total}

    def do_url(self, subject: str) -> str:
        """The contract."""
        return reverse("leaders:contract_detail", args=list(_keys([subject])))

    def event_url(self, event: str) -> str:
        """The contract."""
        return reverse("leaders:contract_detail", args=list(_keys([event])))


class ContractAgreedInTime(_ContractRule):
    """The time frame is agreed before the coaching begins (M18)."""

    key = "contract_agreed_in_time"
    label = _("The time frame is agreed before the coaching begins")
    serves = _("For a line that asks for a time frame in the coaching contract.")
    words = (("tidsramme", "veiled"), ("tidsramme", "rettlei"))
    text = _("Sign the coaching contract: %(unit)s")
    steps = Steps((7,), (1,), 14)

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """One for each contract, drafts too; due the first day. Three queries."""
        rows = list(CoachingContract.objects.filter(_asked(ask)))
        parties = parties_of({row.unit_id for row in rows}, on=ask.today)
        for row in rows:
            yield Wanted(
                f"contract:{row.pk}", ONCE, row.unit_id, row.starts_on, row.starts_on,
                _pk(parties[row.unit_id].leader),
                Met(f"contract:{row.pk}", row.agreed_on) if row.agreed_on else None,
            )


class ContractEndedInTime(_ContractRule):
    """Coaching ends on its last day, or is extended with a reason before it (M18)."""

    key = "contract_ended_in_time"
    label = _("Coaching ends, or is extended, by its last day")
    serves = _("For a line that asks for a time frame in the coaching contract.")
    words = (("tidsramme", "veiled"), ("tidsramme", "rettlei"))
    text = _("End or extend the coaching: %(unit)s")
    steps = Steps((30, 7), (1,), 14)

    def wanted(self, ask: Ask) -> Iterator[Wanted]:
        """One for each contract that was agreed; due the last day. Four queries.

        The development unit answers for it; where there is none, the area manager.
        """
        rows = list(
            CoachingContract.objects.filter(_asked(ask)).exclude(state=ContractState.DRAFT)
        )
        development = Position.objects.filter(
            role=Role.DEVELOPMENT_UNIT_LEADER, each=False
        ).order_by("pk").first()
        parties = parties_of({row.unit_id for row in rows}, on=ask.today)
        for row in rows:
            yield Wanted(
                f"contract:{row.pk}", ONCE, row.unit_id, row.starts_on, row.ends_on,
                _pk(development or parties[row.unit_id].manager),
                Met(f"contract:{row.pk}", row.ended_on) if row.ended_on else None,
            )


def register() -> None:
    """Make the rules known; called once when the app is ready."""
    for rule in (
        LeaderTrainedBeforeStart(), ManagerAtInformationMeeting(), AnalysisAfterRollout(),
        ContractAgreedInTime(), ContractEndedInTime(),
    ):
        obligation_rules.register(rule)
