"""What the plan asks of visits, reviews and follow-up areas, over years."""

from datetime import date

import pytest
from django.urls import reverse

from leanplan import thresholds
from leanplan.versioning import create
from measures.actions.bindings import rule_bind
from measures.actions.obligations_sync import Counts, rule_sync
from measures.models import Obligation, RuleStart
from measures.presenters.obligation_figures import figures
from measures.presenters.rule_list import suggests
from measures.registries import due_items, obligation_rules
from organisation.actions import appoint, setting_change, unit_create, unit_place
from organisation.lean import LeanPeriod
from organisation.models import OrgUnit, Person
from organisation.roles import Role, UnitKind
from reviews.actions.follow_ups import follow_up_close, follow_up_drop, follow_up_reopen
from reviews.kept import units_changed
from reviews.models import ReviewParticipant
from reviews.obligations import RULES, window_end
from tests.measures.rules_for_tests import standing
from tests.reviews.follow_ups import follow_up, review_of, visit_of
from tests.world import TODAY, make_draft

pytestmark = pytest.mark.django_db
GEMBA, REVIEW, DEVELOPMENT, IN_TIME = (rule.key for rule in RULES)


@pytest.fixture
def start(plan):
    """The rules count from the beginning of 2018, when the units began."""
    for rule in RULES:
        RuleStart.objects.update_or_create(
            rule_key=rule.key, defaults={"counts_from": date(2018, 1, 1)}
        )


def sync(key, day=TODAY, **kwargs):
    return rule_sync(obligation_rules.get(key), today=day, **kwargs)


def states(key, unit):
    subject = f"unit:{unit.pk}"
    return {period: state for (each, period), state in standing(key).items() if each == subject}


def test_one_gemba_for_each_unit_and_half_year(start, cast):
    assert sync(GEMBA) == Counts(made=6)
    assert states(GEMBA, cast.units.home) == dict.fromkeys(
        ("2018-H1", "2018-H2"), "open"
    )
    one = Obligation.objects.get(
        rule_key=GEMBA, subject_key=f"unit:{cast.units.home.pk}", period_key="2018-H2"
    )
    assert (one.unit, one.position) == (cast.units.home, cast.positions.tol)
    assert (one.anchor, one.due_date) == (date(2018, 7, 1), date(2018, 12, 31))
    assert sync(GEMBA) == Counts()


@pytest.mark.parametrize(
    ("visits", "met"),
    [
        ([("2018-02-05", None)], {"2018-H1"}),
        # Two in one half-year count once.
        ([("2018-02-05", None), ("2018-05-15", None)], {"2018-H1"}),
        ([("2018-02-05", None), ("2018-09-15", None)], {"2018-H1", "2018-H2"}),
        # With the review it belongs to, whatever its day.
        ([("2018-07-02", "2018-H1")], {"2018-H1"}),
        ([("2018-02-05", None), ("2018-06-30", "2018-H2")], {"2018-H1", "2018-H2"}),
        # Planned is not held.
        ([("2018-11-01", "planned")], set()),
    ],
)
def test_gemba_counts_for_the_review_or_the_day(start, cast, visits, met):
    for day, more in visits:
        review = review_of(cast, half_year=more, state="planned") if more in (
            "2018-H1", "2018-H2") else None
        visit_of(cast, day=date.fromisoformat(day), review=review,
                 state="planned" if more == "planned" else "held")
    sync(GEMBA)
    found = states(GEMBA, cast.units.home)
    assert {period for period, state in found.items() if state == "met"} == met
    assert set(states(GEMBA, cast.units.clinic).values()) == {"open"}


def test_a_visit_of_a_cancelled_review_counts_by_its_day(start, cast):
    review = review_of(cast, half_year="2018-H1", state="cancelled")
    visit_of(cast, day=date(2018, 8, 1), review=review)
    sync(GEMBA)
    assert states(GEMBA, cast.units.home)["2018-H2"] == "met"
    assert states(GEMBA, cast.units.home)["2018-H1"] == "open"


