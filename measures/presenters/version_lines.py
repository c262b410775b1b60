"""The lines of a plan's versions as they are stored, and two versions against each other."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import QuerySet

from challenges.models import LineCorrection, PlanVersion, PlanVersionLine
from leanplan.questions import question
from measures.compare import Comparison, compare
from measures.models import Amendment


class LineRead(NamedTuple):
    """A line of a version as it is stored, or with its text as last corrected."""

    pk: int
    version_id: int
    order: int
    kind: str
    code: str
    row: int
    text: str

    @property
    def right_text(self) -> str:
        """What is compared."""
        return self.text


def read_lines(versions: Collection[int]) -> list[LineRead]:
    """The lines of these versions, in their order; one query."""
    return [LineRead._make(row) for row in _lines(versions)]


@question
def _lines(versions: Collection[int]) -> QuerySet[Any]:
    lines = PlanVersionLine.objects.filter(version__in=versions).order_by("version", "order")
    return lines.values_list(*LineRead._fields)


def compare_versions(
    old: PlanVersion | None, new: PlanVersion | None, lines: list[LineRead],
    splits: dict[str, list[str]], corrections: list[LineCorrection],
) -> Comparison:
    """The two versions against each other, in their texts as last corrected; older first."""
    if new is None:
        return Comparison()
    right = {one.line_id: one.text for one in corrections}
    every = [line._replace(text=right.get(line.pk, line.text)) for line in lines]
    after = [line for line in every if line.version_id == new.pk]
    if old is None:
        return compare(after, after)
    before = [line for line in every if line.version_id == old.pk]
    return compare(before, after, splits)


def splits_among(amendments: list[Amendment], lines: list[LineRead]) -> dict[str, list[str]]:
    """{code: the codes made of it} for the measures that were split by the amendments.

    The parts stand right behind the measure in the version the split made. In: lines that are
    read already; those of other versions are asked for.
    """
    splits: dict[str, list[str]] = {}
    for amendment in amendments:
        if amendment.kind != Amendment.Kind.SPLIT:
            continue
        assert amendment.measure is not None
        assert amendment.version_made_id is not None
        made = [line for line in lines if line.version_id == amendment.version_made_id]
        if not made:
            made = read_lines([amendment.version_made_id])
            lines = [*lines, *made]
        codes = [line.code for line in made]
        place = codes.index(amendment.measure.code) if amendment.measure.code in codes else None
        if place is not None:
            number = len(amendment.new_text.splitlines()) - 1
            splits.setdefault(amendment.measure.code, []).extend(
                codes[place + 1 : place + 1 + number]
            )
    return splits
