"""Two people, one record: who saved first wins, and the other is shown both sides.

A row that a person edits by itself carries an integer `version`. Whoever changes it takes the row
first with one UPDATE … WHERE pk AND version; where no row answers, somebody was first.
"""

from collections.abc import Callable
from functools import partial, reduce
from operator import and_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.history import history_sign, note_in_history
from leanplan.said import spoken


class Conflict(Exception):
    """Somebody else saved first. `current` is the row as it is now, `mine` what was to be saved."""

    def __init__(self, current: models.Model, mine: dict[str, Any] | None = None) -> None:
        super().__init__(f"{current._meta.label} {current.pk} was changed by somebody else")
        self.current = current
        self.mine = mine or {}


class Refused(Exception):
    """Several rows were to be saved together, and none is. `why`: what stands against each, a
    Conflict or a ValidationError, by what the caller named the row."""

    def __init__(self, why: dict[Any, Any]) -> None:
        super().__init__(f"not saved: {', '.join(map(str, why))}")
        self.why = why


class Versioned(models.Model):
    """A row with a version that every save of a change raises by one."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    # What a person wrote and did not choose when two had changed the same (leanplan/forms.py);
    # the next save keeps it in the history.
    left_out = ""

    class Meta:
        abstract = True


def changed_fields(instance: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that differ from what the instance holds."""
    return {name: value for name, value in values.items() if getattr(instance, name) != value}


def take_row(instance: Versioned, version: int, mine: dict[str, Any] | None = None) -> None:
    """Take the row for this transaction, or raise Conflict where its version is another.

    In: the instance as loaded, the version the person saw. Out: instance.version is the new one.
    Call inside a transaction, then save the instance normally, so that its history is written.
    """
    model = type(instance)
    taken = model._base_manager.filter(pk=instance.pk, version=version).update(
        version=models.F("version") + 1
    )
    if not taken:
        raise Conflict(model._base_manager.get(pk=instance.pk), mine)
    instance.version = version + 1


def save_changes(
    instance: Versioned, values: dict[str, Any], *, version: int, by: Any, reason: str = ""
) -> dict[str, tuple[Any, Any]]:
    """Write the values that differ, with history; nothing changed writes and bumps nothing.

    In: values by field name, the version the person saw, the user, a reason for the history.
    Out: {field: (old, new)} of what was written. Errors: Conflict, ValidationError.
    """
    changes = changed_fields(instance, values)
    reason = _sentences(reason, instance.left_out)
    if not changes:
        if instance.left_out:
            note_in_history(instance, by=by, reason=reason)
        return {}
    take_row(instance, version, values)
    old = {name: getattr(instance, name) for name in changes}
    for name, value in changes.items():
        setattr(instance, name, value)
    _check(instance, changes)
    history_sign(instance, by=by, reason=reason)
    instance.save()
    return {name: (old[name], value) for name, value in changes.items()}


def save_draft(instance: Versioned, values: dict[str, Any], *, version: int) -> bool:
    """Write the values that differ into a draft: with its version, and without a history.

    Out: something was written. Errors: Conflict, ValidationError. See `history_begin`.
    """
    changes = changed_fields(instance, values)
    if not changes:
        return False
    take_row(instance, version, values)
    for name, value in changes.items():
        setattr(instance, name, value)
    _check(instance, changes)
    instance.save_without_historical_record()  # type: ignore[attr-defined]
    return True


def _sentences(*parts: str) -> str:
    """The parts one after the other, each ended like a sentence where another follows."""
    texts = [part.strip() for part in parts if part.strip()]
    ended = [text if spoken(text)[-1:] in ".!?" else f"{text}." for text in texts[:-1]]
    return " ".join([*ended, *texts[-1:]])


def _check(instance: models.Model, changes: dict[str, Any]) -> None:
    """Validate like full_clean, but only what the changed fields can have broken.

    Django asks the database once for each foreign key and three times for each constraint.
    """
    same = {field.name for field in instance._meta.fields if field.name not in changes}
    touched = [rule for rule in instance._meta.constraints if not changes.keys().isdisjoint(
        _mentioned(rule)
    )]
    checks: list[Callable[[], None]] = [
        lambda: instance.clean_fields(exclude=same),
        instance.clean,
        *(
            partial(rule.validate, type(instance), instance)
            for rule in _in_doubt(instance, touched)
        ),
    ]
    errors: dict[str, Any] = {}
    for check in checks:
        try:
            check()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _in_doubt(
    instance: models.Model, rules: list[models.BaseConstraint]
) -> list[models.BaseConstraint]:
    """The rules to be asked about one by one: conditions that hold all together are asked once."""
    conditions = [rule for rule in rules if isinstance(rule, models.CheckConstraint)]
    if len(conditions) < 2:
        return rules
    every = reduce(and_, (models.Q(rule.condition) for rule in conditions))
    against = instance._get_field_expression_map(meta=instance._meta)  # type: ignore[attr-defined]
    if not every.check(against):
        return rules
    return [rule for rule in rules if not isinstance(rule, models.CheckConstraint)]


def _mentioned(constraint: models.BaseConstraint) -> set[str]:
    """Names of the fields a constraint speaks of."""
    names = set(getattr(constraint, "fields", ()))
    condition = getattr(constraint, "condition", None)
    if condition is not None:
        names |= {name.split("__")[0] for name in condition.referenced_base_fields}
    return names


def create(instance: models.Model, *, by: Any, reason: str = "") -> Any:
    """Check and save a new row, with the user and the reason in its history."""
    instance.full_clean()
    history_sign(instance, by=by, reason=reason)
    instance.save()
    return instance
