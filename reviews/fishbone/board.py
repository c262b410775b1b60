"""An analysis as its pages show it: bones with their trees of causes, root causes, the picture."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from measures.models import Measure
from measures.presenters.measure import MeasureShown, measures_shown
from reviews.fishbone.actions.turns import pulse_of
from reviews.fishbone.layout import BoneIn, CauseIn, Fish, fish
from reviews.fishbone.models import MAX_CAUSES, Cause, FishboneAnalysis, Outcome
from reviews.fishbone.rules import MAX_LEVEL
from reviews.fishbone.support import standing_in
from reviews.models import FollowUp
from reviews.presenters.follow_ups import FollowUpRow, follow_up_rows


@dataclass
class CauseShown:
    """A cause with its whys. mark: "R1" for a root cause, "" for others; marks: those of the
    whole tree under it, its own first."""

    pk: int
    text: str
    evidence: str
    version: int
    level: int
    votes: int
    mark: str
    whys: list["CauseShown"] = field(default_factory=list)

    @property
    def is_root(self) -> bool:
        """Marked as a root cause."""
        return bool(self.mark)

    @property
    def can_go_deeper(self) -> bool:
        """Another why has room under it."""
        return self.level < MAX_LEVEL

    @property
    def marks(self) -> list[str]:
        """Root causes in it and under it."""
        below = [mark for why in self.whys for mark in why.marks]
        return [self.mark, *below] if self.mark else below

    def walk(self) -> Iterator["CauseShown"]:
        """It and all under it, as they are read."""
        yield self
        for why in self.whys:
            yield from why.walk()


@dataclass(frozen=True)
class BoneShown:
    """A bone with its causes."""

    pk: int
    name: str
    version: int
    causes: list[CauseShown]

    @property
    def key(self) -> str:
        """Its number, as it stands in an address."""
        return str(self.pk)


@dataclass(frozen=True)
class Root:
    """A root cause: the cause on the bone it stands under, the whys down to it, what was made."""

    mark: str
    top: CauseShown
    whys: list[CauseShown]
    measures: list[MeasureShown]
    follow_ups: list[FollowUpRow]


@dataclass(frozen=True)
class Board:
    """pulse: the number of the last change that is in it. others: what was made of causes that are
    no root causes. unseen: how many outcomes the reader may not see. support: the measure that lets
    the development unit go on; None where it withdraws."""

    analysis: FishboneAnalysis
    pulse: int
    bones: list[BoneShown]
    roots: list[Root]
    measures: list[MeasureShown]
    follow_ups: list[FollowUpRow]
    unseen: int
    support: Measure | None

    @property
    def total(self) -> int:
        """Causes on the bones; their whys are not counted."""
        return sum(len(bone.causes) for bone in self.bones)

    @property
    def whys(self) -> int:
        """What stands under the causes on the bones."""
        every = sum(1 for bone in self.bones for top in bone.causes for _one in top.walk())
        return every - self.total

    @property
    def is_full(self) -> bool:
        """No cause more has room; whys count too."""
        return self.total + self.whys >= MAX_CAUSES

    @property
    def outcomes(self) -> int:
        """Measures and follow-up areas, those not seen included."""
        seen = sum(len(root.measures) + len(root.follow_ups) for root in self.roots)
        return seen + len(self.measures) + len(self.follow_ups) + self.unseen

    @property
    def picture(self) -> Fish:
        """The fish."""
        return fish(self.analysis.question, [
            BoneIn(bone.name, [
                CauseIn(cause.text, " ".join(cause.marks), votes_text(cause.votes))
                for cause in bone.causes
            ])
            for bone in self.bones
        ])


def votes_text(votes: int) -> str:
    """The votes of a cause in words; "" for none."""
    if not votes:
        return ""
    return ngettext("%(number)s vote", "%(number)s votes", votes) % {"number": votes}


def board_of(analysis: FishboneAnalysis, *, user: Any, today: date) -> Board:
    """All that the pages of an analysis show; the same queries for any number of causes.

    The number of the last change is read first, so that what changes meanwhile is asked for again.
    """
    pulse = pulse_of(analysis)
    trees = _trees(analysis)
    bones = [
        BoneShown(bone.pk, bone.name, bone.version, trees.get(bone.pk, []))
        for bone in analysis.bones.all()
    ]
    made = _Made(analysis, user=user, today=today)
    roots = sorted(
        (
            Root(path[-1].mark, path[0], path[1:], made.measures(path), made.follow_ups(path))
            for bone in bones for top in bone.causes for path in _paths([top])
        ),
        key=lambda root: int(root.mark[1:]),
    )
    return Board(
        analysis, pulse, bones, roots, made.other_measures(), made.other_follow_ups(), made.unseen,
        made.support,
    )


def _trees(analysis: FishboneAnalysis) -> dict[int, list[CauseShown]]:
    """{bone: its causes}, each with its whys; one query."""
    rows: list[Cause] = list(analysis.causes.select_related("tally").order_by("order", "pk"))
    marked = sorted((row for row in rows if row.root_order), key=lambda row: row.root_order or 0)
    marks = {row.pk: f"R{place}" for place, row in enumerate(marked, start=1)}
    under: dict[int | None, list[Cause]] = defaultdict(list)
    for row in rows:
        under[row.parent_id].append(row)

    def shown(row: Cause, level: int) -> CauseShown:
        votes = row.tally.number if hasattr(row, "tally") else 0
        return CauseShown(
            row.pk, row.text, row.evidence, row.version, level, votes, marks.get(row.pk, ""),
            [shown(why, level + 1) for why in under[row.pk]],
        )

    trees: dict[int, list[CauseShown]] = defaultdict(list)
    for row in under[None]:
        trees[row.bone_id or 0].append(shown(row, 0))
    return trees


def _paths(path: list[CauseShown]) -> Iterator[list[CauseShown]]:
    """The ways from a cause on a bone to each root cause in it and under it."""
    if path[-1].mark:
        yield path
    for why in path[-1].whys:
        yield from _paths([*path, why])


class _Made:
    """What was made from which cause, shown once: with the first root cause that it belongs to."""

    def __init__(self, analysis: FishboneAnalysis, *, user: Any, today: date) -> None:
        rows: list[Outcome] = list(analysis.outcomes.select_related("measure").order_by("pk"))
        self.support = standing_in(rows)
        measures = [row.measure_id for row in rows if row.measure_id]
        follow_ups = [row.follow_up_id for row in rows if row.follow_up_id]
        self._measures = {
            one.pk: one for one in measures_shown(
                Measure.objects.visible_to(user).filter(pk__in=measures).for_list(), user=user,
                today=today,
            )
        } if measures else {}
        self._follow_ups = {
            one.pk: one for one in follow_up_rows(
                FollowUp.objects.visible_to(user).filter(pk__in=follow_ups), user=user, today=today
            )
        } if follow_ups else {}
        self._rows = rows
        self.unseen = len(rows) - len(self._measures) - len(self._follow_ups)

    def measures(self, path: list[CauseShown]) -> list[MeasureShown]:
        """Measures made from a cause on the way."""
        on = {one.pk for one in path}
        return self._take(self._measures, [r.measure_id for r in self._rows if r.cause_id in on])

    def follow_ups(self, path: list[CauseShown]) -> list[FollowUpRow]:
        """Follow-up areas made from a cause on the way."""
        on = {one.pk for one in path}
        return self._take(
            self._follow_ups, [r.follow_up_id for r in self._rows if r.cause_id in on]
        )

    def other_measures(self) -> list[MeasureShown]:
        """Those that no root cause has shown."""
        return self._take(self._measures, [row.measure_id for row in self._rows])

    def other_follow_ups(self) -> list[FollowUpRow]:
        """Those that no root cause has shown."""
        return self._take(self._follow_ups, [row.follow_up_id for row in self._rows])

    @staticmethod
    def _take(known: dict[int, Any], wanted: list[int | None]) -> list[Any]:
        return [known.pop(pk) for pk in wanted if pk in known]
