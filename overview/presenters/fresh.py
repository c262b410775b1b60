"""What is new since the person was here last."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.clock import begins
from leanplan.dates import local_day
from measures.presenters.plan_head import plans_for, the_current
from measures.registries import NewsItem, news
from overview.news import plan_news
from overview.presenters.facts import Facts
from overview.rules import news_since

NEWS = 5
# How far back news go for somebody who was never here before.
FIRST_DAYS = 14


@dataclass(frozen=True)
class NewsShown:
    """Something new with its day, and the day as it is said: today, yesterday, 9. nov."""

    day: date
    when: str
    item: NewsItem


@dataclass(frozen=True)
class Fresh:
    """news: the newest. is_visit: they are those since the visit before, else of so many days.
    more_url: where the others are. is_kept: that the person was here today is kept already."""

    news: list[NewsShown]
    is_visit: bool
    more_url: str
    is_kept: bool
    days: int = FIRST_DAYS


def fresh_for(user: Any, facts: Facts, *, today: date) -> Fresh:
    """The news of a user, and whether this day's visit is to be kept yet."""
    seen_today = facts.seen_at is not None and local_day(facts.seen_at) >= today
    since = news_since(
        facts.seen_at, facts.before_at, seen_today=seen_today, begins=begins(today), days=FIRST_DAYS
    )
    found = news(user, since=since.at, number=NEWS + 1)
    # Asked for only where the text of some plan is newer: most days none is.
    if facts.text_at is not None and facts.text_at > since.at:
        found = [*found, *plan_news(user, since.at, NEWS + 1)]
        found.sort(key=lambda item: item.at, reverse=True)
    return Fresh(
        [_shown(item, today) for item in found[:NEWS]], since.is_visit,
        _changes_url(user) if len(found) > NEWS else "", seen_today,
    )


def _shown(item: NewsItem, today: date) -> NewsShown:
    day = local_day(item.at)
    ago = (today - day).days
    if ago == 0:
        return NewsShown(day, _("Today"), item)
    if ago == 1:
        return NewsShown(day, _("Yesterday"), item)
    return NewsShown(day, date_format(day, pgettext("date in a narrow list", "j N")), item)


def _changes_url(user: Any) -> str:
    plan = the_current(plans_for(user))
    return reverse("measures:plan_changes", args=[plan.pk]) if plan else ""
