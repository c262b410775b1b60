"""The way of a unit: what has happened in it, in order, as a list and drawn along the months."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.dates import short_date
from leanplan.periods import add_months
from overview.columns.reviews import light_shown
from overview.presenters.unit_events import FOLLOW_UP, REVIEW, VISIT, Event
from overview.presenters.unit_people import People, Stage, changes
from overview.presenters.unit_row import lean_word
from reviews.words import half_year_text

# The drawing: so many months back and ahead, and so many units wide.
BACK, AHEAD, WIDTH = 18, 6, 1280
At = Callable[[date], float]


@dataclass(frozen=True)
class Step:
    """One thing that has happened. icon, color: its shape and colour; word: what the shape says."""

    day: date
    title: str
    text: str = ""
    url: str = ""
    icon: str = "CheckmarkCircleFill"
    css: str = "is-done"
    word: str = ""


@dataclass(frozen=True)
class Month:
    """A month of the drawing: where it begins, where its name stands ("" for none)."""

    x: str
    middle: str
    name: str
    is_year: bool


@dataclass(frozen=True)
class Bar:
    """A Lean period in the drawing. text: its name where there is room, "" else; title: always."""

    x: str
    width: str
    text_x: str
    css: str
    text: str
    title: str


@dataclass(frozen=True)
class Dot:
    """A visit, a review or a change of leader in the drawing."""

    x: str
    shape: str
    css: str
    title: str


@dataclass(frozen=True)
class Line:
    """The drawing: its months, bars, marks, and where today is."""

    months: Sequence[Month]
    bars: Sequence[Bar]
    dots: Sequence[Dot]
    now: str
    now_text: str

    @property
    def has_any(self) -> bool:
        """There is something to draw."""
        return bool(self.bars or self.dots)


def steps_of(
    people: People, events: Iterable[Event], done: Iterable[Step], *, today: date, inside: bool
) -> list[Step]:
    """What has happened until today, the newest first. done: measures that are closed; inside: the
    reader sees what visits and reviews found."""
    steps = [*done, *_stages(people.stages, today), *_people(people, today)]
    steps += [
        _event(event, inside=inside) for event in events
        if event.has_been and event.day is not None and (inside or event.what != FOLLOW_UP)
    ]
    return sorted(steps, key=lambda step: (step.day, step.title), reverse=True)


def _stages(stages: Iterable[Stage], today: date) -> Iterator[Step]:
    for stage in stages:
        if stage.starts_on <= today:
            yield Step(
                stage.starts_on,
                _("Lean: %(status)s") % {"status": lean_word(stage.status).lower()},
                icon="ArrowRight", css="is-way", word=_("Lean status"),
            )


def _people(people: People, today: date) -> Iterator[Step]:
    for day, one, came in changes(people.held, until=today):
        pattern = (
            (_("%(role)s, acting, began") if one.acting else _("%(role)s began")) if came
            else (_("%(role)s, acting, left") if one.acting else _("%(role)s left"))
        )
        yield Step(
            day, pattern % {"role": one.word}, one.name, icon="PersonSuit", css="is-way",
            word=_("People"),
        )


def _event(event: Event, *, inside: bool) -> Step:
    assert event.day is not None
    if event.what == FOLLOW_UP:
        return Step(
            event.day, _("Follow-up area closed"), event.text, event.url, word=_("Follow-up area")
        )
    if event.what == VISIT:
        text = event.text if inside else ""
        return Step(event.day, _("Gemba visit"), text, event.url if inside else "",
                    icon="Footprint", css="is-way", word=_("Gemba visit"))
    light = light_shown(event.text) if inside else None
    text = half_year_text(event.key) + (f" · {light.word}" if light else "")
    return Step(event.day, _("Review"), text, event.url if inside else "",
                icon="SealCheckmark", css="is-way", word=_("Review"))


def line_of(people: People, events: Iterable[Event], *, today: date) -> Line:
    """The drawing of the months around today."""
    first = add_months(today.replace(day=1), -BACK)
    last = add_months(today.replace(day=1), AHEAD)
    days = (last - first).days

    def at(day: date) -> float:
        return 8 + (WIDTH - 16) * min(max((day - first).days, 0), days) / days

    shown = [stage for stage in people.stages if stage.starts_on < last
             and (stage.ends_on is None or stage.ends_on >= first)]
    return Line(
        months=list(_months(first, at)),
        bars=[bar for stage in shown for bar in _bars(stage, at, today, last)],
        dots=[*_dots(events, at, first, last), *_changes(people, at, first, last, today)],
        now=_number(at(today)), now_text=_number(at(today) + 6),
    )


def _months(first: date, at: At) -> Iterator[Month]:
    for number in range(BACK + AHEAD + 1):
        day = add_months(first, number)
        after = add_months(day, 1)
        begins_year = day.month == 1 or number == 0
        name = date_format(day, pgettext("month in a drawing", "b"))
        if begins_year:
            name = date_format(day, pgettext("month and year in a drawing", "b Y"))
        if number == BACK + AHEAD:
            name = ""
        yield Month(
            _number(at(day)), _number((at(day) + at(after)) / 2), name, day.month == 1
        )


def _bars(stage: Stage, at: At, today: date, last: date) -> Iterator[Bar]:
    """One bar until today, and what is to come dashed."""
    end = min(stage.ends_on or last, last)
    word = lean_word(stage.status)
    parts = [(stage.starts_on, min(end, today), stage.status)]
    if end > today:
        parts = [part for part in parts if part[0] <= today]
        parts.append((max(stage.starts_on, today), end, "plan"))
    for number, (begins, ends, css) in enumerate(parts):
        x, width = at(begins), at(ends) - at(begins)
        if width <= 0:
            continue
        fits = width > 9 * len(word) + 20 and number == 0
        yield Bar(_number(x), _number(max(width - 1, 1)), _number(x + 10), css,
                  word if fits else "", f"{word}, {_span(stage)}")


def _span(stage: Stage) -> str:
    if stage.ends_on is None:
        return _("from %(day)s") % {"day": short_date(stage.starts_on)}
    return f"{short_date(stage.starts_on)}–{short_date(stage.ends_on)}"


_SHAPES = {VISIT: "circle", REVIEW: "square"}


def _dots(events: Iterable[Event], at: At, first: date, last: date) -> Iterator[Dot]:
    for event in events:
        if event.day is None or event.what not in _SHAPES or not first <= event.day < last:
            continue
        word = _("Gemba visit") if event.what == VISIT else _("Review")
        yield Dot(
            _number(at(event.day)), _SHAPES[event.what],
            "is-done" if event.has_been else "is-plan", f"{word} {short_date(event.day)}",
        )


def _changes(
    people: People, at: At, first: date, last: date, today: date
) -> Iterator[Dot]:
    for day, one, came in changes(people.held, until=today):
        if came and first <= day < last:
            yield Dot(_number(at(day)), "diamond", "is-done", f"{one.word}: {one.name}")


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")

