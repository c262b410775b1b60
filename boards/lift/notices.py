"""What people are told of lifted points, on *Varsler*."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.lift.models import Lift
from leanplan.clock import today
from organisation.models import Person
from organisation.notices.actions import notice_add
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add
from organisation.recipients import Recipients
from reviews.places import leader_made

LIFTED = NoticeKind(
    "boards_lift_made", "boards", "ArrowUp", _("%(place)s has lifted a point to you"),
    _("%(text)s. Answer by %(by_on)s"),
)
ANSWERED = NoticeKind(
    "boards_lift_answered", "boards", "ArrowDown", _("%(place)s has answered what you lifted"),
    _("%(text)s: %(answer)s"),
)


def register() -> None:
    """Make the kinds of notice known; called once when the app is ready."""
    add(LIFTED)
    add(ANSWERED)


def tell_lifted(lift: Lift, *, by: Any) -> list[Person]:
    """Tell whoever answers. Out: those who were told."""
    people = _holding(lift.answerer_id)
    return _tell(lift, LIFTED, people, by=by, parameters={
        "place": lift.from_board.owner.short, "text": lift.text,
        "by_on": lift.answer_by.isoformat(),
    })


def tell_answered(lift: Lift, *, by: Any) -> list[Person]:
    """Tell who leads where it came from, who carries the suggestion, and its proposer."""
    people = _holding(leader_made(lift.from_board.owner).pk)
    if lift.suggestion is not None:
        people += [
            person for person in (lift.suggestion.executor, lift.suggestion.proposer)
            if person is not None
        ]
    return _tell(lift, ANSWERED, people, by=by, parameters={
        "place": lift.to_board.owner.short, "text": lift.text, "answer": lift.answer,
    })


def _holding(position: int) -> list[Person]:
    return [one.person for one in Recipients(on=today()).of(position)]


def _tell(
    lift: Lift, kind: NoticeKind, people: Iterable[Person], *, by: Any, parameters: dict[str, str]
) -> list[Person]:
    others = {person.pk: person for person in people if person != getattr(by, "person", None)}
    return [
        person for person in others.values()
        if notice_add(
            person=person, key=f"lift:{lift.pk}:{kind.key}:{lift.version}", kind=kind.key,
            url=lift.get_absolute_url(), parameters=parameters,
        )
    ]
