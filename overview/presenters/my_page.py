"""My page: what needs a person now, in one calm list, and what stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.clock import now
from leanplan.dates import text_date, weekday_and_year
from leanplan.kept import kept
from leanplan.together import together
from measures.registries import own_panels, panels_for
from organisation.own_leaders import OwnLeaders, own_leaders
from organisation.reach import reach_of
from organisation.roles import OWNERS
from overview import words
from overview.presenters.facts import Facts, facts_for
from overview.presenters.fresh import Fresh, fresh_for
from overview.presenters.gaps import Gaps, gaps_of, my_measures
from overview.presenters.leaders import leaders_part
from overview.presenters.own_due import (
    ROWS,
    Due,
    due_around,
    due_of,
    later_part,
    own_parts,
)
from overview.presenters.rows import Part
from overview.presenters.standing import Standing, standing_of
from overview.presenters.today import (
    CARDS,
    TodayCard,
    due_cards,
    meetings_today,
    timed_today,
)
from overview.rules import time_of_day


@dataclass(frozen=True)
class MyPage:
    """Everything on the page.

    cards: what is on today. parts: overdue and near; later: what lies further ahead. meeting: when
    gaps are taken up. standing: the plan, shown to whom nothing waits for. has_plan: there is a
    plan to read. as_positions: those held today, as they are written. has_list: measures may be
    the person's own, so that the page of those is worth a link. mend_url: the check of the plan
    that is the person's own, "" for none.
    """

    day: str
    greeting: str
    sentence: str
    cards: list[TodayCard]
    parts: list[Part]
    leaders: Part | None
    gaps: Gaps | None
    meeting: str
    later: Part | None
    standing: Standing | None
    has_plan: bool
    panels: list[dict[str, Any]]
    fresh: Fresh
    has_person: bool
    as_positions: list[str]
    has_list: bool
    mend_url: str


def my_page_drawn(
    user: Any, *, today: date, whole: bool, begin: Callable[[], Any]
) -> SafeString:
    """The page of a user as it is drawn; kept as long as nothing on it differs.

    whole: every list in full. begin: where somebody begins who has no plan.
    """
    reach = reach_of(user)
    around = own_leaders(reach, on=today)

    def make() -> SafeString:
        page = my_page(user, around, today=today, whole=whole)
        context = {"page": page, "begin": [] if page.has_plan else begin()}
        return render_to_string("overview/my_page/_main.html", context)

    return kept(
        ("my page", user.pk, user.is_superuser, _given_name(user), whole, _hour_word(),
         reach.facts, around.facts),
        make,
    )


def my_page(user: Any, around: OwnLeaders, *, today: date, whole: bool) -> MyPage:
    """Assemble the page of a user: the same queries for two things that are due and for 200, and
    for two sources of them and for ten.

    around: the leaders below the user. whole: every list in full.
    """
    reach = reach_of(user)
    items, timed, measures, (facts, fresh), panels = together(
        lambda: due_around(reach, around, today=today),
        lambda: timed_today(reach, today=today),
        lambda: my_measures(user, around),
        lambda: _facts_and_news(user, today),
        lambda: panels_for(own_panels, user, user=user, today=today),
    )
    due = due_of(reach, items, measures, today=today)
    gaps = gaps_of(measures, around, user=user, whole=whole)
    meetings = meetings_today(reach, facts, timed, today=today)
    room = max(CARDS - len(meetings), 0)
    parts = own_parts(due, due.today[room:], whole=whole)
    leaders = leaders_part(due.theirs, around, today=today, limit=None if whole else ROWS)
    cards = [*meetings, *due_cards(due.today[:room])]
    is_calm = not (parts or leaders or gaps)
    standing = standing_of(user, today=today) if is_calm else None
    return MyPage(
        day=words.upper_first(weekday_and_year(today)),
        greeting=words.greeting(_hour_word(), _given_name(user)),
        sentence=_sentence(due, len(meetings), gaps),
        cards=cards,
        parts=parts,
        leaders=leaders,
        gaps=gaps,
        meeting=_taken_up(facts, gaps),
        later=later_part(due, whole=whole),
        standing=standing,
        has_plan=standing is not None or not is_calm,
        panels=panels,
        fresh=fresh,
        has_person=reach.person_id is not None,
        as_positions=[held.label for held in reach.shown if not held.is_shared],
        mend_url=_mend_url(user, facts),
        has_list=reach.has(*OWNERS) or any(m.executor_id == reach.person_id for m in measures),
    )


def _facts_and_news(user: Any, today: date) -> tuple[Facts, Fresh]:
    """News are those since the last visit, which is one of the facts."""
    facts = facts_for(user, today=today)
    return facts, fresh_for(user, facts, today=today)


def _mend_url(user: Any, facts: Facts) -> str:
    """Who owns the plan and prepares it has the way to what is to be mended in it."""
    if facts.own_plan is None or not user.has_perm("challenges.prepare_plan"):
        return ""
    return reverse("measures:plan_check", args=[facts.own_plan])


def _hour_word() -> str:
    return time_of_day(localtime(now()).hour)


def _given_name(user: Any) -> str:
    person = getattr(user, "person", None)
    return person.given_name if person else ""


def _sentence(due: Due, meetings: int, gaps: Gaps | None) -> str:
    """What is mine, counted; and where that is nothing, what still lacks something."""
    total = due.waiting + meetings
    if total == 0 and gaps is not None and gaps.to_settle:
        return ngettext(
            "Nothing is urgent, but one measure lacks a responsible or a deadline.",
            "Nothing is urgent, but %(number)s measures lack a responsible or a deadline.",
            gaps.to_settle,
        ) % {"number": words.number_word(gaps.to_settle)}
    return words.sentence(total, late=len(due.late), today=len(due.today) + meetings)


def _taken_up(facts: Facts, gaps: Gaps | None) -> str:
    if facts.meeting_on is None or gaps is None or not gaps.has_lines:
        return ""
    return _("Taken up in %(body)s %(day)s") % {
        "body": facts.body, "day": text_date(facts.meeting_on)
    }
