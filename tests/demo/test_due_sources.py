"""What each source brings for *Min oversikt* is what it brings to reminders, less what is near."""

from datetime import timedelta

import pytest

from measures.registries import due_sources
from organisation.models import Position
from tests.world import TODAY

# So late that visits of the demo lie behind it that nobody has written down.
DAY = TODAY + timedelta(days=40)


def late_sources():
    """Those that tell others' late items apart in the database."""
    return [source for source in due_sources if source.with_late is not None]


@pytest.mark.parametrize("key", [source.key for source in late_sources()])
@pytest.mark.parametrize("days", [-400, -7, 0])
def test_with_late_gives_own_items_and_others_late_ones(key, days, fjellvik):
    source = due_sources.get(key)
    positions = sorted(Position.objects.values_list("pk", flat=True))
    own, others = set(positions[::2]), set(positions[1::2])
    before = DAY + timedelta(days=days)
    wanted = {
        item for item in source.items(own | others, DAY)
        if item.position_id in own or item.due < before
    }
    found = list(source.with_late(own, others, before, DAY))
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_with_late_has_something_to_compare(fjellvik):
    positions = set(Position.objects.values_list("pk", flat=True))
    for source in late_sources():
        items = list(source.items(positions, DAY))
        assert any(item.due < DAY - timedelta(days=7) for item in items), source.key
