"""Every fact of the plan page is in the key of its drawing: the kept page is never out of date."""

import re
from datetime import date
from decimal import Decimal

import pytest

from challenges.models import BasisEntry, FocusArea, FocusStatement
from leanplan.drawn import drawings
from leanplan.versioning import create
from measures.actions.amendments import amendment_decide, amendment_propose
from measures.actions.bindings import rule_bind, rule_unbind
from measures.actions.measures import (
    measure_allocate,
    measure_create,
    measure_edit,
    measure_suggest,
    status_change,
)
from measures.actions.metrics import metric_edit, reading_create
from measures.actions.obligations import obligation_meet
from measures.actions.plan_parts import plan_edit, row_edit
from measures.actions.plans import plan_evaluate
from measures.models import Measure, MeasureRule, Obligation
from measures.rules import Deadline
from organisation.actions import appoint, appointment_end, setting_change, setting_version
from organisation.models import Appointment, Label, Person, User
from organisation.roles import Role
from tests.drawn import assert_follows, change_in_place, cold_page_of, fields_of, page_of
from tests.measures.bulk import many_in_units
from tests.measures.duties import RULE, metric, obligation
from tests.world import TODAY, make_draft

URL = "/handlingsplan/"
READERS = ("chief", "tol", "drel", "reader", "secretary")


@pytest.fixture
def full(cast, plan):
    """The plan with one of everything that its page shows."""
    area = create(FocusArea(plan=plan, name="Brukeren", objective="Mer verdi."), by=None)
    create(FocusStatement(focus_area=area, text="Vi måler det brukeren merker."), by=None)
    create(BasisEntry(plan=plan, text="Evaluering", dated_on=date(2018, 3, 2)), by=None)
    row = plan.rows.first()
    row_edit(by=cast.chief, row=row, version=row.version, values={"focus_area": area})
    figure = metric(cast, plan)
    reading_create(by=cast.chief, metric=figure, read_on=date(2018, 10, 1), value=Decimal(60))
    reading_create(by=cast.chief, metric=figure, read_on=date(2018, 11, 1), value=Decimal(70))
    obligation(cast, "drel", "home")
    rule_bind(by=cast.chief, measure=plan.measures.get(code="T3"), rule_key=RULE)
    return plan


def measure(plan, code):
    return plan.measures.get(code=code)


def _status(cast, plan, code="T2"):
    one = measure(plan, code)
    status_change(by=cast.chief, measure=one, version=one.version, status="in_progress")


def _report(cast, plan):
    one = measure(plan, "T2")
    status_change(by=cast.chief, measure=one, version=one.version, status=one.status, comment="Ja")


def _own(cast, plan):
    one = measure(plan, "T1")
    measure_allocate(
        by=cast.chief, measure=one, version=one.version, owner=cast.positions.tol,
        deadline=Deadline.on(date(2018, 11, 30)),
    )


def _suggest(cast, plan):
    one = measure(plan, "T1")
    measure_suggest(
        by=cast.secretary, measure=one, version=one.version, owner=cast.positions.tol,
        deadline=Deadline.on(date(2018, 11, 30)),
    )


def _execute(cast, plan):
    one = measure(plan, "T3")
    Measure.objects.filter(pk=one.pk).update(executor=cast.reader.person)


def _edit_units(cast, plan):
    one = measure(plan, "T5")
    measure_edit(by=cast.drel, measure=one, version=one.version, values={"text": "Noe annet"})


def _new_in_unit(cast, plan):
    measure_create(by=cast.drel, row=plan.rows.first(), unit=cast.units.home, text="Nytt")


def _amend(cast, plan, **values):
    made = amendment_propose(by=cast.chief, plan=plan, reason="Fordi.", **values)
    amendment_decide(by=cast.chief, amendment=made, version=made.version, adopt=True,
                     decided_by="RLG", decided_on=TODAY)


def _row(cast, plan):
    row = plan.rows.last()
    row_edit(by=cast.chief, row=row, version=row.version, values={"title": "Nytt navn"})


def _plan(cast, plan):
    plan.refresh_from_db()
    plan_edit(by=cast.chief, plan=plan, version=plan.version,
              values={"strategy_url": "https://vikdal.example/strategi"})


def _evaluate(cast, plan):
    plan.refresh_from_db()
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Det gikk bra.")


def _leave(cast, plan):
    held = Appointment.objects.get(person=cast.chief.person)
    appointment_end(by=cast.secretary, appointment=held, ends_on=date(2018, 11, 1),
                    version=held.version)


def _act(cast, plan):
    appoint(by=cast.secretary, person=cast.coach.person, role=Role.CHIEF_EXECUTIVE,
            unit=cast.units.municipality, starts_on=date(2018, 11, 1), acting=True)


def _number(cast, plan):
    setting_change(by=cast.chief, key="measures.near_days", value="60",
                   version=setting_version("measures.near_days"))


def _word(cast, plan):
    Label.objects.create(key="role.service_area_manager", language="nb", short="OL",
                         name="områdeleder", plural="områdeledere")


def _reading(cast, plan):
    reading_create(by=cast.chief, metric=measure(plan, "T2").metrics.get(), read_on=TODAY,
                   value=Decimal(92))


def _target(cast, plan):
    figure = measure(plan, "T2").metrics.get()
    metric_edit(by=cast.chief, metric=figure, version=figure.version, values={"target": 95})


def _meet(cast, plan):
    duty = Obligation.objects.get()
    obligation_meet(by=cast.chief, obligation=duty, version=duty.version, met_on=TODAY)


def _unbind(cast, plan):
    rule_unbind(by=cast.chief, measure=measure(plan, "T3"), rule_key=RULE)


