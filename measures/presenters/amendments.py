"""How proposals to change adopted text are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from leanplan.textdiff import differences, marked
from measures.models import Amendment
from measures.presenters.measure import short_title

Kind, State = Amendment.Kind, Amendment.State
_COLORS = {
    State.PROPOSED: ("Pencil", "info"),
    State.ADOPTED: ("SealCheckmark", "success"),
    State.REJECTED: ("MinusCircle", "neutral"),
    State.WITHDRAWN: ("MinusCircle", "neutral"),
}


@dataclass(frozen=True)
class AmendmentShown:
    """A proposal as a list or its page shows it.

    title: what it does to what; code: of the line, "" for a new one. old, new: the two texts,
    marked where they differ. parts: the further lines of a split. moved_on: the line says
    something else now than when this was proposed.
    """

    amendment: Amendment
    title: str
    code: str
    url: str
    old: SafeString
    new: SafeString
    parts: list[str]
    icon: str
    color: str
    moved_on: bool

    @property
    def key(self) -> str:
        """The proposal and its version, as a choice of the form carries it."""
        return f"{self.amendment.pk}:{self.amendment.version}"


def amendments_shown(amendments: Iterable[Amendment]) -> list[AmendmentShown]:
    """In: proposals loaded with `Amendment.objects.visible_to(user).for_list()`."""
    return [amendment_shown(amendment) for amendment in amendments]


def amendment_shown(amendment: Amendment) -> AmendmentShown:
    """One proposal; no query where measure, challenge and row are loaded."""
    first, *parts = amendment.new_text.splitlines() or [""]
    pieces = differences(amendment.old_text, "" if amendment.kind == Kind.REMOVE else first)
    icon, color = _COLORS[State(amendment.state)]
    return AmendmentShown(
        amendment=amendment,
        title=title_of_amendment(amendment),
        code=_code(amendment),
        url=reverse("measures:amendment_detail", args=[amendment.pk]),
        old=marked([piece for piece in pieces if piece.kind != "ins"]),
        new=marked([piece for piece in pieces if piece.kind != "del"]),
        parts=parts if amendment.kind == Kind.SPLIT else [],
        icon=icon,
        color=color,
        moved_on=_moved_on(amendment),
    )


def _code(amendment: Amendment) -> str:
    line = amendment.challenge or (None if amendment.kind == Kind.ADD else amendment.measure)
    return line.code if line else ""


def title_of_amendment(amendment: Amendment) -> str:
    """What the proposal does, in few words: "T9: ny tekst", "Nytt tiltak i …"."""
    code = _code(amendment)
    if amendment.kind == Kind.CHANGE:
        return _("%(code)s: new text") % {"code": code}
    if amendment.kind == Kind.SPLIT:
        return _("%(code)s is split") % {"code": code}
    if amendment.kind == Kind.REMOVE:
        return _("%(code)s is taken out") % {"code": code}
    return _("New measure in «%(row)s»") % {"row": short_title(str(amendment.row), 50)}


def _moved_on(amendment: Amendment) -> bool:
    if amendment.state != State.PROPOSED or amendment.kind == Kind.ADD:
        return False
    line: Any = amendment.measure or amendment.challenge
    return line.text != amendment.old_text
