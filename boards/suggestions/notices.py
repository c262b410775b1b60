"""What the proposer is told of a suggestion."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.suggestions.models import Suggestion
from organisation.notices.actions import notice_add
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add

DECLINED = NoticeKind(
    "boards_suggestion_declined", "boards", "LightBulb",
    _("Your suggestion «%(title)s» is not taken further"), _("%(reason)s"),
)


def register() -> None:
    """Make the kinds of notice known; called once when the app is ready."""
    add(DECLINED)


def tell_declined(suggestion: Suggestion, *, by: Any) -> bool:
    """Tell the proposer why, where the name is known and it is somebody else. Out: told."""
    proposer = suggestion.proposer
    if proposer is None or proposer == getattr(by, "person", None):
        return False
    return notice_add(
        person=proposer, key=f"suggestion:{suggestion.pk}:declined:{suggestion.version}",
        kind=DECLINED.key, url=suggestion.get_absolute_url(),
        parameters={"title": suggestion.title, "reason": suggestion.decision},
    )
