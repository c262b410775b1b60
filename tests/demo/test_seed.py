from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.test import RequestFactory

from challenges.models import ActionPlan, PlanState
from demo.accounts import ACCOUNTS, DEFAULT_PASSWORD
from demo.organisation_text import LEFT
from measures.choices import DeadlineKind, Precision, Status
from measures.models import Amendment, DeadlineMove, Measure, StatusEntry
from organisation.holders import holders_of
from organisation.models import Appointment, LeanPeriod, MeetingDay, OrgUnit, Person, Position, User
from organisation.roles import LEADERS, Role, UnitKind
from organisation.tree import parents_on
from tests.world import TODAY

APPS = ("organisation", "challenges", "measures")


@pytest.fixture
def second(fjellvik):
    return ActionPlan.objects.get(generation=2)


def user(local):
    return User.objects.get(email=f"{local}@fjellvik.example")


def own_models():
    found = [
        model for model in apps.get_models()
        if model._meta.app_label in APPS and not model._meta.proxy
        and not model.__name__.startswith("Historical")
    ]
    assert len(found) > 15
    return found


def test_organisation_has_the_size_of_a_municipality(fjellvik):
    assert (fjellvik.operating, fjellvik.areas, fjellvik.leaders) == (70, 12, 95)
    assert fjellvik.people > fjellvik.leaders
    kinds = set(OrgUnit.objects.values_list("kind", flat=True))
    assert kinds == set(UnitKind.values)
    assert OrgUnit.objects.get(is_development_unit=True).name == "Utviklingsenheten"
    assert MeetingDay.objects.filter(day__gt=TODAY).exists()
    assert set(LeanPeriod.objects.values_list("status", flat=True)) == set(
        LeanPeriod.Status.values
    )


def test_every_role_is_held(fjellvik):
    held = set(
        Appointment.objects.current(on=TODAY).values_list("position__role", flat=True)
    )
    assert held == set(Role.values) - {Role.BODY}


def test_there_are_vacant_positions_acting_leaders_and_one_who_left(fjellvik):
    leading = Position.objects.filter(role__in=LEADERS, each=False)
    leading = leading.filter(unit__in=OrgUnit.objects.existing(on=TODAY))
    holders = holders_of([position.pk for position in leading], on=TODAY)
    vacant = {p.unit.name for p in leading if p.pk not in holders}
    assert vacant == {LEFT[0]}
    acting = [holder for held in holders.values() for holder in held if holder.acting]
    assert len(acting) == 3
    left = Person.objects.get(family_name="Tønnesen")
    assert not Appointment.objects.current(on=TODAY).filter(person=left).exists()
    assert not left.user.is_active


def test_units_moved_between_areas(fjellvik):
    before, now = parents_on(date(2017, 1, 1)), parents_on(TODAY)
    later = parents_on(date(TODAY.year + 1, 6, 1))
    moved = {
        OrgUnit.objects.get(pk=unit).name for unit, parent in now.items()
        if before.get(unit) not in (None, parent)
    }
    assert moved == {"Voksenopplæringen", "Helsestasjon og skolehelse"}
    assert [unit for unit in now if later.get(unit) not in (None, now[unit])]
    closed = OrgUnit.objects.filter(ends_on__lt=TODAY)
    assert [unit.name for unit in closed] == ["Fagerli barnehage"]


def test_plan_has_the_shape_of_an_adopted_plan(second):
    assert second.state == PlanState.RUNNING
    assert second.adopted_by.unit.short == "RLG"
    assert second.focus_areas.count() == 2
    assert second.basis_entries.count() == 4
    rows = list(second.rows.prefetch_related("challenges", "headings", "footnotes"))
    assert [row.challenges.count() for row in rows] == [3, 2, 2, 2, 1, 2]
    assert sum(row.headings.count() for row in rows) == 3
    assert sum(row.footnotes.count() for row in rows) == 1
    assert second.challenges.filter(kind="open_question").count() == 1
    lines = second.measures.adopted()
    assert lines.count() == 29
    assert lines.filter(is_lead=True).count() == 2
    assert lines.exclude(heading=None).count() == 10
    assert lines.exclude(footnote=None).count() == 1
    assert all(line.challenges.exists() for line in lines)


def test_codes_run_through_the_plan(second):
    lines = second.measures.adopted().order_by("row__order", "order", "pk")
    assert [line.code for line in lines] == [f"T{number}" for number in range(1, 30)]
    later = second.measures.exclude(unit=None).order_by("pk")
    assert [measure.code for measure in later] == [f"T{number}" for number in range(30, 47)]
    challenges = second.challenges.order_by("row__order", "order")
    assert [c.code for c in challenges] == [f"U{number}" for number in range(1, 13)]


