"""A place that apps above fill when they are ready, so that an app below needs not name them."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

from django.utils.functional import Promise

Text = str | Promise


class Keyed(Protocol):
    """Something with a name of its own in its slot."""

    @property
    def key(self) -> str:
        """Its name: letters, digits and _."""


T = TypeVar("T", bound=Keyed)


class Slot(Generic[T]):
    """What apps have put into one place, in the order they were ready. A key is taken once."""

    def __init__(self) -> None:
        self._filled: dict[str, T] = {}

    def register(self, item: T) -> T:
        """Put something in; called in AppConfig.ready(). Errors: ValueError for a taken key."""
        if self._filled.get(item.key, item) != item:
            raise ValueError(f"{item.key} is registered already")
        self._filled[item.key] = item
        return item

    def remove(self, key: str) -> None:
        """Take something out again; for tests."""
        del self._filled[key]

    def get(self, key: str) -> T | None:
        """What has that key; None where no app that is installed brings it."""
        return self._filled.get(key)

    def __iter__(self) -> Iterator[T]:
        return iter(list(self._filled.values()))