def test_second_visit_in_spring_still_one_of_two_until_it_is_moved(start, cast):
    """US4: the second of a half-year does not count; on a day of the other it does."""
    sync(GEMBA)
    visit_of(cast, day=date(2018, 3, 5))
    second = visit_of(cast, day=date(2018, 5, 7))
    units_changed([cast.units.home.pk])

    def year():
        found = states(GEMBA, cast.units.home)
        return [found["2018-H1"], found["2018-H2"]].count("met")

    assert year() == 1
    second.day = date(2018, 10, 8)
    second.save()
    units_changed([cast.units.home.pk])
    assert year() == 2
    second.state, second.cancel_reason = "cancelled", "Syk"
    second.save()
    units_changed([cast.units.home.pk])
    assert year() == 1


def test_reviews_are_asked_and_met_by_those_held(start, cast):
    review_of(cast, half_year="2018-H1", state="locked", day=date(2018, 6, 12))
    review_of(cast, half_year="2018-H2", state="planned")
    sync(REVIEW)
    found = states(REVIEW, cast.units.home)
    assert (found["2018-H1"], found["2018-H2"]) == ("met", "open")
    met = Obligation.objects.get(rule_key=REVIEW, state="met")
    assert met.met_on == date(2018, 6, 12)


def test_units_that_began_or_ended_within_the_half_year_are_exempt(start, cast):
    new = unit_create(
        by=None, name="Ny enhet", kind=UnitKind.OPERATING_UNIT, starts_on=date(2018, 3, 1),
        parent=cast.units.health,
    )
    OrgUnit.objects.filter(pk=cast.units.clinic.pk).update(ends_on=date(2018, 9, 30))
    sync(GEMBA)
    assert set(states(GEMBA, new)) == {"2018-H2"}
    assert set(states(GEMBA, cast.units.clinic)) == {"2018-H1"}


def test_open_ones_fall_away_when_the_unit_ends(start, cast):
    sync(GEMBA)
    OrgUnit.objects.filter(pk=cast.units.clinic.pk).update(ends_on=date(2018, 11, 30))
    assert sync(GEMBA).lapsed == 1
    assert states(GEMBA, cast.units.clinic)["2018-H2"] == "lapsed"


def test_only_lean_units_where_the_municipality_says_so(start, cast):
    LeanPeriod.objects.create(
        unit=cast.units.home, status="rollout", starts_on=date(2018, 1, 2),
        ends_on=date(2018, 8, 31),
    )
    LeanPeriod.objects.create(
        unit=cast.units.home, status="rolled_out", starts_on=date(2018, 9, 1)
    )
    LeanPeriod.objects.create(unit=cast.units.clinic, status="paused", starts_on=date(2017, 1, 1))
    sync(GEMBA)
    setting_change(by=cast.administrator, key="reviews.units", value="lean", version=0)
    sync(GEMBA)
    assert states(GEMBA, cast.units.home) == {
        "2018-H1": "lapsed", "2018-H2": "open",
    }
    assert set(states(GEMBA, cast.units.clinic).values()) == {"lapsed"}


def test_a_leader_group_owes_nothing_and_is_never_late(start, cast):
    group = unit_create(
        by=None, name="TOL Helse med ledere", kind=UnitKind.MANAGEMENT_GROUP,
        starts_on=date(2016, 1, 1), parent=cast.units.health,
    )
    LeanPeriod.objects.create(unit=group, status="rolled_out", starts_on=date(2016, 1, 1))
    for key in (GEMBA, REVIEW):
        sync(key)
        assert states(key, group) == {}
    review_of(cast, half_year="2018-H2").delete()
    assert not Obligation.objects.filter(unit=group).exists()


def test_due_follows_the_weeks_of_the_reviews(start, cast):
    sync(GEMBA)
    assert window_end("2018-H2") == date(2018, 12, 31)
    setting_change(by=cast.administrator, key="periods.review_2_to", value="48", version=0)
    assert sync(GEMBA).moved == 3
    assert window_end("2018-H2") == date(2018, 12, 2)
    due = set(Obligation.objects.filter(rule_key=GEMBA, period_key="2018-H2")
              .values_list("due_date", flat=True))
    assert due == {date(2018, 12, 2)}


