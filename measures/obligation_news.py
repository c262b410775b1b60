"""What is new among duties: those of one's own positions that others have kept or waived."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leanplan.questions import question
from leanplan.together import together
from measures.models import Obligation, ObligationEvent
from measures.presenters.measure import address_of
from measures.registries import NewsItem, NewsSource, news_sources, told_rules
from organisation.reach import reach_of

_Kind = ObligationEvent.Kind
_SAID: dict[str, Any] = {_Kind.MET: _("Kept"), _Kind.WAIVED: _("Waived")}
# What an obligation is now, so that what was undone since is no news.
_STILL: dict[str, str] = {_Kind.MET: Obligation.State.MET, _Kind.WAIVED: Obligation.State.WAIVED}


def obligation_news(user: Any, since: datetime, number: int) -> Iterator[NewsItem]:
    """Duties of the user's positions that somebody else has kept or waived, each once; one query,
    and one with which the rules name their own."""
    rules = told_rules()
    newest: dict[int, ObligationEvent] = {}
    for row in _events(user.pk, since, reach_of(user).position_ids, list(rules), number=3 * number):
        if row.obligation.state == _STILL[row.kind]:
            newest.setdefault(row.obligation_id, row)
    rows = list(newest.values())[:number]
    subjects = defaultdict(set)
    for row in rows:
        subjects[row.obligation.rule_key].add(row.obligation.subject_key)
    texts = together(*(partial(rules[key].texts, own) for key, own in subjects.items()))
    named = dict(zip(subjects, texts, strict=True))
    address = address_of("measures:obligation_detail")
    for row in rows:
        text = named[row.obligation.rule_key].get(row.obligation.subject_key)
        if text:
            yield NewsItem(row.made_at, text, str(_SAID[row.kind]), address % row.obligation_id)


@question
def _events(
    user: int, since: datetime, positions: Collection[int], rules: Collection[str], *, number: int
) -> QuerySet[ObligationEvent]:
    events = ObligationEvent.objects.filter(
        kind__in=list(_SAID), made_at__gt=since, obligation__position__in=positions,
        obligation__rule_key__in=rules,
    ).exclude(by=user)
    return events.select_related("obligation").order_by("-made_at", "-pk")[:number]


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    news_sources.register(NewsSource("obligations", obligation_news))
