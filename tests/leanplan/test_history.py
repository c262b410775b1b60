from datetime import UTC, datetime

from leanplan.clock import pinned
from leanplan.history import changes_of, history_sign, note_in_history, steps_of
from leanplan.versioning import create, save_changes
from organisation.models import Person


def test_steps_of_pairs_each_record_with_the_one_before(plan, cast):
    measure = plan.measures.get(code="T2")
    steps = steps_of(measure)
    assert [before is None for _, before in steps] == [False] * (len(steps) - 1) + [True]
    assert [record.pk for record, _ in steps_of(measure, last=1)] == [steps[0][0].pk]
    assert steps_of(measure, last=len(steps)) == steps
    assert steps_of(measure, last=99) == steps


def test_changes_of_leaves_out_what_is_hidden(plan, cast):
    measure = plan.measures.get(code="T2")
    save_changes(
        measure, {"description": "Slik", "done_when": "Da"}, version=measure.version, by=cast.chief
    )
    fields = [change.field for change in changes_of(measure, hidden=["done_when"])]
    assert fields[0] == "description"
    assert "done_when" not in fields


def test_history_sign_says_who_when_and_why(plan, cast):
    measure = plan.measures.get(code="T2")
    moment = datetime(2018, 12, 1, 9, 30, tzinfo=UTC)
    history_sign(measure, by=cast.member, reason="Fra før")
    with pinned(moment):
        history_sign(measure, by=cast.chief)
        measure.save()
    made = measure.history.first()
    said = (made.history_user, made.history_date, made.history_change_reason)
    assert said == (cast.chief, moment, "")


def test_history_sign_of_a_row_that_goes(cast):
    row = create(Person(given_name="Kari", family_name="Nordmo"), by=cast.chief)
    key, moment = row.pk, datetime(2018, 3, 2, 9, 30, tzinfo=UTC)
    with pinned(moment):
        history_sign(row, by=cast.secretary, reason="Ført to ganger")
        row.delete()
    gone = Person.history.get(id=key, history_type="-")
    said = (gone.history_user, gone.history_date, gone.history_change_reason)
    assert said == (cast.secretary, moment, "Ført to ganger")


def test_note_in_history_leaves_the_row_as_it_is(plan, cast):
    measure = plan.measures.get(code="T2")
    stale = plan.measures.get(code="T2")
    save_changes(measure, {"description": "Slik"}, version=measure.version, by=cast.chief)
    note_in_history(stale, by=cast.member, reason="En merknad")
    measure.refresh_from_db()
    assert (measure.description, measure.version) == ("Slik", stale.version + 1)
    latest = changes_of(measure)[0]
    assert (latest.field, latest.reason, latest.by) == ("", "En merknad", cast.member)


def test_save_changes_keeps_what_was_left_out_behind_the_reason(plan, cast):
    measure = plan.measures.get(code="T2")
    measure.left_out = "Ikke valgt: A"
    save_changes(
        measure, {"description": "Slik"}, version=measure.version, by=cast.chief, reason="Fordi"
    )
    assert changes_of(measure)[0].reason == "Fordi. Ikke valgt: A"