def test_a_moved_unit_is_its_new_leaders(start, cast):
    sync(GEMBA)
    unit_place(by=None, unit=cast.units.home, parent=cast.units.schools,
               starts_on=date(2018, 11, 1))
    sync(GEMBA, unit_ids=[cast.units.home.pk])
    owners = set(Obligation.objects.filter(unit=cast.units.home, rule_key=GEMBA)
                 .values_list("position", flat=True))
    assert owners == {cast.positions.other_tol.pk}


def test_development_unit_at_the_reviews_there_are(start, cast):
    review = review_of(cast, half_year="2018-H2", state="held", day=date(2018, 11, 8))
    review_of(cast, unit="clinic", half_year="2018-H2", state="planned", day=date(2018, 12, 4))
    review_of(cast, unit="school", half_year="2018-H2", state="cancelled", led_by="other_tol")
    assert sync(DEVELOPMENT) == Counts(made=2)
    home = Obligation.objects.get(rule_key=DEVELOPMENT, unit=cast.units.home)
    assert (home.state, home.due_date, home.position) == (
        "open", date(2018, 11, 8), cast.positions.development
    )
    ReviewParticipant.objects.create(
        review=review, part="development", person=cast.development.person, present=True
    )
    assert sync(DEVELOPMENT) == Counts(met=1)


def test_a_review_without_the_development_unit_says_why(start, cast, sign_in):
    review = review_of(cast, half_year="2018-H2", state="held", day=date(2018, 11, 8),
                       alone_reason="Veilederen var syk")
    assert sync(DEVELOPMENT) == Counts(made=1)
    one = Obligation.objects.get(rule_key=DEVELOPMENT)
    assert (one.state, one.waived_reason) == ("waived", "Veilederen var syk")
    listed = sign_in(cast.member).get(reverse("measures:obligation_list", args=[DEVELOPMENT]))
    assert "Veilederen var syk" in listed.content.decode()
    assert sync(DEVELOPMENT) == Counts()
    ReviewParticipant.objects.create(
        review=review, part="development", person=cast.development.person, present=True
    )
    assert sync(DEVELOPMENT) == Counts(met=1)


def test_one_that_stood_open_is_waived_once_the_review_says_why(start, cast):
    review = review_of(cast, half_year="2018-H2", state="planned", day=date(2018, 11, 8))
    assert sync(DEVELOPMENT) == Counts(made=1)
    review.state, review.alone_reason = "held", "Veilederen var syk"
    review.save()
    assert sync(DEVELOPMENT) == Counts(waived=1)
    one = Obligation.objects.get(rule_key=DEVELOPMENT)
    assert one.events.get(kind="waived").text == "Veilederen var syk"


def test_a_follow_up_area_that_is_closed_late_does_not_count_as_kept(start, cast, sign_in):
    late = follow_up(cast, on=date(2018, 8, 1), due_date=date(2018, 9, 30))
    in_time = follow_up(cast, text="I tide", on=date(2018, 8, 1), due_date=date(2018, 12, 1))
    for one in (late, in_time):
        follow_up_close(by=cast.tol, follow_up=one, version=one.version, note="Sett")
    figure = figures([obligation_rules.get(IN_TIME)], today=TODAY)[IN_TIME]
    assert (figure.kept, figure.missed, figure.total, figure.behind) == (1, 1, 2, 1)
    url = reverse("measures:obligation_list", args=[IN_TIME])
    text = sign_in(cast.chief).get(url).content.decode()
    assert "1 av 2 oppfølgingsområder" in text
    assert "For sent" in text
    of_late = sign_in(cast.chief).get(url, {"vis": "forsent"}).content.decode()
    assert late.number in of_late
    assert in_time.number not in of_late
    kept = sign_in(cast.chief).get(url, {"vis": "holdt"}).content.decode()
    assert in_time.number in kept
    assert late.number not in kept


