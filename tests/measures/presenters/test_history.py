from datetime import date

from leanplan.history import note_in_history
from measures.actions.measures import (
    deadline_set,
    measure_allocate,
    measure_edit,
    measure_suggest,
)
from measures.models import Measure
from measures.presenters.history import history_of
from measures.rules import Deadline

DECEMBER = Deadline.on(date(2018, 12, 14))


def get(plan, code):
    return Measure.objects.select_related("plan").get(plan=plan, code=code)


def told(entries):
    return [(entry.kind, entry.label, entry.old, entry.new) for entry in entries]


def test_history_of_a_new_measure_is_its_making(plan, cast):
    (entry,) = history_of(get(plan, "T5"), user=cast.chief)
    assert (entry.kind, entry.by, entry.title) == ("made", "Anne Bråten", "DREL Solsiden")


def test_history_of_one_save_is_one_step(plan, cast):
    measure = get(plan, "T1")
    measure_allocate(
        by=cast.chief, measure=measure, version=1, owner=cast.positions.tol, deadline=DECEMBER
    )
    first, second, made = history_of(measure, user=cast.chief)
    assert told([first, second]) == [
        ("changed", "Ansvarlig", "", "TOL Helse og omsorg"),
        ("changed", "Frist", "", "14.12.2018"),
    ]
    assert first.step == second.step != made.step


def test_history_of_a_used_suggestion_does_not_tell_that_it_went_away(plan, cast):
    measure = get(plan, "T1")
    measure_suggest(
        by=cast.secretary, measure=measure, version=1, owner=cast.positions.tol, deadline=DECEMBER
    )
    measure_allocate(
        by=cast.chief, measure=measure, version=2, owner=cast.positions.tol, deadline=DECEMBER
    )
    labels = [entry.label for entry in history_of(measure, user=cast.chief)]
    assert labels == ["Ansvarlig", "Frist", "Foreslått ansvarlig", "Foreslått frist", ""]


def test_history_of_texts_shows_what_changed_in_them(plan, cast):
    measure = get(plan, "T2")
    for text in ("Kort møte hver uke", "Kort møte hver dag"):
        measure_edit(
            by=cast.chief, measure=measure, version=measure.version, values={"description": text}
        )
    latest = history_of(measure, user=cast.chief)[0]
    assert latest.is_text
    assert "<del>" in latest.marked
    assert "dag</ins>" in latest.marked


def test_history_of_challenges_is_one_entry_a_save(plan, cast):
    measure = get(plan, "T2")
    first, second = measure.row.challenges.all()
    for challenges in ([first], [second]):
        measure_edit(
            by=cast.chief, measure=measure, version=measure.version, values={},
            challenges=challenges,
        )
    entries = history_of(measure, user=cast.chief)
    answers = [(entry.old, entry.new) for entry in entries if entry.label == "Svarer på"]
    assert answers == [("U1", "U2"), ("", "U1")]


def test_history_of_a_note_changes_nothing(plan, cast):
    measure = get(plan, "T2")
    measure_edit(
        by=cast.chief, measure=measure, version=measure.version, values={},
        challenges=measure.row.challenges.all(),
    )
    note_in_history(measure, by=cast.member, reason="Ikke valgt: Frist «14.12.2018»")
    entry = history_of(measure, user=cast.chief)[0]
    assert (entry.kind, entry.by, entry.label) == ("noted", "Ola Brekke", "")
    assert entry.day == "13. nov."
    measure.refresh_from_db()
    assert measure.challenges.count() == 2


def test_history_of_the_last_steps_only(plan, cast):
    measure = get(plan, "T2")
    for day in (10, 11, 12, 13):
        deadline_set(
            by=cast.chief, measure=measure, version=measure.version,
            deadline=Deadline.on(date(2019, 1, day)), reason=str(day),
        )
    entries = history_of(measure, user=cast.chief, last=2)
    assert [entry.reason for entry in entries] == ["13", "12"]
    assert history_of(measure, user=cast.chief, last=99)[-1].kind == "made"


def test_history_of_what_the_reader_may_not_see_is_not_named(plan, cast):
    measure = get(plan, "T5")
    measure_edit(
        by=cast.drel, measure=measure, version=1, values={"supports": get(plan, "T6")}
    )
    assert "Hemmelig" in str(told(history_of(measure, user=cast.chief)))
    seen = told(history_of(measure, user=cast.drel))
    assert "Hemmelig" not in str(seen)
    assert [label for _, label, _, _ in seen] == [""]
