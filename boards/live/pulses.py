"""Counting changes, one at a time, and asking how far the counting has come (ADR 0015)."""

from django.db.models import F

from boards.live.models import LivePulse
from leanplan.clock import today


def live_changed(*keys: str) -> None:
    """Wait for one's turn at what the keys name ("board:12"), and count the change.

    Call it first in the transaction of the change, with all its keys at once: whoever comes after
    waits until this transaction has ended, on both databases, so what is read from here on is what
    stands. Several are taken in one order, so that two changes never wait for each other.
    """
    for key in sorted(set(keys)):
        if not _count(key):
            LivePulse.objects.bulk_create([LivePulse(key=key, number=0)], ignore_conflicts=True)
            _count(key)


def _count(key: str) -> int:
    return LivePulse.objects.filter(key=key).update(number=F("number") + 1)


def live_state(*keys: str) -> str:
    """What a page that shows what the keys name has to ask for news by; one query.

    The day is in it: what is overdue changes at midnight without anybody's doing.
    """
    numbers = dict(LivePulse.objects.filter(key__in=keys).values_list("key", "number"))
    return state_of(*(numbers.get(key, 0) for key in keys))


def state_of(*numbers: int) -> str:
    """The same, for numbers that were read along with something else."""
    return f"{today():%Y%m%d}-{'-'.join(map(str, numbers))}"
