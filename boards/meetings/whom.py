"""Who a decision is for, as it was written on the board: a position, or words."""

from datetime import date

from organisation.holders import holders_of
from organisation.models import Position
from organisation.owners import meaning_of


def whom(text: str, *, on: date) -> tuple[Position | None, str]:
    """The position where its name, or its holder's, is written in full; else the words as they are.

    A first name or a part of a title assigns nothing.
    """
    written = " ".join(text.split())
    position = meaning_of(written, on=on).position if written else None
    if position is None:
        return None, written
    names = [one.name for one in holders_of([position.pk], on=on).get(position.pk, ())]
    full = {position.label, *names, *(f"{position.label} ({name})" for name in names),
            *(f"{name} ({position.label})" for name in names)}
    if written.lower() in {one.lower() for one in full}:
        return position, ""
    return None, written
