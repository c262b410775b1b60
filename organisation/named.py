"""A position as a list reads it: a few columns of a query in place of the models behind them."""

from typing import NamedTuple

from organisation.labels import Words, position_label, role_words


class Named(NamedTuple):
    """A position with all that its name is made of. unit_name, short, kind: of its unit."""

    pk: int
    role: str
    each: bool
    unit_name: str
    short: str
    kind: str

    @property
    def place(self) -> str:
        """The unit as said in daily work."""
        return self.short or self.unit_name

    @property
    def words(self) -> Words:
        """What the municipality calls the role, in this kind of unit."""
        return role_words(self.role, self.kind)

    @property
    def label(self) -> str:
        """The same as Position.label."""
        return position_label(self.words, role=self.role, place=self.place, each=self.each)


def columns(prefix: str = "") -> tuple[str, ...]:
    """What a query of values fetches for one. prefix: the relation to the position, or "".

    A row of them is made a Named by `Named(*row)`; where there is no position each is None.
    """
    names = ("pk", "role", "each", "unit__name", "unit__short_name", "unit__kind")
    return tuple(f"{prefix}__{name}" if prefix else name for name in names)
