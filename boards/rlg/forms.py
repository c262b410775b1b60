"""Forms of series, meetings and points."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.choices import Cadence
from boards.rlg.actions.meetings import Rest
from boards.rlg.choices import Attendance, Goal
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.series_models import MeetingSeries
from leanplan.clock import today
from leanplan.dates import weekday_and_year
from leanplan.form_layout import DayField, InlineRadioSelect, RowsField
from leanplan.forms import VersionedForm
from measures.forms.measures import line_label
from measures.models import Measure
from organisation.forms import PositionField, let_stand
from organisation.models import OrgUnit, Position
from organisation.roles import UnitKind


class ClockInput(forms.TimeInput):
    """The browser's own field for an hour."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _hour(**kwargs: Any) -> forms.TimeField:
    return forms.TimeField(
        label=_("Begins at"), widget=ClockInput(),
        error_messages={"required": _("Write when it begins, such as 10:00.")}, **kwargs
    )


def _length() -> forms.IntegerField:
    return forms.IntegerField(label=_("Minutes"), min_value=10, max_value=480)


class SeriesForm(VersionedForm):
    """Rhythm, place, who leads, prepares and is asked."""

    name = forms.CharField(label=_("Name"), max_length=80)
    purpose = forms.CharField(
        label=_("Purpose line"), max_length=200, required=False,
        help_text=_("What the work is for, in one sentence. It stands on top of each meeting."),
    )
    cadence = forms.ChoiceField(
        label=_("How often"), choices=Cadence.choices, widget=InlineRadioSelect
    )
    starts_on = DayField(
        label=_("First meeting"),
        help_text=_("The weekday comes from it; for every month also which week of it."),
    )
    ends_on = DayField(label=_("Last meeting"), required=False)
    starts_at = _hour()
    minutes = _length()
    place = forms.CharField(
        label=pgettext_lazy("board", "Place"), max_length=120, required=False
    )
    leader = PositionField(label=_("Leads the meetings"), help_text=_("Approves the minutes."))
    secretary = PositionField(label=_("Prepares the meetings"), required=False)
    invited = RowsField(
        Position.objects.none(), label=_("Asked to come"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A body stands for its members."),
    )
    is_closed = forms.BooleanField(
        label=_("Put away: no more meetings are made"), required=False
    )

    def __init__(self, *args: Any, row: MeetingSeries, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["invited"].queryset = may_be_invited(row)
        let_stand(self, **{name: getattr(row, name, None) for name in ("leader", "secretary")})
        if not row.pk:
            del self.fields["is_closed"]

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """The row's values; who is asked is a list of its own."""
        plain = [name for name in cls.base_fields if name not in ("version", "left_out", "invited")]
        values = {name: getattr(row, name, None) for name in plain}
        values["invited"] = list(row.invited.select_related("unit")) if row.pk else []
        return values


def may_be_invited(series: MeetingSeries) -> QuerySet[Position]:
    """Leaders and bodies near the group, and those who are asked already."""
    owner: OrgUnit = series.owner
    near = Position.objects.for_list()
    if owner.kind == UnitKind.MANAGEMENT_GROUP:
        near = near.filter(
            unit__kind__in=(
                UnitKind.MUNICIPALITY, UnitKind.MANAGEMENT_GROUP, UnitKind.SERVICE_AREA,
                UnitKind.STAFF,
            ),
            role__in=(
                "body", "chief_executive", "secretary", "service_area_manager",
                "development_unit_leader", "union_representative",
            ),
        ).exclude(role="body", unit__kind=UnitKind.SERVICE_AREA)
    else:
        children = owner.child_links.values("child")
        near = near.filter(unit__in=children) | near.filter(unit=owner)
    asked = series.invited.values("pk") if series.pk else Position.objects.none().values("pk")
    return (near | Position.objects.for_list().filter(pk__in=asked)).distinct()


class MeetingAddForm(forms.Form):
    """A meeting besides those of the rhythm."""

    day = DayField(label=_("Day"))
    starts_at = _hour()
    minutes = _length()
    place = forms.CharField(
        label=pgettext_lazy("board", "Place"), max_length=120, required=False
    )


class MeetingMoveForm(VersionedForm):
    """Another day, time or place, with why."""

    day = DayField(label=_("Day"))
    starts_at = _hour()
    minutes = _length()
    place = forms.CharField(
        label=pgettext_lazy("board", "Place"), max_length=120, required=False
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=300, required=False,
        help_text=_("Needed when the day or the hour changes. All who are asked read it."),
    )
    covers: ClassVar[tuple[str, ...]] = ("meeting_day",)

    def __init__(self, *args: Any, row: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.initial["reason"] = ""


class WhyForm(VersionedForm):
    """Why something is cancelled, sent back, taken out or withdrawn."""

    reason = forms.CharField(label=_("Why?"), max_length=300, widget=_lines(2))
    covers: ClassVar[tuple[str, ...]] = ("state", "closing_note", "closed_on")

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.initial["reason"] = ""


class PointForm(VersionedForm):
    """What a point is, for how long, who brings it, and what it is for."""

    title = forms.CharField(
        label=_("What is it?"), max_length=160,
        error_messages={"required": _("Write what the point is.")},
    )
    goal = forms.ChoiceField(label=_("Aim"), choices=Goal.choices, widget=InlineRadioSelect)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240)
    brought_by = PositionField(label=_("Brought by"), required=False)
    note = forms.CharField(
        label=_("What it is about"), required=False, max_length=2000, widget=_lines(3),
        help_text=_("Stands in the agenda."),
    )
    measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("Measure it is about"), required=False,
        empty_label=_("None chosen"),
    )

    def __init__(self, *args: Any, row: AgendaPoint, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["measure"].queryset = lines_of_plan()
        fields["measure"].label_from_instance = line_label
        let_stand(self, brought_by=row.brought_by)


class PointAddForm(PointForm):
    """A new point: to which meeting it comes, or that it waits."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Meeting"), required=False,
        empty_label=_("Waits: no meeting yet"),
    )
    field_order = ("title", "meeting", "goal", "minutes", "brought_by", "note", "measure")

    def __init__(self, *args: Any, row: AgendaPoint, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        _offer(self.fields["meeting"], row.series)


class PointMoveForm(VersionedForm):
    """To which meeting a point goes, or that it waits."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Where to"), required=False,
        empty_label=_("Waits: no meeting yet"),
    )
    copy = forms.BooleanField(
        label=_("Let it stay here as well"), required=False,
        help_text=_("For what comes up at several meetings."),
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=300, required=False,
        help_text=_("Stands in the minutes, such as «there was no time»."),
    )
    covers: ClassVar[tuple[str, ...]] = ("state", "order")

    def __init__(self, *args: Any, row: AgendaPoint, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.initial.update({"reason": "", "copy": False})
        _offer(self.fields["meeting"], row.series, but=row.meeting_id)
        if row.meeting_id is None:
            del self.fields["copy"]


def _offer(field: Any, series: MeetingSeries, but: int | None = None) -> None:
    coming = Meeting.objects.filter(series=series).coming(today=today())
    if but is not None:
        coming = coming.exclude(pk=but)
    field.queryset = coming
    field.label_from_instance = lambda meeting: weekday_and_year(meeting.day)


def lines_of_plan() -> QuerySet[Measure]:
    """The lines of plans that are adopted and not over."""
    return (
        Measure.objects.live().filter(plan__isnull=False).in_text()
        .order_by("plan", "row__order", "row", "order", "pk")
    )


class TreatForm(VersionedForm):
    """What was said at a point, and how long it took."""

    said = forms.CharField(
        label=_("What was said"), required=False, max_length=4000, widget=_lines(4),
        help_text=_("Stands in the minutes. Short; decisions have lines of their own."),
    )
    used = forms.IntegerField(
        label=_("Minutes used"), required=False, min_value=0, max_value=480
    )
    covers: ClassVar[tuple[str, ...]] = ("state", "seconds")

    def __init__(self, *args: Any, row: AgendaPoint, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.initial["used"] = round(row.seconds / 60)


class RecordForm(VersionedForm):
    """Who was there, who led, and whether the annual wheel was used."""

    wheel_used = forms.BooleanField(label=_("The annual wheel was used"), required=False)

    def __init__(self, *args: Any, row: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        people = list(row.attendees.select_related("person"))
        choices = [(one.person_id, one.person.name) for one in people]
        self.fields["chair"] = forms.TypedChoiceField(
            label=_("Led by"), choices=[("", _("Not said")), *choices], coerce=int,
            required=False, empty_value=None,
        )
        self.initial["chair"] = row.chair_id
        for one in people:
            self.fields[f"was-{one.pk}"] = forms.ChoiceField(
                label=f"{one.person.name}, {one.title}" if one.title else one.person.name,
                choices=[(Attendance.PRESENT, _("Present")), (Attendance.ABSENT, _("Absent"))],
                widget=InlineRadioSelect, required=False, initial=one.attendance,
            )
            self.initial[f"was-{one.pk}"] = one.attendance or Attendance.PRESENT

    def present(self) -> dict[int, str]:
        """Attendance by the key of the participant."""
        return {
            int(name.removeprefix("was-")): value for name, value in self.cleaned_data.items()
            if name.startswith("was-")
        }


class CorrectionForm(forms.Form):
    """Something put right beside approved minutes."""

    text = forms.CharField(
        label=_("What is to be put right?"), max_length=2000, widget=_lines(3),
        help_text=_("The approved minutes stay as they are; this stands below them, with your "
                    "name and the day."),
    )


class EndForm(forms.Form):
    """What becomes of each point that the meeting has not dealt with."""

    def __init__(self, *args: Any, points: list[AgendaPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        for point in points:
            begun = bool(point.seconds or point.said)
            self.fields[f"to-{point.pk}"] = forms.ChoiceField(
                label=point.heading, widget=InlineRadioSelect,
                choices=[
                    (Rest.TREATED, _("Dealt with")), (Rest.NEXT, _("Next meeting")),
                    (Rest.WAITS, _("Waits")), (Rest.DROPPED, _("Take out")),
                ],
                initial=Rest.TREATED if begun else Rest.NEXT,
            )
            self.fields[f"why-{point.pk}"] = forms.CharField(
                label=_("Why «%(point)s» goes on") % {"point": point.heading}, max_length=300,
                required=False,
            )

    def rest(self) -> dict[int, Rest]:
        """The choices by the key of the point."""
        data = self.cleaned_data
        return {
            point.pk: Rest(data[f"to-{point.pk}"], data[f"why-{point.pk}"])
            for point in self.points
        }
