"""The page of changes: two versions against each other, and what has happened since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.models import ActionPlan, LineCorrection, PlanVersion, PlanVersionLine
from challenges.plan_text import give_parts
from leanplan.textdiff import marked
from measures.compare import Comparison, Pair, compare
from measures.models import Amendment, Measure
from measures.presenters.amendments import AmendmentShown, amendments_shown
from measures.presenters.field_changes import FieldChange, field_changes

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
    """Everything on the page. old is None where there is one version only."""

    plan: ActionPlan
    versions: list[PlanVersion]
    old: PlanVersion | None
    new: PlanVersion | None
    changes: list[PairShown]
    unchanged: list[PairShown]
    summary: str
    reasons: list[AmendmentShown]
    corrections: list[LineCorrection]
    made: Made | None
    waiting: list[Amendment]
    after: AfterAdoption
    fields: list[FieldChange]
    next_fields: int | None
    previous_fields: int | None

    @property
    def query(self) -> str:
        """The end of the address that compares the same two versions."""
        return f"?fra={self.old.number}&til={self.new.number}" if self.old and self.new else ""


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

    In: the plan, loaded with `made_of`; how many records of the fields' history are told.
    """
    versions = list(plan.versions.all())
    old, new = chosen_versions(versions, asked)
    corrections = _corrections(plan)
    amendments = _amendments(plan, user=user)
    between = _between(amendments, old, new)
    comparison = _compare(old, new, between, corrections)
    first = int(asked["fra_felt"]) if asked.get("fra_felt", "").isdigit() else 0
    first = min(first, 100_000)
    mine = Measure.objects.visible_to(user).of_plan(plan)
    fields, more = field_changes(mine, first=first, number=number)
    return ChangesPage(
        plan=plan,
        versions=versions,
        old=old,
        new=new,
        changes=[PairShown.of(pair) for pair in comparison.changes],
        unchanged=[PairShown.of(pair) for pair in comparison.unchanged],
        summary=summary_of(comparison) if old else "",
        reasons=amendments_shown(between),
        corrections=[one for one in corrections if one.line.version.number == 1],
        made=_made(plan),
        waiting=[one for one in amendments if one.state == Amendment.State.PROPOSED],
        after=_after(plan),
        fields=fields,
        next_fields=first + number if more else None,
        previous_fields=max(first - number, 0) if first else None,
    )


def _compare(
    old: PlanVersion | None, new: PlanVersion | None, between: list[Amendment],
    corrections: list[LineCorrection],
) -> Comparison:
    if new is None:
        return Comparison()
    versions = [version for version in (old, new) if version]
    lines = list(PlanVersionLine.objects.filter(version__in=versions))
    give_parts(lines, "corrections", ((one.line_id, one) for one in corrections))
    after = [line for line in lines if line.version_id == new.pk]
    if old is None:
        return compare(after, after)
    before = [line for line in lines if line.version_id == old.pk]
    return compare(before, after, splits_among(between, lines))


def splits_among(
    amendments: list[Amendment], lines: list[PlanVersionLine]
) -> dict[str, list[str]]:
    """{code: the codes made of it} for the measures that were split by the amendments.

    The parts stand right behind the measure in the version the split made. In: lines that are
    read already; those of other versions are asked for.
    """
    splits: dict[str, list[str]] = {}
    for amendment in amendments:
        if amendment.kind != Amendment.Kind.SPLIT:
            continue
        assert amendment.measure is not None
        made = [line for line in lines if line.version_id == amendment.version_made_id]
        if not made:
            made = list(PlanVersionLine.objects.filter(version=amendment.version_made_id))
            lines = [*lines, *made]
        codes = [line.code for line in made]
        place = codes.index(amendment.measure.code) if amendment.measure.code in codes else None
        if place is not None:
            number = len(amendment.new_text.splitlines()) - 1
            splits.setdefault(amendment.measure.code, []).extend(
                codes[place + 1 : place + 1 + number]
            )
    return splits


def _amendments(plan: ActionPlan, *, user: Any) -> list[Amendment]:
    """Those that led to a version, and those the reader sees waiting, newest first; one query."""
    waiting = Amendment.objects.visible_to(user).waiting()
    return list(
        Amendment.objects.filter(plan=plan)
        .filter(Q(version_made__isnull=False) | Q(pk__in=waiting.values("pk")))
        .for_list()
    )


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


def _corrections(plan: ActionPlan) -> list[LineCorrection]:
    """Corrections of the reading in, oldest first; the page tells those of the first version."""
    return list(
        LineCorrection.objects.filter(line__version__plan=plan)
        .select_related("line__version", "by__person")
    )


def made_of(plans: Any) -> Any:
    """Load with plans when and by whom each was made, for their page of changes."""
    record = (
        ActionPlan.history.filter(id=OuterRef("pk"), history_type="+")
        .order_by("history_id")
    )
    who = "history_user__"
    return plans.annotate(
        made_on=Subquery(record.values("history_date")[:1]),
        made_by=Subquery(
            record.annotate(
                name=Coalesce(
                    Concat(f"{who}person__given_name", Value(" "), f"{who}person__family_name"),
                    f"{who}email", Value(""), output_field=CharField(),
                )
            ).values("name")[:1]
        ),
    )


def _made(plan: Any) -> Made | None:
    return Made(plan.made_on, plan.made_by) if plan.made_on else None


def _after(plan: ActionPlan) -> AfterAdoption:
    """Counted in one query; a moved measure stands in it once for each move."""
    lines = Q(pk__in=Measure.objects.of_plan(plan).in_text().values("pk"))
    return AfterAdoption(
        **Measure.objects.of_plan(plan).aggregate(
            total=Count("pk", filter=lines, distinct=True),
            assigned=Count("pk", filter=lines & Q(owner__isnull=False), distinct=True),
            later=Count("pk", filter=Q(unit__isnull=False), distinct=True),
            moves=Count("deadline_moves", filter=lines, distinct=True),
            moved=Count(
                "pk", filter=lines & Q(deadline_moves__isnull=False), distinct=True
            ),
        )
    )
