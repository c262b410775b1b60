"""One row of the allocation: the form, what is suggested, and how the last save went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.conflicts import Saver
from measures.forms.allocation import AllocationForm, SuggestionForm, in_one_line
from measures.models import Measure
from measures.rules import Deadline
from organisation.holders import Holder, holders_of
from organisation.models import Position

# What the history is asked for: what those who decide save, and those who prepare.
_DECIDED = ("owner_id", "deadline_kind", "due_date", "rhythm", "next_review_on")
_SUGGESTED = (
    "suggested_owner_id", "suggested_kind", "suggested_due_date", "suggested_rhythm",
)


@dataclass(frozen=True)
class Suggestion:
    """What is suggested for a measure, in words, and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved while this row was being written in, and what I wrote."""

    saver: Saver
    text: str
    mine: str


@dataclass(frozen=True)
class LastSaved:
    """What was saved last today, and the time of day."""

    code: str
    time: str


def clock_time(moment: datetime) -> str:
    """The time of day as a row shows it."""
    return date_format(moment, pgettext("time in a row", "H:i"))


@dataclass(frozen=True)
class AllocationRow:
    """One measure of the allocation.

    state: "", "saved", "invalid" or "conflict". focus: name of the field to go on in, "" for
    none. saved_at: when owner or deadline was last saved today. decides: what is written holds;
    otherwise it is a suggestion.
    """

    measure: Measure
    form: AllocationForm
    action: str
    decides: bool
    holder: str = ""
    suggestion: Suggestion | None = None
    saved_at: datetime | None = None
    state: str = ""
    focus: str = ""
    theirs: Theirs | None = None

    @property
    def is_dated(self) -> bool:
        """The deadline is settled."""
        return Deadline.of(self.measure).is_settled

    @property
    def saved_time(self) -> str:
        """The time of day it was last saved, where that was today."""
        return clock_time(self.saved_at) if self.saved_at else ""

    @property
    def deadline_text(self) -> str:
        """The deadline in one line, where it is not written here."""
        return in_one_line(Deadline.of(self.measure))

    @property
    def errors(self) -> list[str]:
        """What belongs to no single field."""
        return [str(error) for error in self.form.non_field_errors()]


def decides(user: Any, measure: Measure) -> bool:
    """What the user writes holds; otherwise it is a suggestion."""
    return user.has_perm("measures.assign_measure", measure)


def form_for(user: Any, measure: Measure, data: Any = None) -> AllocationForm:
    """The form by which this user sets, or suggests, owner and deadline of the measure."""
    form_class = AllocationForm if decides(user, measure) else SuggestionForm
    return form_class(data, row=measure)


def allocation_rows(
    measures: Iterable[Measure], *, user: Any, today: date, query: str = "",
    holders: dict[int, list[Holder]] | None = None,
) -> list[AllocationRow]:
    """The rows of the measures, with the same queries for any number of them.

    holders: of the positions in `shown_positions`, where they are known already.
    """
    measures = list(measures)
    if holders is None:
        holders = holders_of(shown_positions(measures), on=today)
    times = saved_today(measures, user=user, today=today)
    return [
        _row(measure, user=user, today=today, query=query, holders=holders,
             saved_at=times.get(measure.pk))
        for measure in measures
    ]


def allocation_row(
    measure: Measure, *, user: Any, today: date, query: str = "", **state: Any
) -> AllocationRow:
    """One row by itself; state: values of AllocationRow that say how the save went."""
    (row,) = allocation_rows([measure], user=user, today=today, query=query)
    return focused(replace(row, **state))


def focused(row: AllocationRow, name: str = "") -> AllocationRow:
    """The row with the field to go on in marked for the page's script."""
    row = replace(row, focus=name or row.focus)
    if row.focus in row.form.fields:
        row.form.fields[row.focus].widget.attrs["data-focus"] = ""
    return row


def _row(
    measure: Measure, *, user: Any, today: date, query: str, saved_at: datetime | None,
    holders: dict[int, list[Holder]],
) -> AllocationRow:
    form = form_for(user, measure)
    holds = not isinstance(form, SuggestionForm)
    return AllocationRow(
        measure=measure,
        form=form,
        action=reverse("measures:measure_allocate", args=[measure.pk]) + query,
        decides=holds,
        holder=_holder(measure.owner or form.owner_of(measure), holders),
        suggestion=suggestion_for(measure, today=today) if holds else None,
        saved_at=saved_at,
    )


