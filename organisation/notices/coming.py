"""The next mail to a person, as the app that writes it sees it coming."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from leanplan.mail import Letter


@dataclass(frozen=True)
class Coming:
    """The mail and the day it goes, if nothing changes before."""

    day: date
    letter: Letter


_providers: list[Callable[[Any, date], Coming | None]] = []


def provide(next_mail: Callable[[Any, date], Coming | None]) -> None:
    """Register who knows the next mail to a user; called in AppConfig.ready()."""
    _providers[:] = [next_mail]


def next_mail(user: Any, *, today: date) -> Coming | None:
    """The next mail to a user; None where none is coming as things are."""
    return _providers[0](user, today) if _providers else None
