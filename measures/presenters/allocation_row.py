"""One row of the allocation: what stands in its fields, what is suggested, how the save went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.conflicts import Saver
from leanplan.drawn import drawn
from measures.choices import DeadlineKind, Rhythm
from measures.forms.allocation import AllocationForm, SuggestionForm, as_written, in_one_line
from measures.models import Measure
from measures.presenters.allocation_lines import Line
from measures.presenters.measure import address_of
from measures.rules import Deadline
from organisation.holders import Holder
from organisation.named import Named
from organisation.roles import Role

Text = str | Promise


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
class Written:
    """A text for each field of the row: what stands in it, or what is wrong with it."""

    owner: str = ""
    kind: str = ""
    due_date: str = ""
    rhythm: str = ""
    next_review_on: str = ""
    reason: str = ""

    @property
    def by_name(self) -> list[tuple[str, str]]:
        """Those that are not empty, with the names of their fields, in the order of the row."""
        every = ((field.name, getattr(self, field.name)) for field in fields(self))
        return [(name, text) for name, text in every if text]


@dataclass(frozen=True)
class LastSaved:
    """What was saved last today, and the time of day."""

    code: str
    time: str


def clock_time(moment: datetime) -> str:
    """The time of day as a row shows it."""
    return date_format(moment, pgettext("time in a row", "H:i"))


class Reader(NamedTuple):
    """What of the reader the rows depend on. decides: what is written holds; otherwise it is a
    suggestion. query: the end of the address, for what the page shows."""

    decides: bool
    query: str = ""


@dataclass(frozen=True)
class AllocationRow:
    """One measure of the allocation. Its texts are made where the row is drawn, and only then.

    holder: who holds the position in the row. saved_time: when owner or deadline was last saved,
    where that was today. form: as it was posted, where that was not saved. state: "", "saved",
    "invalid" or "conflict". focus: name of the field to go on in, "" for none.
    """

    line: Line
    reader: Reader
    action: str
    today: date
    holder: str = ""
    saved_time: str = ""
    form: AllocationForm | None = None
    state: str = ""
    focus: str = ""
    theirs: Theirs | None = None

    @property
    def code(self) -> str:
        """The measure's code, by which the row is found on the page."""
        return self.line.code

    @property
    def decides(self) -> bool:
        """What is written holds."""
        return self.reader.decides

    @property
    def is_dated(self) -> bool:
        """The deadline is settled."""
        return self.line.deadline.is_settled

    @property
    def sets_owner(self) -> bool:
        """The owner may be written here."""
        return self.decides or self.line.owner_id is None

    @property
    def sets_deadline(self) -> bool:
        """The deadline may be written here."""
        return self.decides or not self.is_dated

    @property
    def is_written(self) -> bool:
        """Something may be written here."""
        return self.sets_owner or self.sets_deadline

    @property
    def is_bad(self) -> bool:
        """What was written is not saved."""
        return self.state in ("invalid", "conflict")

    @cached_property
    def written(self) -> Written:
        """What stands in the fields."""
        if self.form is not None:
            return Written(**{name: _in_field(self.form, name) for name in _fields_of(self.form)})
        made_by = _form_class(self.decides)
        owner = made_by.owner_of(self.line)
        deadline = made_by.deadline_of(self.line)
        return Written(owner=owner.label if owner else "", **as_written(deadline))

    @cached_property
    def wrong(self) -> Written:
        """What is wrong with each of them."""
        if self.form is None:
            return Written()
        return Written(**{
            name: " ".join(map(str, self.form.errors.get(name, ())))
            for name in _fields_of(self.form)
        })

    @property
    def errors(self) -> list[str]:
        """What belongs to no single field."""
        return [str(error) for error in self.form.non_field_errors()] if self.form else []

    @property
    def version(self) -> str:
        """The version that is sent along: where somebody saved first, theirs, so that mine holds
        when it is sent again."""
        if self.form is None or self.state == "conflict":
            return str(self.line.version)
        return _in_field(self.form, "version")

    @property
    def left_out(self) -> str:
        """What a conflict left out, signed."""
        return _in_field(self.form, "left_out") if self.state == "invalid" and self.form else ""

    @property
    def deadline_text(self) -> str:
        """The deadline in one line, where it is not written here."""
        return in_one_line(self.line.deadline)

    @property
    def suggestion(self) -> Suggestion | None:
        """What those who decide may use."""
        return suggestion_for(self.line, today=self.today) if self.decides else None

    @property
    def kinds(self) -> Sequence[tuple[str, Text]]:
        """The kinds of deadline to choose from."""
        return DeadlineKind.choices

    @property
    def rhythms(self) -> Sequence[tuple[str, Text]]:
        """How often there is to choose from."""
        return Rhythm.choices

    @property
    def body(self) -> SafeString:
        """All within the form but its token: the same for everyone whose rows are alike."""
        if self.form or self.focus:
            return render_to_string(_BODY, {"row": self})
        facts = (self.line, self.decides, self.holder, self.saved_time, self.state)
        return drawn(_BODY, facts, lambda: {"row": self})