def test_first_generation_is_evaluated_and_goes_on_in_the_second(second):
    first = second.predecessor
    assert first.state == PlanState.EVALUATED
    assert first.evaluation
    assert not first.measures.open().exists()
    carried = first.measures.filter(status=Status.CARRIED_OVER)
    assert {measure.continued_by.plan for measure in carried} == {second}


def test_every_state_of_a_measure_occurs(second):
    measures = Measure.objects.all()
    assert set(measures.values_list("status", flat=True)) == set(Status.values)
    assert set(measures.values_list("deadline_kind", flat=True)) == set(DeadlineKind.values)
    assert set(measures.values_list("precision", flat=True)) == {"", *Precision.values}
    open_now = second.measures.adopted().open()
    assert 2 <= open_now.overdue(today=TODAY).count() <= 4
    assert open_now.due_within(today=TODAY, days=30).exists()
    assert open_now.unassigned().without_deadline().exists()
    assert open_now.unassigned().exclude(deadline_kind=DeadlineKind.UNSETTLED).exists()
    assert open_now.exclude(owner=None).without_deadline().exists()
    assert open_now.exclude(suggested_owner=None).exists()
    assert open_now.filter(suggested_kind=DeadlineKind.DATE).exists()
    assert open_now.filter(suggested_owner=None, owner=None, version=1).exists()
    assert open_now.exclude(executor=None).exists()


def test_later_measures_lie_in_several_areas(second):
    areas = parents_on(TODAY)
    later = second.measures.exclude(unit=None)
    assert len({areas[measure.unit_id] for measure in later}) > 6
    assert later.filter(owner=None).exists()
    assert later.filter(owner__unit__name=LEFT[0]).exists()


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_no_row_is_in_an_impossible_state(fjellvik, model):
    for row in model.objects.all():
        row.full_clean()


def test_nothing_is_said_or_changed_after_today(fjellvik):
    for model in own_models():
        history = getattr(model, "history", None)
        newest = history and history.order_by("history_date").last()
        if newest:
            assert newest.history_date.date() <= TODAY, model
    assert StatusEntry.objects.order_by("said_on").last().said_on <= TODAY


def test_logs_and_history_are_of_the_day_it_happened(second):
    for entry in StatusEntry.objects.all():
        assert entry.made_at.date() == entry.said_on
    for move in DeadlineMove.objects.all():
        assert move.made_at.date() == move.moved_on
        assert move.reason
    version = second.versions.get(number=1)
    assert version.recorded_at.date() == version.adopted_on == second.adopted_on
    days = [h.history_date for h in Measure.objects.get(code="T30").history.order_by("version")]
    assert days == sorted(set(days))
    assert len({day.date() for day in days}) > 2


def test_who_did_it_could(second):
    """The owners were given by the chief executive; each log entry names a position."""
    given = Measure.history.filter(plan=second, unit=None, version=2).exclude(owner=None)
    assert given.exists()
    assert {row.history_user for row in given.exclude(code="T3")} == {user("radmann")}
    assert not StatusEntry.objects.filter(by_label="").exists()


def test_one_change_is_adopted_and_one_waits(second):
    adopted = Amendment.objects.get(state=Amendment.State.ADOPTED)
    assert adopted.version_made.number == 2
    assert adopted.decided_on in set(MeetingDay.objects.values_list("day", flat=True))
    assert second.measures.get(code="T10").text == adopted.new_text
    assert Amendment.objects.filter(state=Amendment.State.PROPOSED).count() == 1


@pytest.mark.parametrize(
    ("local", "sees", "not_seen"),
    [
        ("tol", ("T1", "T30", "T33", "T37"), ("T31", "T34", "T41")),
        ("drel", ("T1", "T30", "T35"), ("T33", "T37", "T34")),
        ("veileder", ("T1", "T30", "T41"), ("T33", "T34")),
        ("ansatt", ("T1", "T30"), ("T33",)),
        ("leser", ("T1",), ("T30", "T41")),
        ("rlg", ("T30", "T31", "T41"), ()),
        ("utvikling", ("T30", "T41"), ()),
        ("sekretar", ("T1",), ("T30",)),
    ],
)
def test_accounts_see_what_their_part_says(second, settings, local, sees, not_seen):
    codes = set(
        second.measures.visible_to(user(local)).values_list("code", flat=True)
    )
    assert codes.issuperset(sees)
    assert codes.isdisjoint(not_seen)


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.local)
def test_accounts_sign_in(fjellvik, account):
    request = RequestFactory().post("/")
    signed_in = authenticate(request, username=account.email, password=DEFAULT_PASSWORD)
    assert signed_in.get_full_name() == account.name


def test_accounts_are_of_several_kinds(fjellvik):
    assert [u.person.name for u in User.objects.filter(is_staff=True)] == ["Arne Ness"]
    assert not User.objects.filter(is_superuser=True).exists()
    assert Person.objects.filter(user=None).count() > 10
    assert len(set(User.objects.values_list("password", flat=True))) == 1
