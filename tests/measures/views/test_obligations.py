"""The list behind a figure, one obligation, and what people do with it."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse

from challenges.models import ActionPlan
from measures.actions.bindings import rule_bind, rule_start_set, rule_unbind
from measures.actions.obligations_sync import rule_sync
from measures.models import Measure, MeasureRule, Obligation, RuleStart
from measures.presenters.beside import beside
from measures.presenters.rule_list import rule_page
from measures.registries import obligation_rules
from organisation.models import Appointment
from tests.measures.duties import RULE, obligation
from tests.measures.rules_for_tests import EachHalfYear, registered
from tests.world import TODAY, make_draft


@pytest.fixture
def duties(cast, plan):
    """Three units; Solsiden has been visited, the others are open."""
    with registered(EachHalfYear()) as rule:
        RuleStart.objects.create(rule_key=rule.key, counts_from=date(2018, 7, 1))
        rule.held[f"unit:{cast.units.home.pk}", "2018-H2"] = date(2018, 11, 1)
        rule_sync(rule, today=TODAY)
        yield rule


def go(route, key):
    return reverse(f"measures:{route}", args=[key])


def test_obligation_list_by_area_and_unit(duties, cast, sign_in):
    page = sign_in(cast.chief).get(go("obligation_list", duties.key)).context["page"]
    assert [(area.name, [one.unit for one in area.obligations]) for area in page.areas] == [
        ("Helse og omsorg", ["Psykisk helse", "Solsiden"]), ("Oppvekst", ["Åsen skole"]),
    ]
    assert page.shown.text == "1 av 3 enheter i 2. halvår 2018"
    assert page.scope == ""


@pytest.mark.parametrize(
    ("part", "units", "scope"),
    [
        ("tol", ["Psykisk helse", "Solsiden"], "Viser 2 av 3, dine enheter."),
        ("other_drel", ["Åsen skole"], "Viser 1 av 3, dine enheter."),
        ("reader", [], "Viser 0 av 3, dine enheter."), ("administrator", None, ""),
    ],
)
def test_obligation_list_is_scoped_and_says_so(duties, cast, sign_in, part, units, scope):
    response = sign_in(cast[part]).get(go("obligation_list", duties.key))
    page = response.context["page"]
    if units is not None:
        assert [one.unit for area in page.areas for one in area.obligations] == units
    assert page.scope == scope
    # The municipality's own figure is everyone's.
    assert page.shown.figure.total == 3


@pytest.mark.parametrize(
    ("view", "count"), [("", 3), ("apne", 2), ("holdt", 1), ("over", 0), ("unntatt", 0)]
)
def test_obligation_list_narrows(duties, cast, sign_in, view, count):
    page = sign_in(cast.chief).get(go("obligation_list", duties.key), {"vis": view}).context["page"]
    assert sum(len(area.obligations) for area in page.areas) == count
    assert next(choice for choice in page.choices if choice.is_chosen).number == count


@pytest.mark.parametrize("part", ["chief", "tol"])
def test_obligation_list_asks_as_often_for_many(duties, cast, sign_in, part, request):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = sign_in(cast[part])
    client.get(go("obligation_list", duties.key))
    with CaptureQueriesContext(connection, ) as few:
        client.get(go("obligation_list", duties.key))
    Obligation.objects.bulk_create(
        Obligation(
            rule_key=duties.key, subject_key=f"unit:{9000 + n}", period_key="2018-H2",
            unit=cast.units.clinic, position=cast.positions.tol, anchor=date(2018, 7, 1),
            due_date=date(2018, 12, 31), made_on=TODAY,
        )
        for n in range(200)
    )
    with CaptureQueriesContext(connection) as many:
        page = client.get(go("obligation_list", duties.key)).context["page"]
    assert page.pages == 3
    assert len(many) == len(few)


def test_plan_shows_the_figure_of_a_bound_measure_and_leads_to_the_list(
    duties, cast, plan, sign_in
):
    measure = plan.measures.get(code="T3")
    rule_bind(by=cast.chief, measure=measure, rule_key=duties.key)
    for url in (reverse("measures:plan_current"), measure.get_absolute_url()):
        text = sign_in(cast.reader).get(url).content.decode()
        assert "1 av 3 enheter i 2. halvår 2018" in text
        assert f'href="{go("obligation_list", duties.key)}"' in text
    rule_unbind(by=cast.chief, measure=measure, rule_key=duties.key)
    assert "1 av 3 enheter" not in sign_in(cast.reader).get(
        reverse("measures:plan_current")
    ).content.decode()


def test_figures_count_what_is_late_now_and_from_before(duties, cast, plan):
    rule_bind(by=cast.chief, measure=plan.measures.get(code="T3"), rule_key=duties.key)
    key = plan.measures.get(code="T3").pk
    day = date(2019, 2, 1)
    rule_sync(duties, today=day)
    shown = beside([key], today=day).figures[key][0]
    assert (shown.text, shown.late, shown.earlier) == (
        "0 av 3 enheter i 1. halvår 2019", "", "2 over fristen fra før"
    )


def test_a_rule_measure_is_never_done_by_itself(duties, cast, plan):
    measure = plan.measures.get(code="T3")
    rule_bind(by=cast.chief, measure=measure, rule_key=duties.key)
    for unit in (cast.units.home, cast.units.clinic, cast.units.school):
        duties.held[f"unit:{unit.pk}", "2018-H2"] = TODAY
    rule_sync(duties, today=TODAY)
    key = measure.pk
    assert beside([key], today=TODAY).figures[key][0].text == "3 av 3 enheter i 2. halvår 2018"
    measure.refresh_from_db()
    assert measure.status == "not_started"


def test_a_rule_that_no_app_brings_shows_nothing(cast, plan, sign_in):
    with registered(EachHalfYear()) as rule:
        rule_bind(by=cast.chief, measure=plan.measures.get(code="T3"), rule_key=rule.key)
    assert sign_in(cast.chief).get(reverse("measures:plan_current")).status_code == 200
    assert beside([plan.measures.get(code="T3").pk], today=TODAY).figures == {}


def test_meet_waive_and_open_again(cast, plan, sign_in):
    Appointment.objects.filter(position=cast.positions.drel).update(starts_on=TODAY)
    one = obligation(cast, "drel", "home")
    own = go("obligation_detail", one.pk)
    page = sign_in(cast.drel).get(own).context["page"]
    assert (page.may_meet, page.may_waive, page.may_reopen) == (True, False, False)
    sent = {"version": one.version, "met_on": "2018-11-12", "text": "På kontoret."}
    assert sign_in(cast.drel).post(go("obligation_meet", one.pk), sent).url == own
    one.refresh_from_db()
    assert (one.state, one.met_on) == ("met", date(2018, 11, 12))
    again = {"version": one.version, "reason": "Feil dag."}
    sign_in(cast.drel).post(go("obligation_reopen", one.pk), again)
    one.refresh_from_db()
    sign_in(cast.tol).post(
        go("obligation_waive", one.pk), {"version": one.version, "reason": "Kjenner hverandre."}
    )
    one.refresh_from_db()
    assert (one.state, one.waived_reason) == ("waived", "Kjenner hverandre.")
    assert [event.kind for event in one.events.all()] == ["met", "reopened", "waived"]
    text = sign_in(cast.tol).get(own).content.decode()
    assert "Kjenner hverandre." in text
    assert "Kari Nordmo" in text


def test_two_who_save_one_obligation_see_each_other(cast, plan, sign_in):
    one = obligation(cast, "drel", "home")
    old = one.version
    sign_in(cast.tol).post(
        go("obligation_waive", one.pk), {"version": old, "reason": "Kjenner hverandre."}
    )
    late = sign_in(cast.drel).post(
        go("obligation_meet", one.pk), {"version": old, "met_on": "2018-11-12", "text": "Møtt"}
    )
    assert late.status_code == 409
    assert "Møtt" in late.content.decode()
    one.refresh_from_db()
    assert one.state == "waived"


@pytest.mark.parametrize("met_on", ["2018-11-14", ""])
def test_obligation_meet_refuses_a_day_to_come_or_none(cast, plan, sign_in, met_on):
    one = obligation(cast, "drel", "home")
    sent = {"version": one.version, "met_on": met_on, "text": "Møtt"}
    response = sign_in(cast.drel).post(go("obligation_meet", one.pk), sent)
    assert response.status_code == 422
    assert "Møtt" in response.content.decode()


def test_what_an_event_keeps_is_not_recorded_by_hand(duties, cast, sign_in):
    one = Obligation.objects.get(rule_key=duties.key, unit=cast.units.school)
    sent = {"version": one.version, "met_on": "2018-11-12"}
    response = sign_in(cast.chief).post(go("obligation_meet", one.pk), sent)
    assert response.status_code == 422
    assert "der det skjer" in response.content.decode()


def test_another_plan_with_other_words_and_codes_goes_through_all_of_it(cast, plan, sign_in):
    """Nothing is found by its code or wording: the same rules serve lines of any text."""
    other = make_draft(cast, generation=3)
    for number, line in enumerate(Measure.objects.filter(plan=other).order_by("pk"), start=1):
        line.code, line.text = f"X{number}", f"Ein heilt annan tekst nummer {number}"
        line.save()
    from measures.actions.plans import plan_adopt, plan_submit  # noqa: PLC0415

    plan_submit(by=cast.development, plan=other, version=other.version)
    plan_adopt(
        by=cast.chief, plan=other, version=other.version, adopted_on=TODAY,
        adopted_by=cast.positions.group,
    )
    line = other.measures.get(code="X2")
    rule_bind(by=cast.secretary, measure=line, rule_key=RULE)
    held = Appointment.objects.get(position=cast.positions.drel)
    held.starts_on = TODAY - timedelta(days=3)
    held.save()
    start = RuleStart.objects.get(rule_key=RULE)
    rule_start_set(
        by=cast.chief, start=start, version=start.version, counts_from=TODAY - timedelta(days=5)
    )
    rule_sync(obligation_rules.get(RULE), today=TODAY)
    one = Obligation.objects.get(rule_key=RULE)
    assert one.unit == cast.units.home
    text = sign_in(cast.reader).get(line.get_absolute_url()).content.decode()
    assert "0 av 1 ny leder i 2018" in text
    sign_in(cast.drel).post(
        go("obligation_meet", one.pk), {"version": one.version, "met_on": TODAY.isoformat()}
    )
    text = sign_in(cast.reader).get(line.get_absolute_url()).content.decode()
    assert "1 av 1 ny leder i 2018" in text


def test_rule_bind_suggests_by_words_and_binds_by_choice(cast, plan, sign_in):
    measure = plan.measures.get(code="T2")
    page = rule_page(user=cast.chief, today=TODAY)
    shown = next(item for item in page.rules if item.rule.key == RULE)
    assert [line.code for line in shown.suggested] == ["T2"]
    assert not MeasureRule.objects.exists()
    response = sign_in(cast.secretary).post(go("rule_bind", measure.pk), {"rule": RULE})
    assert response.status_code == 302
    shown = next(
        item for item in rule_page(user=cast.chief, today=TODAY).rules if item.rule.key == RULE
    )
    assert ([line.code for line in shown.bound], shown.suggested) == (["T2"], [])


def test_carried_over_measures_keep_their_rule(cast, plan):
    from measures.actions.carry import measure_carry_over  # noqa: PLC0415

    measure = plan.measures.get(code="T2")
    rule_bind(by=cast.chief, measure=measure, rule_key=RULE)
    into = make_draft(cast, generation=3).measures.get(code="T4")
    measure_carry_over(by=cast.chief, measure=measure, into=into, version=measure.version)
    assert [bound.rule_key for bound in into.rules.all()] == [RULE]


def test_obligation_of_a_plan_that_is_gone_stays(cast, plan):
    one = obligation(cast, "drel", "home")
    ActionPlan.objects.filter(pk=plan.pk).update(state="evaluated")
    rule_sync(obligation_rules.get(RULE), today=TODAY)
    assert Obligation.objects.filter(pk=one.pk).exists()


def test_obligations_export_is_what_the_list_shows(duties, cast, sign_in):
    for part, view in (("chief", ""), ("drel", ""), ("chief", "over"), ("reader", "")):
        client = sign_in(cast[part])
        page = client.get(go("obligation_list", duties.key), {"vis": view}).context["page"]
        shown = [(each.text, each.unit) for area in page.areas for each in area.obligations]
        response = client.get(go("obligations_export", duties.key), {"vis": view})
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
        assert [(row[1], row[2] or "") for row in rows] == shown
        assert all(row[5].year >= 2018 for row in rows)
        told = {row[0]: row[1] for row in book["Om lista"].iter_rows(values_only=True)}
        if page.scope:
            assert told["Viser"] == page.scope


def test_rules_export_says_what_the_page_says(duties, cast, sign_in):
    response = sign_in(cast.reader).get(reverse("measures:rules_export"))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    labels = [str(rule.label) for rule in obligation_rules]
    assert [row[0] for row in rows] == labels
    leaders = next(row for row in rows if "30 dager" in (row[2] or ""))
    assert "rådmann" in leaders[0]
    assert leaders[1] is not None


def test_who_is_visited_neither_waives_nor_plans_what_the_leader_above_owes(cast, sign_in):
    unit = cast.units.home
    one = Obligation.objects.create(
        rule_key="gemba_each_half_year", subject_key=f"unit:{unit.pk}", period_key="2018-H2",
        unit=unit, position=cast.positions.tol, anchor=TODAY, due_date=TODAY, made_on=TODAY,
    )
    expected = {"tol": (True, False), "drel": (False, False), "chief": (False, True)}
    for part, rights in expected.items():
        page = sign_in(cast[part]).get(one.get_absolute_url()).context["page"]
        assert (bool(page.do_url), page.may_waive) == rights, part