def shown_positions(measures: Iterable[Measure]) -> set[int]:
    """Keys of the positions that own the measures, or are suggested to."""
    measures = list(measures)
    ids = {m.owner_id for m in measures} | {m.suggested_owner_id for m in measures}
    return {pk for pk in ids if pk is not None}


def _holder(position: Position | None, holders: dict[int, list[Holder]]) -> str:
    """Who holds the position today, for the line under the field."""
    if position is None:
        return ""
    if position.each:
        return _("each for own units")
    here = holders.get(position.pk)
    if here:
        return here[0].name
    return position.unit.name if position.role == "body" else _("vacant")


def last_saved(measures: Iterable[Measure], *, user: Any, today: date) -> LastSaved | None:
    """Which of the measures was allocated last today; None where none was."""
    by_key = {measure.pk: measure for measure in measures}
    times = saved_today(by_key.values(), user=user, today=today)
    if not times:
        return None
    latest = max(times, key=lambda key: times[key])
    return LastSaved(by_key[latest].code, clock_time(times[latest]))


def theirs(saver: Saver, measure: Measure, form: AllocationForm) -> Theirs:
    """Both sides of a conflict. In: the measure as it is now, the form as I posted it."""
    settled = Deadline.of(measure).is_settled
    return Theirs(
        saver,
        _in_words(
            measure.owner or form.owner_of(measure),
            Deadline.of(measure) if settled else form.deadline_of(measure),
        ),
        _in_words(form.cleaned_data.get("owner"), form.cleaned_data.get("deadline")),
    )


def _in_words(owner: Position | None, deadline: Deadline | None) -> str:
    parts = [owner.label if owner else _("Unassigned")]
    return " · ".join([*parts, in_one_line(deadline or Deadline())])


def has_suggestion(measure: Measure) -> bool:
    """Something is suggested for what nobody has set."""
    owner = measure.owner_id is None and measure.suggested_owner_id is not None
    undated = not Deadline.of(measure).is_settled
    return owner or (undated and bool(measure.suggested_kind))


def suggestion_for(measure: Measure, *, today: date) -> Suggestion | None:
    """What is suggested for the parts of a measure that nobody has set; None for nothing."""
    parts = []
    if measure.owner_id is None and measure.suggested_owner is not None:
        parts.append(measure.suggested_owner.label)
    deadline = Deadline.suggested_for(measure, today=today)
    if deadline and not Deadline.of(measure).is_settled:
        parts.append(in_one_line(deadline))
    if not parts:
        return None
    by = measure.suggested_by
    source = _("by %(name)s") % {"name": by.get_full_name()} if by else _("from the text")
    return Suggestion(" · ".join(parts), source)


def saved_today(
    measures: Iterable[Measure], *, user: Any, today: date
) -> dict[int, datetime]:
    """{measure: when it was last allocated today}, in one query.

    For those who prepare it is when something was last suggested.
    """
    measures = list(measures)
    names = _DECIDED if any(decides(user, measure) for measure in measures) else _SUGGESTED
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    history = Measure.history.filter(id__in=[measure.pk for measure in measures])
    earlier = history.filter(history_date__lt=midnight).order_by()
    last_before = earlier.values("id").annotate(last=Max("history_id")).values("last")
    on_the_day = Q(history_date__gte=midnight, history_date__lt=midnight + timedelta(days=1))
    records = history.filter(on_the_day | Q(history_id__in=last_before))
    before: dict[int, list[Any]] = {}
    times: dict[int, datetime] = {}
    for record in records.order_by("history_date", "history_id").values(
        "id", "history_date", "history_type", *names
    ):
        values = [record[name] for name in names]
        saved = record["history_type"] != "+" and before.get(record["id"]) != values
        if saved and record["history_date"] >= midnight:
            times[record["id"]] = timezone.localtime(record["history_date"])
        before[record["id"]] = values
    return times
