"""The page of changes: two versions against each other, and what has happened since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.models import ActionPlan, LineCorrection, PlanVersion, PlanVersionLine
from leanplan.textdiff import marked
from measures.compare import Comparison, Pair, compare
from measures.models import Amendment, DeadlineMove, Measure
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
    plan: ActionPlan, asked: Mapping[str, str], *, user: Any
) -> ChangesPage:
    """Assemble the page for a user who may see the plan; the same queries however long it is."""
    versions = list(plan.versions.all())
    old, new = chosen_versions(versions, asked)
    comparison = _compare(plan, old, new)
    first = int(asked["fra_felt"]) if asked.get("fra_felt", "").isdigit() else 0
    first = min(first, 100_000)
    mine = Measure.objects.visible_to(user).of_plan(plan)
    fields, more = field_changes(mine, user=user, first=first, number=RECORDS)
    return ChangesPage(
        plan=plan,
        versions=versions,
        old=old,
        new=new,
        changes=[PairShown.of(pair) for pair in comparison.changes],
        unchanged=[PairShown.of(pair) for pair in comparison.unchanged],
        summary=summary_of(comparison) if old else "",
        reasons=amendments_shown(_amendments_between(plan, old, new)),
        corrections=_corrections(plan),
        made=_made(plan),
        waiting=list(Amendment.objects.visible_to(user).filter(plan=plan).waiting().for_list()),
        after=_after(plan),
        fields=fields,
        next_fields=first + RECORDS if more else None,
        previous_fields=max(first - RECORDS, 0) if first else None,
    )


def _compare(plan: ActionPlan, old: PlanVersion | None, new: PlanVersion | None) -> Comparison:
    if new is None:
        return Comparison()
    lines = list(new.lines.prefetch_related("corrections"))
    if old is None:
        return compare(lines, lines)
    before = list(old.lines.prefetch_related("corrections"))
    return compare(before, lines, splits_between(plan, old, new))


def splits_between(
    plan: ActionPlan, old: PlanVersion, new: PlanVersion
) -> dict[str, list[str]]:
    """{code: the codes made of it} for the measures that were split after `old`, up to `new`.

    The parts stand right behind the measure in the version the split made.
    """
    amendments = _between(plan, old, new).filter(kind=Amendment.Kind.SPLIT)
    splits: dict[str, list[str]] = {}
    for amendment in amendments.select_related("measure", "version_made"):
        assert amendment.measure is not None
        assert amendment.version_made is not None
        codes = [line.code for line in amendment.version_made.lines.all()]
        place = codes.index(amendment.measure.code) if amendment.measure.code in codes else None
        if place is not None:
            number = len(amendment.new_text.splitlines()) - 1
            splits.setdefault(amendment.measure.code, []).extend(
                codes[place + 1 : place + 1 + number]
            )
    return splits


def _between(plan: ActionPlan, old: PlanVersion, new: PlanVersion) -> Any:
    return Amendment.objects.filter(
        plan=plan, version_made__number__gt=old.number, version_made__number__lte=new.number
    )


def _amendments_between(
    plan: ActionPlan, old: PlanVersion | None, new: PlanVersion | None
) -> list[Amendment]:
    """The adopted amendments that lie between the two versions, in the order of the versions."""
    if old is None or new is None:
        return []
    found = _between(plan, old, new).for_list()
    return list(found.order_by("version_made__number", "pk"))


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
    """Corrections of the reading in, oldest first; told once, for the first version."""
    return list(
        LineCorrection.objects.filter(line__version__plan=plan, line__version__number=1)
        .select_related("line", "by__person")
    )


def _made(plan: ActionPlan) -> Made | None:
    record = (
        plan.history.filter(history_type="+").select_related("history_user__person")
        .order_by("history_id").first()
    )
    return Made(record.history_date, str(record.history_user or "")) if record else None


def _after(plan: ActionPlan) -> AfterAdoption:
    lines = Measure.objects.of_plan(plan).in_text()
    total = lines.count()
    moves = DeadlineMove.objects.filter(measure__in=lines).aggregate(
        moves=Count("pk"), moved=Count("measure", distinct=True)
    )
    return AfterAdoption(
        total=total, assigned=total - lines.unassigned().count(),
        later=Measure.objects.of_plan(plan).exclude(unit=None).count(), **moves,
    )