CHANGES = {
    "status": _status, "status of a unit's": lambda cast, plan: _status(cast, plan, "T5"),
    "report": _report, "owner and deadline": _own, "executor": _execute,
    "text of a unit's": _edit_units, "new in a unit": _new_in_unit, "title of a row": _row,
    "link of the plan": _plan, "plan is over": _evaluate, "leader leaves": _leave,
    "somebody acts": _act, "setting": _number, "word": _word, "reading": _reading,
    "target": _target, "duty is kept": _meet, "rule goes": _unbind,
    "next generation": lambda cast, plan: make_draft(cast, generation=3),
    "suggestion": _suggest,
    "many in a unit": lambda cast, plan: many_in_units(
        plan, 9, unit=cast.units.home, owner=cast.positions.drel
    ),
}
# Who sees nothing of it on the plan page; everybody else must.
OUTSIDE = ("reader", "secretary")
UNSEEN = {
    "suggestion": READERS, "report": READERS, "executor": ("chief", "tol", "drel", "secretary"),
    "next generation": ("tol", "drel", "reader"),
    "status of a unit's": OUTSIDE, "text of a unit's": OUTSIDE,
    "new in a unit": OUTSIDE, "many in a unit": OUTSIDE,
}


@pytest.mark.parametrize("part", READERS)
@pytest.mark.parametrize("name", CHANGES)
def test_plan_page_follows_each_change(name, part, sign_in, cast, full):
    client = sign_in(cast[part])
    assert_follows(
        client, full.get_absolute_url(), lambda: CHANGES[name](cast, full),
        what=f"{name}, {part}", seen=part not in UNSEEN.get(name, ()),
    )


@pytest.mark.parametrize("query", ["", "?rad={row}&sok=e"])
def test_plan_page_follows_every_stored_field(query, sign_in, cast, full):
    """Each field of each row that the page is made from, changed in the database itself."""
    client, row = sign_in(cast.chief), full.rows.last()
    url = URL + query.format(row=row.pk)
    one = full.measures.get(code="T2")
    figure = one.metrics.get()
    rows = [
        full, full.series, full.owner, full.adopted_by, full.rows.first(), row,
        *[challenge for each in full.rows.all() for challenge in each.challenges.all()],
        row.footnotes.get(), one.heading, full.focus_areas.get(),
        full.focus_areas.get().statements.get(), BasisEntry.objects.get(), full.versions.get(),
        *full.measures.order_by("pk"), figure, *figure.readings.all(),
        one.owner, one.owner.unit, full.measures.get(code="T3").owner, cast.units.home,
        cast.chief.person, Appointment.objects.get(person=cast.chief.person),
        Obligation.objects.get(), MeasureRule.objects.get(),
    ]
    before = cold_page_of(client, url)
    changed = 0
    for each in rows:
        for field in fields_of(type(each)):
            if not change_in_place(each, field):
                continue
            warm = page_of(client, url)
            assert warm == cold_page_of(client, url), f"{type(each).__name__}.{field.name}"
            changed += warm != before
            before = warm
    assert changed > (20 if query else 40)


def test_plan_page_follows_an_amendment(sign_in, cast, full):
    client = sign_in(cast.reader)
    for values in (
        {"kind": "change", "measure": measure(full, "T2"), "new_text": "Nye ledere møter alle"},
        {"kind": "add", "measure": measure(full, "T2"), "new_text": "Et nytt tiltak"},
        {"kind": "remove", "measure": measure(full, "T1")},
    ):
        assert_follows(client, URL, lambda v=values: _amend(cast, full, **v), what=values["kind"])


def test_plan_page_follows_the_day(sign_in, cast, full, settings):
    client = sign_in(cast.reader)

    def tomorrow():
        settings.LEANPLAN_TODAY = "2018-12-15"

    assert_follows(client, URL, tomorrow, what="the day")


def test_plan_page_follows_the_language(sign_in, cast, full):
    client = sign_in(cast.reader)
    for language in ("nn", "en", "nb"):
        assert_follows(
            client, URL,
            lambda to=language: User.objects.filter(pk=cast.reader.pk).update(language=to),
            what=language,
        )


def test_plan_page_gives_each_reader_their_own(sign_in, cast, full):
    """One after the other in one process: each sees what they would see alone."""
    alone = {part: cold_page_of(sign_in(cast[part]), URL) for part in READERS}
    drawings.forget()
    for part in (*READERS, *reversed(READERS)):
        assert page_of(sign_in(cast[part]), URL) == alone[part], part
    assert "status-btn" not in alone["reader"]
    assert "status-btn" in alone["chief"]
    assert "Hemmelig" not in alone["drel"]


def test_plan_page_shares_drawings_among_those_who_may_the_same(sign_in, cast, full):
    cold_page_of(sign_in(cast.reader), URL)
    kept = len(drawings)
    page_of(sign_in(cast.other_tol), URL + "?rad=0")
    assert len(drawings) > kept  # a leader of Oppvekst sees measures of its units
    kept = len(drawings)
    page_of(sign_in(cast.employee), URL)
    own = len(drawings) - kept
    assert own <= 4


def test_plan_page_rename_of_a_person_is_seen(sign_in, cast, full):
    assert_follows(
        sign_in(cast.reader), URL,
        lambda: Person.objects.filter(user=cast.chief).update(family_name="Nynavn"), what="name",
    )


def test_rows_of_the_plan_keep_nothing_of_the_reader(sign_in, cast, full):
    cold_page_of(sign_in(cast.secretary), URL)
    for text, _size in drawings._kept.values():
        assert "csrf" not in text
        assert "nonce" not in text
        assert not re.search("Siri|Dahl", text)
