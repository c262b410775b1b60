"""The page of changes: two versions against each other, and what has happened since."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.models import ActionPlan, LineCorrection, PlanVersion, PlanVersionLine
from leanplan.drawn import drawn
from leanplan.questions import question
from leanplan.textdiff import marked
from measures.compare import Comparison, Pair
from measures.models import Amendment
from measures.presenters.amendments import AmendmentShown, amendments_shown
from measures.presenters.field_changes import FieldChange, Records, field_records
from measures.presenters.version_lines import (
    LineRead,
    compare_versions,
    read_lines,
    splits_among,
)
from measures.scope import Scope

RECORDS = 20


_WORDS = {
    "changed": _("Changed"), "split": _("Split"), "added": _("New"), "removed": _("Taken out"),
    "same": _("Unchanged"),
}


@dataclass(frozen=True)
class PairShown:
    """A line of the comparison: its code or what it is, what became of it, both texts marked."""

    pair: Pair
    name: str | Promise
    word: str | Promise
    old: SafeString
    new: SafeString
    parts: list["PairShown"]

    @classmethod
    def of(cls, pair: Pair) -> "PairShown":
        """How a pair is shown."""
        return cls(
            pair=pair,
            name=pair.code if pair.has_code else PlanVersionLine.Kind(pair.kind).label,
            word=_WORDS[pair.what],
            old=marked(pair.old_pieces),
            new=marked(pair.new_pieces),
            parts=[cls.of(part) for part in pair.parts],
        )


@dataclass(frozen=True)
class AfterAdoption:
    """What has happened to the adopted measures since: counts for the whole municipality."""

    total: int
    assigned: int
    moves: int
    moved: int
    later: int


@dataclass(frozen=True)
class Made:
    """When the plan came here, and by whom."""

    on: date
    by: str


@dataclass(frozen=True)
class ChangesPage:
    """The page, read but not compared and drawn yet. old is None where there is one version only.

    lines: of the two versions. between: the adopted amendments from one to the other. splits: the
    codes that measures were split into. records: what happened to the fields.
    """

    plan: ActionPlan
    versions: list[PlanVersion]
    old: PlanVersion | None
    new: PlanVersion | None
    lines: list[LineRead]
    between: list[Amendment]
    splits: dict[str, list[str]]
    read_corrections: list[LineCorrection]
    made: Made | None
    waiting: list[Amendment]
    after: AfterAdoption
    records: Records
    next_fields: int | None
    previous_fields: int | None

    @property
    def query(self) -> str:
        """The end of the address that compares the same two versions."""
        return f"?fra={self.old.number}&til={self.new.number}" if self.old and self.new else ""

    @cached_property
    def comparison(self) -> Comparison:
        """The two versions against each other."""
        return compare_versions(self.old, self.new, self.lines, self.splits, self.read_corrections)

    @cached_property
    def changes(self) -> list[PairShown]:
        """The lines that differ."""
        return [PairShown.of(pair) for pair in self.comparison.changes]

    @cached_property
    def unchanged(self) -> list[PairShown]:
        """The lines that are the same."""
        return [PairShown.of(pair) for pair in self.comparison.unchanged]

    @property
    def summary(self) -> str:
        """What differs, in one sentence; "" where there is nothing to compare."""
        return summary_of(self.comparison) if self.old else ""

    @cached_property
    def reasons(self) -> list[AmendmentShown]:
        """Why the text was changed."""
        return amendments_shown(self.between)

    @property
    def corrections(self) -> list[LineCorrection]:
        """Of the first version; later ones are copies of it."""
        return [one for one in self.read_corrections if one.line.version.number == 1]

    @cached_property
    def fields(self) -> list[FieldChange]:
        """What has happened to the fields, newest first."""
        return self.records.in_words()

    @property
    def _text_facts(self) -> tuple[Any, ...]:
        """All that the texts and their comparison are drawn from."""
        return (
            self.plan.pk, self.plan.state, self.old and self.old.number, _plain(self.new),
            tuple(self.lines),
            tuple(map(_plain_amendment, self.between)),
            tuple((key, *codes) for key, codes in self.splits.items()),
            tuple(map(_plain_correction, self.read_corrections)),
        )

    def drawn_banner(self) -> SafeString:
        """The version that is looked at, and what differs, in one sentence."""
        return drawn("measures/plan/_changes_banner.html", self._text_facts, self._context)

    def drawn_text(self, *, show_all: bool) -> SafeString:
        """The two texts against each other, and the corrections of what was read in."""
        return drawn(
            "measures/plan/_changes_texts.html", (self._text_facts, show_all),
            lambda: {**self._context(), "show_all": show_all},
        )

    def drawn_fields(self) -> SafeString:
        """What has happened to the fields."""
        facts = (self.records.facts, self.next_fields, self.previous_fields)
        return drawn("measures/plan/_changes_fields.html", facts, self._context)

    def drawn_side(self, *, can_propose: bool, can_correct: bool) -> SafeString:
        """The versions, what waits, and what has happened since the adoption."""
        waiting = tuple(
            (one.pk, one.proposed_by_label, str(one.proposed_by)) for one in self.waiting
        )
        facts = (
            self.plan.pk, self.plan.is_adopted, tuple(map(_plain, self.versions)),
            _plain(self.new), self.made and (self.made.on, self.made.by), waiting,
            astuple(self.after), can_propose, can_correct,
        )
        rights = {"can_propose": can_propose, "can_correct": can_correct}
        return drawn(
            "measures/plan/_changes_side.html", facts, lambda: {**self._context(), **rights}
        )

    def _context(self) -> dict[str, Any]:
        return {"page": self, "plan": self.plan}


def _plain(version: PlanVersion | None) -> tuple[Any, ...]:
    if version is None:
        return ()
    return version.pk, version.number, version.adopted_on, version.adopted_by


def _plain_amendment(one: Amendment) -> tuple[Any, ...]:
    line, version = one.challenge or one.measure, one.version_made
    return (
        one.pk, one.kind, one.state, one.old_text, one.new_text, one.reason,
        line and (line.code, line.text), one.challenge_id is None, str(one.row or ""),
        version and version.number,
    )


def _plain_correction(one: LineCorrection) -> tuple[Any, ...]:
    line = one.line
    return (
        one.pk, one.text, one.reason, one.made_at, one.by_label, str(one.by or ""), line.pk,
        line.code, line.kind, line.text, line.version.number,
    )


def chosen_versions(
    versions: list[PlanVersion], asked: Mapping[str, str]
) -> tuple[PlanVersion | None, PlanVersion | None]:
    """Which two versions are compared: those asked for, else the last two; older first.

    In: the plan's versions and what the address asks for. What it does not understand is left.
    """
    by_number = {str(version.number): version for version in versions}
    new = by_number.get(asked.get("til", ""), versions[-1] if versions else None)
    before = [version for version in versions if new and version.number < new.number]
    old = by_number.get(asked.get("fra", ""), before[-1] if before else None)
    if old and new and old.number > new.number:
        old, new = new, old
    return (None, new) if old == new else (old, new)


def changes_page(
    plan: ActionPlan, asked: Mapping[str, str], *, user: Any, number: int = RECORDS
) -> ChangesPage:
    """Assemble the page for a user who may see the plan; the same queries however long it is.

    In: the plan, from `plan_made`; how many records of the fields' history are told.
    """
    versions = list(plan.versions.all())
    old, new = chosen_versions(versions, asked)
    corrections = _corrections(plan.pk) if plan.is_corrected else []  # type: ignore[attr-defined]
    amendments = _amendments(
        plan.pk, proposals=user.has_perm("measures.read_proposals")
    )
    between = _between(amendments, old, new)
    lines = read_lines({one.pk for one in (old, new) if one})
    first = int(asked["fra_felt"]) if asked.get("fra_felt", "").isdigit() else 0
    first = min(first, 100_000)
    records = field_records(plan.pk, Scope.of(user), first=first, number=number)
    return ChangesPage(
        plan=plan,
        versions=versions,
        old=old,
        new=new,
        lines=lines,
        between=between,
        splits=splits_among(between, lines),
        read_corrections=corrections,
        made=_made(plan),
        waiting=[one for one in amendments if one.state == Amendment.State.PROPOSED],
        after=_after(plan),
        records=records,
        next_fields=first + number if records.more else None,
        previous_fields=max(first - number, 0) if first else None,
    )


@question
def _amendments(plan: int, *, proposals: bool) -> QuerySet[Amendment]:
    """Those that led to a version, and those the reader sees waiting, newest first; one query."""
    seen = Q(version_made__isnull=False)
    if proposals:
        seen |= Q(state=Amendment.State.PROPOSED)
    return Amendment.objects.filter(seen, plan=plan).for_list()


def _between(
    amendments: list[Amendment], old: PlanVersion | None, new: PlanVersion | None
) -> list[Amendment]:
    """The adopted amendments that lie between the two versions, in the order of the versions."""
    if old is None or new is None:
        return []
    found = [
        one for one in amendments
        if one.version_made and old.number < one.version_made.number <= new.number
    ]
    return sorted(found, key=lambda one: (one.version_made.number, one.pk))  # type: ignore[union-attr]


def summary_of(comparison: Comparison) -> str:
    """What differs, in one sentence: "2 tekster endret, 1 tiltak delt, 26 tiltak uendret." """
    counts = {what: comparison.count(what) for what in ("changed", "split", "added", "removed")}
    parts = [
        ngettext("%(n)s text changed", "%(n)s texts changed", counts["changed"]),
        ngettext("%(n)s measure split", "%(n)s measures split", counts["split"]),
        ngettext("%(n)s line added", "%(n)s lines added", counts["added"]),
        ngettext("%(n)s line taken out", "%(n)s lines taken out", counts["removed"]),
    ]
    told = [
        text % {"n": number} for text, number in zip(parts, counts.values(), strict=True) if number
    ]
    same = comparison.unchanged_measures
    told.append(
        ngettext("%(n)s measure unchanged", "%(n)s measures unchanged", same) % {"n": same}
    )
    return ", ".join(told) + ". " + str(_("Codes persist."))


@question
def _corrections(plan: int) -> QuerySet[LineCorrection]:
    """Corrections of the reading in, oldest first; the page tells those of the first version."""
    return LineCorrection.objects.filter(line__version__plan=plan).select_related(
        "line__version", "by__person"
    )


def plan_made(key: int, *, user: Any) -> ActionPlan | None:
    """A plan that the user may see, with when and by whom it was made; one query."""
    found = _plan_made(key, drafts=user.has_perm("challenges.prepare_plan"))
    return found[0] if found else None


@question
def _plan_made(key: int, *, drafts: bool) -> QuerySet[ActionPlan]:
    record = ActionPlan.history.filter(id=OuterRef("pk"), history_type="+").order_by("history_id")
    who = "history_user__"
    name = Coalesce(
        Concat(f"{who}person__given_name", Value(" "), f"{who}person__family_name"),
        f"{who}email", Value(""), output_field=CharField(),
    )
    plans = ActionPlan.objects.within(drafts=drafts)
    return plans.filter(pk=key).select_related(
        "series", "owner__unit", "adopted_by__unit"
    ).annotate(
        made_on=Subquery(record.values("history_date")[:1]),
        made_by=Subquery(record.annotate(name=name).values("name")[:1]),
        is_corrected=Exists(LineCorrection.objects.filter(line__version__plan=OuterRef("pk"))),
    )


def _made(plan: Any) -> Made | None:
    return Made(plan.made_on, plan.made_by) if plan.made_on else None


_AFTER = """
SELECT COUNT(*), COUNT(line.owner_id), COALESCE(SUM(line.moves), 0),
       COUNT(CASE WHEN line.moves > 0 THEN 1 END),
       (SELECT COUNT(*) FROM measures_measure WHERE plan_id = %(plan)s AND unit_id IS NOT NULL)
FROM (
    SELECT m.owner_id, (SELECT COUNT(*) FROM measures_deadlinemove AS moved
                        WHERE moved.measure_id = m.id) AS moves
    FROM measures_measure AS m
    WHERE m.plan_id = %(plan)s AND m.unit_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM measures_amendment AS taken
        WHERE taken.measure_id = m.id AND taken.kind = 'remove' AND taken.state = 'adopted')
) AS line
"""


def _after(plan: ActionPlan) -> AfterAdoption:
    """Counted in one query; a moved measure is counted once, and each of its moves."""
    with connection.cursor() as cursor:
        cursor.execute(_AFTER, {"plan": plan.pk})
        total, assigned, moves, moved, later = cursor.fetchone()
    return AfterAdoption(total, assigned, int(moves), moved, later)
