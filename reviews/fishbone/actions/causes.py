"""Causes: several people add, change and move them at once, and nothing is lost."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from leanplan.history import bulk_create_tracked, history_sign
from leanplan.versioning import create, save_changes, take_row
from reviews.fishbone.actions.turns import take_open_turn
from reviews.fishbone.models import (
    MAX_CAUSES,
    Cause,
    CauseCategory,
    CauseVotes,
    FishboneAnalysis,
)
from reviews.fishbone.rules import MAX_LEVEL, fits_under

Place = CauseCategory | Cause


class CauseGone(Exception):
    """Somebody removed the cause while it was being changed."""


@transaction.atomic
def cause_add(
    *, by: Any, analysis: FishboneAnalysis, under: Place, text: str, key: str
) -> Cause:
    """Write a cause on a bone, or a why under a cause. The same key again makes nothing new.

    Errors: ValidationError (no text, too long, too deep, too many, held); CauseGone where the
    cause it explains was removed.
    """
    take_open_turn(analysis)
    standing = analysis.causes.filter(key=key).first()
    if standing is not None:
        return standing
    _refuse_many(analysis)
    under = _standing(under)
    parent = under if isinstance(under, Cause) else None
    _refuse_place(analysis, None, parent)
    siblings = analysis.causes.filter(**_place(under))
    last = siblings.aggregate(last=Max("order"))["last"] or 0
    made: Cause = create(
        Cause(
            analysis=analysis, key=key, text=" ".join(text.split()), order=last + 10,
            **_place(under),
        ),
        by=by,
    )
    CauseVotes.objects.create(cause=made)
    return made


@transaction.atomic
def causes_add(
    *, by: Any, analysis: FishboneAnalysis, under: Place, lines: Iterable[tuple[str, str]]
) -> list[str]:
    """Write many causes in one place, as a list was pasted; a few queries for any number.

    lines: (key, text) of each; a key that stands already makes nothing new. Returns the keys for
    which there was no room. Errors: as `cause_add`, but for too many; then nothing is written.
    """
    take_open_turn(analysis)
    under = _standing(under)
    _refuse_place(analysis, None, under if isinstance(under, Cause) else None)
    known = set(analysis.causes.values_list("key", flat=True))
    fresh = {key: text for key, text in lines if key not in known}
    room = max(0, MAX_CAUSES - len(known))
    siblings = analysis.causes.filter(**_place(under))
    last = siblings.aggregate(last=Max("order"))["last"] or 0
    rows = [
        Cause(
            analysis=analysis, key=key, text=" ".join(text.split()), order=last + 10 * number,
            **_place(under),
        )
        for number, (key, text) in enumerate(list(fresh.items())[:room], start=1)
    ]
    for row in rows:
        row.clean_fields(exclude=("analysis", "bone", "parent"))
    made = bulk_create_tracked(Cause, rows, by=by)
    CauseVotes.objects.bulk_create(CauseVotes(cause=cause) for cause in made)
    return list(fresh)[room:]


def no_room() -> str:
    """That an analysis holds no more, causes and whys together."""
    return _(
        "The analysis has %(number)s causes and whys together, and holds no more. Put those that "
        "say the same together, and remove some first."
    ) % {"number": MAX_CAUSES}


def _standing(place: Place) -> Place:
    """The place as it is now. Errors: CauseGone."""
    try:
        return type(place)._base_manager.get(pk=place.pk)
    except (Cause.DoesNotExist, CauseCategory.DoesNotExist):
        raise CauseGone from None


def _place(under: Place) -> dict[str, Any]:
    if isinstance(under, Cause):
        return {"bone": None, "parent": under}
    return {"bone": under, "parent": None}


def _refuse_many(analysis: FishboneAnalysis) -> None:
    if analysis.causes.count() >= MAX_CAUSES:
        raise ValidationError(no_room())


def _refuse_place(analysis: FishboneAnalysis, cause: Cause | None, parent: Cause | None) -> None:
    parents = dict(analysis.causes.values_list("pk", "parent"))
    why = fits_under(cause.pk if cause else None, parent.pk if parent else None, parents)
    if why == "circle":
        raise ValidationError(
            {"under": _("A cause cannot stand under itself, or under a why of its own.")}
        )
    if why == "deep":
        raise ValidationError(
            {
                "under": _("There are at most %(number)s whys under a cause.")
                % {"number": MAX_LEVEL}
            }
        )


@transaction.atomic
def cause_edit(
    *, by: Any, cause: Cause, version: int, text: str, evidence: str, under: Place
) -> dict[str, tuple[Any, Any]]:
    """Change a cause's text and what shows it, or move it with all its whys.

    Errors: Conflict, CauseGone, ValidationError (under itself, too deep, too long, held).
    """
    take_open_turn(cause.analysis)
    _refresh(cause)
    return _write(
        cause, {"text": " ".join(text.split()), "evidence": evidence.strip()}, under,
        version=version, by=by,
    )


def _write(
    cause: Cause, values: dict[str, Any], under: Place, *, version: int, by: Any
) -> dict[str, tuple[Any, Any]]:
    """Write values and the place of a cause that has just been read."""
    analysis, under = cause.analysis, _standing(under)
    parent = under if isinstance(under, Cause) else None
    values = {**values, **_place(under)}
    moved = (values["bone"], values["parent"]) != (cause.bone, cause.parent)
    if moved and version == cause.version:
        _refuse_place(analysis, cause, parent)
        siblings = analysis.causes.filter(**_place(under))
        values["order"] = (siblings.aggregate(last=Max("order"))["last"] or 0) + 10
    return save_changes(cause, values, version=version, by=by)


@transaction.atomic
def cause_move(*, by: Any, cause: Cause, version: int, under: Place) -> dict[str, tuple[Any, Any]]:
    """Hang a cause with all its whys in another place, as it was dragged there.

    Errors: Conflict, CauseGone, ValidationError (under itself, too deep, held).
    """
    take_open_turn(cause.analysis)
    _refresh(cause)
    return _write(cause, {}, under, version=version, by=by)


def _refresh(cause: Cause) -> None:
    """Read the cause anew, now that nobody else can change it. Errors: CauseGone."""
    try:
        cause.refresh_from_db()
    except Cause.DoesNotExist:
        raise CauseGone from None


@transaction.atomic
def cause_remove(*, by: Any, cause: Cause, version: int) -> None:
    """Remove a cause nothing hangs on. Removed already, it stays removed.

    Errors: Conflict (changed since it was seen), ValidationError (whys under it, something made
    from it, held).
    """
    take_open_turn(cause.analysis)
    try:
        _refresh(cause)
    except CauseGone:
        return
    if cause.whys.exists():
        raise ValidationError(_("There are whys under it. Remove or move them first."))
    if cause.outcomes.exists():
        raise ValidationError(_("Something is made from it, so it stays as where that came from."))
    take_row(cause, version)
    history_sign(cause, by=by)
    cause.delete()


@transaction.atomic
def cause_vote(*, by: Any, cause: Cause, step: int) -> None:
    """Give a cause a vote (1), or take one back (-1); never under none. Who voted is not kept.

    Errors: ValidationError (held).
    """
    take_open_turn(cause.analysis)
    votes = CauseVotes.objects.filter(cause=cause)
    if step > 0:
        votes.update(number=F("number") + 1)
    else:
        votes.filter(number__gt=0).update(number=F("number") - 1)


@transaction.atomic
def cause_mark(*, by: Any, cause: Cause, root: bool) -> None:
    """Mark a cause as a root cause, or take the mark away. Errors: CauseGone, ValidationError."""
    take_open_turn(cause.analysis)
    _refresh(cause)
    if cause.is_root == root:
        return
    last = cause.analysis.causes.aggregate(last=Max("root_order"))["last"] or 0
    save_changes(
        cause, {"root_order": last + 1 if root else None}, version=cause.version, by=by
    )
