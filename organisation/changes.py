"""Telling apps above that the organisation changed, without knowing them.

Who listens is called once a transaction, when it is committed, with all that changed in it: a
thousand units made in one go are one call.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from asgiref.local import Local
from django.db import transaction


@dataclass(frozen=True)
class Changed:
    """What changed. unit_ids: units with what lies below them. settings: keys of settings."""

    unit_ids: frozenset[int] = frozenset()
    settings: frozenset[str] = frozenset()


Listener = Callable[[Changed], None]
_listeners: list[Listener] = []
_waiting = Local()


def listen(listener: Listener) -> None:
    """Be called after changes; called in AppConfig.ready()."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(*, unit_ids: Iterable[int] = (), settings: Iterable[str] = ()) -> None:
    """Say that units (their place, period, leaders) or settings changed in this transaction.

    A listener that fails leaves the change as it is and is logged; the nightly run mends it.
    """
    before: Changed = getattr(_waiting, "changed", Changed())
    _waiting.changed = Changed(before.unit_ids | set(unit_ids), before.settings | set(settings))
    transaction.on_commit(_pass_on, robust=True)


def forget() -> None:
    """Let go of what was told and never committed; for tests, whose transactions never are."""
    _waiting.changed = Changed()


def _pass_on() -> None:
    """The first of a transaction's calls passes all on; the others find nothing left."""
    changed: Changed = getattr(_waiting, "changed", Changed())
    _waiting.changed = Changed()
    if changed != Changed():
        for listener in _listeners:
            listener(changed)
