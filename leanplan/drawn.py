"""The drawing of the same facts is the same: drawn fragments are kept, by all that they show.

A page that many read draws much the same each time. It fetches its raw facts with few lean queries
(`values_list`, tuples), decides every right, and asks for each section here:

    drawn("measures/plan/_row.html", (lines, rights, filters), lambda: {"row": row_shown(...)})

The facts are the key, whole; nothing is ever made invalid, and nothing can be out of date. What is
called for the context (presenters) runs only where nobody has drawn the same before.

How to use it:

- The facts are plain: tuples of texts, numbers, days, yes and no, None. A model would be equal to
  itself with another text, so it is refused (TypeError), as is all that is not plain.
- Everything that the context is made from stands in the facts, or is made from what does: rows of
  the database with what hangs on them, filters and pages of the address, the answers to
  `has_perm`. No query and no user in the function that makes the context.
- Already in each key: the template, the language, the day, and what `provide` gives (the words and
  settings of the municipality with their thresholds). Leave these out.
- No key of a user where the fragment is the same for several: give what it depends on.
- The template is drawn without a request: no user, no message, no csrf token, no `site` can be in
  it. Give the path or the address as a fact where it needs one. What has a csrf token stays
  outside, in the page's own template.
- A section is as large as what changes together: a row of the plan, not a cell, not the page.

The drawings are kept in the process, at most `MOST` bytes; those asked for least lately go.
"""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date, datetime
from decimal import Decimal
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils.autoreload import file_changed
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from leanplan.clock import today

MOST = 16 * 1024 * 1024
_PLAIN = (str, int, float, bool, Decimal, date, datetime, type(None))


class Drawings:
    """What was worked out, by its key: at most so many bytes, keys included; safe among threads."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Any:
        """What is kept by that key, or None."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, found: Any, size: int) -> None:
        """Keep what takes so many bytes, in place of what was kept by the key; what was asked for
        least lately goes. Errors: TypeError for a key that is not plain."""
        size += _size(key)
        with self._lock:
            if size > self.most:
                return
            self.size += size - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = (found, size)
            while self.size > self.most:
                self.size -= self._kept.popitem(last=False)[1][1]

    def forget(self, **kwargs: object) -> None:
        """Begin empty, as a new process does: between measurements and tests."""
        with self._lock:
            self._kept.clear()
            self.size = 0


def _size(key: Any) -> int:
    """How many bytes a plain key takes, about."""
    if isinstance(key, (tuple, frozenset)):
        return sys.getsizeof(key) + sum(map(_size, key))
    if not isinstance(key, _PLAIN):
        raise TypeError(f"{key!r} is no plain fact; give what is shown of it (leanplan/drawn.py).")
    return sys.getsizeof(key)


drawings = Drawings(MOST)
# While one works on a template, its text is not among the facts.
file_changed.connect(drawings.forget, dispatch_uid="leanplan.drawn")

_surroundings: list[Callable[[], Hashable]] = []


def provide(surroundings: Callable[[], Hashable]) -> None:
    """Register what drawings depend on besides their facts; called in AppConfig.ready().

    In: a function that gives it, plain as facts are, without a query where a page has it already.
    """
    if surroundings not in _surroundings:
        _surroundings.append(surroundings)


def drawn(template: str, facts: Hashable, context: Callable[[], dict[str, Any]]) -> SafeString:
    """The template drawn with the context: as it was drawn of the same facts before, else now.

    In: all that the context is made from, plain (see above); what gives the context.
    Errors: TypeError for facts that are not plain.
    """
    key = template, surroundings(), facts
    text: SafeString | None = drawings.get(key)
    if text is None:
        text = render_to_string(template, context())
        drawings.keep(key, text, sys.getsizeof(text))
    return text


def surroundings() -> Hashable:
    """What every drawing depends on: the language, the day, and what is provided."""
    return get_language(), today(), tuple(known() for known in _surroundings)