_BODY = "measures/allocation/_fields.html"


def decides(user: Any, measure: Measure) -> bool:
    """What the user writes holds; otherwise it is a suggestion. Alike for all lines of a plan."""
    return user.has_perm("measures.assign_measure", measure)


def form_for(user: Any, measure: Measure, data: Any = None) -> AllocationForm:
    """The form by which this user sets, or suggests, owner and deadline of the measure."""
    return _form_class(decides(user, measure))(data, row=measure)


def _form_class(decides_it: bool) -> type[AllocationForm]:
    return AllocationForm if decides_it else SuggestionForm


def allocation_rows(
    lines: Iterable[Line], reader: Reader, *, holders: dict[int, list[Holder]],
    times: dict[int, datetime], today: date,
) -> dict[int, AllocationRow]:
    """{measure: row}, without a query. In: holders of the positions that the lines show; when each
    was saved today."""
    owner_of = _form_class(reader.decides).owner_of
    address = address_of("measures:measure_allocate")
    return {
        line.pk: AllocationRow(
            line=line, reader=reader, action=address % line.pk + reader.query, today=today,
            holder=_holder(line.owner or owner_of(line), holders),
            saved_time=clock_time(times[line.pk]) if line.pk in times else "",
        )
        for line in lines
    }


def _fields_of(form: AllocationForm) -> list[str]:
    return [field.name for field in fields(Written) if field.name in form.fields]


def _in_field(form: AllocationForm, name: str) -> str:
    value = form[name].value()
    return "" if value is None else str(value)


def shown_positions(lines: Iterable[Line]) -> set[int]:
    """Keys of the positions that own the lines, or are suggested to."""
    lines = list(lines)
    ids = {line.owner_id for line in lines} | {line.suggested_owner_id for line in lines}
    return {pk for pk in ids if pk is not None}


def _holder(position: Named | None, holders: dict[int, list[Holder]]) -> str:
    """Who holds the position today, for the line under the field."""
    if position is None:
        return ""
    if position.each:
        return _("each for own units")
    here = holders.get(position.pk)
    if here:
        return here[0].name
    return position.unit_name if position.role == Role.BODY else _("vacant")


def last_saved(lines: Iterable[Line], times: dict[int, datetime]) -> LastSaved | None:
    """Which of the lines was saved last today, and when; None where none was."""
    if not times:
        return None
    latest = max(times, key=lambda key: times[key])
    code = next(line.code for line in lines if line.pk == latest)
    return LastSaved(code, clock_time(times[latest]))


def theirs(saver: Saver, line: Line, form: AllocationForm) -> Theirs:
    """Both sides of a conflict. In: the line as it is now, the form as I posted it."""
    deadline = line.deadline if line.deadline.is_settled else form.deadline_of(line)
    return Theirs(
        saver,
        _in_words(line.owner or form.owner_of(line), deadline),
        _in_words(form.cleaned_data.get("owner"), form.cleaned_data.get("deadline")),
    )


def _in_words(owner: Any, deadline: Deadline | None) -> str:
    parts = [owner.label if owner else _("Unassigned")]
    return " · ".join([*parts, in_one_line(deadline or Deadline())])


def suggestion_for(line: Line, *, today: date) -> Suggestion | None:
    """What is suggested for the parts of a line that nobody has set; None for nothing."""
    parts = []
    if line.owner_id is None and line.suggested_owner is not None:
        parts.append(line.suggested_owner.label)
    deadline = Deadline.suggested_for(line, today=today)
    if deadline and not line.deadline.is_settled:
        parts.append(in_one_line(deadline))
    if not parts:
        return None
    by = line.suggested_by
    return Suggestion(
        " · ".join(parts), _("by %(name)s") % {"name": by} if by else _("from the text")
    )