def test_follow_ups_are_counted_by_their_deadline_and_due_once(start, cast):
    one = follow_up(cast, on=date(2018, 10, 1), due_date=date(2018, 11, 30))
    undated = follow_up(cast, text="Senere", due_date=None)
    dropped = follow_up(cast, text="Borte")
    follow_up_drop(by=cast.tol, follow_up=dropped, version=dropped.version, reason="Dekket")
    found = standing(IN_TIME)
    assert found == {(f"follow_up:{one.pk}", "once"): "open",
                     (f"follow_up:{dropped.pk}", "once"): "lapsed"}
    items = due_items([cast.positions.drel.pk], today=TODAY)
    assert [item.key for item in items if "follow" in item.key or IN_TIME in item.key] == [
        f"follow_up:{one.pk}"
    ]
    assert not any("18-001" in item.text and item.kind == "obligation" for item in items)
    follow_up_close(by=cast.tol, follow_up=one, version=one.version, note="Sett")
    assert standing(IN_TIME)[f"follow_up:{one.pk}", "once"] == "met"
    follow_up_reopen(by=cast.tol, follow_up=one, version=one.version, reason="Igjen")
    assert standing(IN_TIME)[f"follow_up:{one.pk}", "once"] == "open"
    assert f"follow_up:{undated.pk}" not in str(standing(IN_TIME))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # As the plan of one municipality says it, and as others might.
        ("TOL går til Gemba x 2/år pr. enhet (i forbindelse med halvårlig revisjon). "
         "Avvik er oppfølgingsområder", {GEMBA, REVIEW, IN_TIME}),
        ("Utviklingsenheten deltar på halvårlige revisjoner. (Avvik er oppfølgingsområder)",
         {REVIEW, DEVELOPMENT, IN_TIME}),
        ("Leiaren går gemba i kvar eining vår og haust", {GEMBA}),
        ("Når vi ser at DREL har behov, skal dette tas opp på halvårlig revisjon.", set()),
        ("Alle ledere leser boka", set()),
    ],
)
def test_words_suggest_rules(text, expected):
    assert {rule.key for rule in obligation_rules if suggests(rule, text)} & {
        GEMBA, REVIEW, DEVELOPMENT, IN_TIME
    } == expected


def test_the_figure_stands_on_the_plan_whatever_the_measure_is_called(start, cast, plan, sign_in):
    """Another wording and another code: what binds is a person, never the text."""
    draft_line = make_draft(cast, generation=9).measures.first()
    for measure in (plan.measures.get(code="T1"), draft_line):
        rule_bind(by=cast.chief, measure=measure, rule_key=GEMBA)
    visit_of(cast, day=date(2018, 9, 3))
    sync(GEMBA)
    text = sign_in(cast.tol).get(plan.get_absolute_url()).content.decode()
    assert "1 av 3 enheter i 2. halvår 2018" in text
    listed = sign_in(cast.tol).get(reverse("measures:obligation_list", args=[GEMBA]))
    assert "Gemba: Solsiden" in listed.content.decode()
    met = Obligation.objects.get(rule_key=GEMBA, state="met")
    page = sign_in(cast.tol).get(met.get_absolute_url())
    assert reverse("reviews:visit_detail", args=[met.met_event.split(":")[1]]) in str(page.content)


def test_thresholds_of_the_rules_are_known():
    for rule in RULES:
        assert all(thresholds.threshold(key) for key in rule.thresholds)


def test_a_new_leader_takes_over_what_is_open(start, cast):
    sync(GEMBA)
    area = unit_create(by=None, name="Nytt område", kind=UnitKind.SERVICE_AREA,
                       starts_on=date(2018, 11, 1), parent=cast.units.municipality)
    person = create(Person(given_name="Ny", family_name="Leder"), by=None)
    appoint(by=None, person=person, role=Role.SERVICE_AREA_MANAGER, unit=area,
            starts_on=date(2018, 11, 1))
    unit_place(by=None, unit=cast.units.school, parent=area, starts_on=date(2018, 11, 5))
    assert sync(GEMBA).moved == 2
