"""What part of the plan is shown: read from the address, where each choice lives."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q
from django.http import QueryDict

from leanplan.collation import lowered
from leanplan.list_choices import ListChoices, number_in, words_in
from measures.choices import CLOSED, Status
from measures.models import MeasureQuerySet
from measures.presenters.deadline import near_days
from measures.presenters.status import UNASSIGNED, status_shown
from measures.rules import is_near, is_of, is_overdue, is_unassigned, is_undated
from organisation.reach import Reach

# The choices as they stand in the address.
MINE, OVERDUE, NEAR, UNOWNED, UNDATED = "mine", "over", "snart", "ufordelt", "uten-frist"
VIEWS = (MINE, OVERDUE, NEAR, UNOWNED, UNDATED)


@dataclass(frozen=True)
class PlanFilter(ListChoices):
    """The choices of the plan page. Each is empty where nothing is chosen.

    view: one of VIEWS. owner: key of a position. status: a stored status, or "unassigned".
    words: what the text holds. row: key of the one row to show, page: of its unit measures.
    """

    NAMES: ClassVar[dict[str, str]] = {
        "view": "vis", "owner": "ansvarlig", "status": "status", "words": "sok", "row": "rad",
        "page": "side",
    }

    view: str = ""
    owner: int = 0
    status: str = ""
    words: str = ""
    row: int = 0
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> "PlanFilter":
        """Read the address; what it does not know or understand counts as not chosen."""
        given = cls.given(query)
        return cls(
            view=given["view"] if given["view"] in VIEWS else "",
            owner=number_in(given["owner"]),
            status=given["status"] if given["status"] in (*Status.values, UNASSIGNED.key) else "",
            words=words_in(given["words"]),
            row=number_in(given["row"]),
            page=number_in(given["page"]) or 1,
        )

    @property
    def is_active(self) -> bool:
        """Something narrows what is shown; a single row and its pages do not."""
        return bool(self.view or self.owner or self.status or self.words)

    def narrow(self, measures: MeasureQuerySet, *, user: Any, today: date) -> MeasureQuerySet:
        """The measures that the choices leave, of those the person sees."""
        measures = _in_view(measures, self.view, user=user, today=today)
        if self.owner:
            measures = measures.filter(owner=self.owner)
        if self.status:
            measures = measures.filter(_status_is(self.status))
        if self.words:
            measures = _with_words(measures, self.words)
        return measures

    def leaves(self, line: Any, *, reach: Reach, today: date) -> bool:
        """The same of one line of the plan that is read already, and no unit's."""
        if self.owner and line.owner_id != self.owner:
            return False
        if self.status and status_shown(line).key != self.status:
            return False
        if self.view and not _is_in_view(line, self.view, reach=reach, today=today):
            return False
        text, code = line.text.lower(), line.code.lower()
        return all(word in text or word == code for word in self.words.lower().split())


def _in_view(measures: MeasureQuerySet, view: str, *, user: Any, today: date) -> MeasureQuerySet:
    if view == MINE:
        return measures.mine(user)
    if view == OVERDUE:
        return measures.overdue(today=today)
    if view == NEAR:
        return measures.due_within(today=today, days=near_days())
    if view == UNOWNED:
        return measures.open().unassigned()
    if view == UNDATED:
        return measures.open().without_deadline()
    return measures


def _is_in_view(line: Any, view: str, *, reach: Reach, today: date) -> bool:
    if view == MINE:
        return is_of(line, reach)
    if view == OVERDUE:
        return is_overdue(line, today=today)
    if view == NEAR:
        return is_near(line, today=today, days=near_days())
    return is_unassigned(line) if view == UNOWNED else is_undated(line)


def _status_is(status: str) -> Q:
    """What is drawn: an open measure that is nobody's is *Ikke fordelt*, whatever is stored."""
    nobody = Q(owner=None) & ~Q(status__in=CLOSED)
    return nobody if status == UNASSIGNED.key else Q(status=status) & ~nobody


def _with_words(measures: MeasureQuerySet, words: str) -> MeasureQuerySet:
    """Each word stands in the text, the code or the unit's name, whatever the case."""
    measures = measures.annotate(text_lower=lowered("text"), unit_lower=lowered("unit__name"))
    for word in words.lower().split():
        measures = measures.filter(
            Q(text_lower__contains=word) | Q(unit_lower__contains=word) | Q(code__iexact=word)
        )
    return measures
