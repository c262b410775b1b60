import pytest

from organisation.notices import coming, kinds


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch):
    """Two kinds of the tests' own; nobody knows of a next mail."""
    monkeypatch.setattr(kinds, "_kinds", {})
    monkeypatch.setattr(coming, "_providers", [])
    kinds.register(
        kinds.NoticeKind("near", "mine", "Calendar", "«%(text)s» nærmer seg", "Frist %(due_on)s")
    )
    kinds.register(kinds.NoticeKind("late", "leaders", "Bell", "%(text)s er sen", color="danger"))
