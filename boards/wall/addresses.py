"""Making, ending and reading the secret addresses of screens."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from boards.board_models import Board
from boards.wall.models import WallAddress
from leanplan.clock import now, today
from leanplan.periods import add_months
from leanplan.secret_address import digest_of, new_secret

# An address works at most so long; a screen asks at most so often.
MOST_MONTHS, USUAL_MONTHS = 12, 6
A_MINUTE = 120


class AskedTooOften(Exception):
    """The address has been asked more often than A_MINUTE in this minute."""


def usual_end(day: date) -> date:
    """Until when an address works where nobody says otherwise."""
    return add_months(day, USUAL_MONTHS)


@transaction.atomic
def wall_address_make(*, by: Any, board: Board, place: str, expires_on: date) -> tuple[str, int]:
    """Make an address of a board. Out: its secret part, shown once and not kept, and its key.

    Errors: ValidationError (the board is put away, a day that is past or too far off).
    """
    if board.is_closed:
        raise ValidationError(_("The board is put away, so it is shown on no screen."))
    if not today() <= expires_on <= add_months(today(), MOST_MONTHS):
        raise ValidationError({
            "expires_on": _("Choose a day from today until at most %(number)s months from now.")
            % {"number": MOST_MONTHS}
        })
    secret = new_secret()
    row = WallAddress(
        board=board, place=place.strip(), digest=digest_of(secret), expires_on=expires_on,
        made_by=by,
    )
    row.full_clean()
    row.save()
    return secret, row.pk


@transaction.atomic
def wall_address_end(*, by: Any, address: WallAddress) -> None:
    """Let an address work no longer; a second time changes nothing."""
    WallAddress.objects.filter(pk=address.pk, ended_at=None).update(ended_at=now(), ended_by=by)


def address_of_secret(secret: str) -> WallAddress | None:
    """The address that works, with its board; None for every other. One update, one query, and
    for a secret that is none, the query alone. Errors: AskedTooOften."""
    open_ = WallAddress.objects.open(today=today()).filter(digest=digest_of(secret))
    found = open_.select_related("board__owner").first()
    if found is not None and not _counted(found):
        raise AskedTooOften
    return found


def _counted(address: WallAddress) -> bool:
    """Count one time that it is asked; False where it is more than may be in a minute."""
    this = now().replace(second=0, microsecond=0)
    rows = WallAddress.objects.filter(pk=address.pk).exclude(minute=this, asked__gte=A_MINUTE)
    counted = Case(When(minute=this, then=F("asked") + 1), default=Value(1))
    return bool(rows.update(asked=counted, minute=this))


def asked_lately(address: WallAddress) -> bool:
    """A screen has asked within the last minutes."""
    return address.minute is not None and now() - address.minute < timedelta(minutes=3)
