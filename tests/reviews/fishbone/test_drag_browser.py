"""Dragging causes in the meeting, and pasting more than there is room for, in Chromium."""

import pytest

from reviews.fishbone.actions.causes import cause_edit
from reviews.fishbone.models import MAX_CAUSES, Cause
from tests.reviews.fishbone.making import add, make_analysis
from tests.reviews.fishbone.test_meeting_browser import opened

PASTE = """text => {
  const field = document.getElementById("fb-text");
  field.focus();
  const pasted = new DataTransfer();
  pasted.setData("text", text);
  const event = { clipboardData: pasted, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent("paste", event));
}"""


@pytest.fixture
def analysis(cast):
    return make_analysis(cast)


@pytest.fixture
def meeting(browser, live_server, cast, analysis):
    """The page of the meeting, high enough for all bones, and what went wrong on it."""

    def open_():
        page = opened(
            browser, live_server, cast.coach, f"/analyser/{analysis.pk}/mote/", page_faults
        )
        page.set_viewport_size({"width": 1440, "height": 2400})
        return page

    page_faults = []
    yield open_
    assert page_faults == []


def drag(page, cause, target):
    page.locator(f"#arsak-{cause.pk} > .fbm__t").drag_to(page.locator(target))
    page.wait_for_timeout(400)


def test_a_cause_is_dragged_to_another_bone_and_under_another_cause(analysis, meeting):
    first, second = add(analysis, "Møtet faller bort"), add(analysis, "Ny leder")
    bone = analysis.bones.all()[4]
    page = meeting()
    drag(page, first, f"#bein-{bone.pk}-n")
    first.refresh_from_db()
    assert first.bone == bone
    drag(page, second, f"#arsak-{first.pk} > .fbm__t")
    second.refresh_from_db()
    assert (second.parent, second.bone) == (first, None)
    # Under its own why it cannot go; nothing is sent.
    drag(page, first, f"#arsak-{second.pk} > .fbm__t")
    first.refresh_from_db()
    assert first.bone == bone


def test_a_cause_somebody_changed_meanwhile_is_told_and_stays(cast, analysis, meeting):
    cause = add(analysis, "Møtet faller bort")
    page = meeting()
    # The page's questions for news are held back, so that it has the old version.
    page.route("**/nytt/**", lambda route: route.abort())
    cause_edit(
        by=cast.drel, cause=cause, version=1, text="Endret", evidence="", under=cause.bone
    )
    drag(page, cause, f"#bein-{analysis.bones.last().pk}-n")
    page.wait_for_selector("#fb-note:not([hidden])")
    assert "Noen andre endret" in page.inner_text("#fb-note")
    assert "Endret" in page.inner_text("#fb-board")
    assert Cause.objects.get().bone == analysis.bones.first()


def test_what_has_no_room_is_kept_and_can_be_copied(analysis, meeting):
    for number in range(MAX_CAUSES - 2):
        add(analysis, f"Årsak {number}", key=f"key-{number:04}")
    page = meeting()
    page.evaluate(PASTE, "\n".join(f"Limt {number}" for number in range(500)))
    page.wait_for_selector(".fbm__many")
    assert analysis.causes.count() == MAX_CAUSES
    kept = page.input_value(".fbm__many textarea").split("\n")
    assert kept == [f"Limt {number}" for number in range(2, 500)]
    page.reload()
    page.wait_for_selector(".fbm__many")
    assert len(page.input_value(".fbm__many textarea").split("\n")) == 498
