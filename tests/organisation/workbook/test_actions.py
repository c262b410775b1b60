"""The workbook confirmed: all or nothing, dated, with history; the same twice is nothing new."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leanplan.unreadable import Unreadable
from leanplan.versioning import Conflict
from organisation.actions import appoint, unit_close, unit_create, unit_place
from organisation.models import Appointment, OrgUnit, Person, Position, UnitParent, User
from organisation.roles import Role, UnitKind
from organisation.tree import parents_on, unit_ids_below
from organisation.workbook import actions
from organisation.workbook.draft import WorkbookDraft
from organisation.workbook.plan import plan_of
from tests.organisation.workbook.books import book, cell, data_of, filled, plan_of_book, read
from tests.world import TODAY

NEW = date(2019, 1, 1)


def kept(made, by):
    data = data_of(made)
    return actions.workbook_keep(by=by, name="Enheter.xlsx", size=len(data), read=read(data))


def confirm(made, by):
    draft = kept(made, by)
    seen = plan_of(draft.read, today=TODAY)
    assert seen.errors == []
    actions.workbook_confirm(
        by=by, draft=draft, version=draft.version, seen=seen.fingerprint, today=TODAY
    )


UNITS = [
    {"Navn": "Nordre", "Kort navn": "N", "Type": "Driftsenhet", "Hører til": "Oppvekst",
     "Finnes fra": NEW, "Organisasjonsnummer": 974760673},
    {"Navn": "Avdeling A", "Type": "Avdeling", "Hører til": "Nordre", "Finnes fra": NEW},
]
PEOPLE = [
    {"Fornavn": "Nils", "Etternavn": "Berg", "E-post": "nils@vikdal.example", "Konto": "Ja",
     "Rolle": "DREL", "Enhet": "Nordre", "Fra": NEW, "Objekt-id": "oid-9"},
    {"Fornavn": "Nils", "Etternavn": "Berg", "Rolle": "Veileder", "Enhet": "Solsiden", "Fra": NEW,
     "Til": date(2019, 6, 30), "Konstituert": "Ja"},
    {"Fornavn": "Ane", "Etternavn": "Lund"},
]


def test_workbook_confirm_makes_units_people_accounts_and_roles(cast):
    confirm(book(UNITS, PEOPLE), cast.administrator)
    north = OrgUnit.objects.get(name="Nordre")
    assert (north.short_name, north.organisation_number, north.starts_on) == ("N", "974760673", NEW)
    part = OrgUnit.objects.get(name="Avdeling A")
    assert part.pk in unit_ids_below([cast.units.schools.pk], on=NEW)
    nils = Person.objects.get(family_name="Berg")
    assert (nils.user.email, nils.external_id) == ("nils@vikdal.example", "oid-9")
    assert not nils.user.has_usable_password()
    held = {(a.position.role, a.position.unit.name): a for a in nils.appointments.all()}
    assert held[Role.UNIT_MANAGER, "Nordre"].starts_on == NEW
    coach = held[Role.COACH, "Solsiden"]
    assert (coach.ends_on, coach.acting) == (date(2019, 6, 30), True)
    assert Person.objects.get(family_name="Lund").user is None
    assert WorkbookDraft.objects.count() == 0


def test_workbook_confirm_leaves_history_of_who_and_from_what(cast):
    confirm(book(UNITS, PEOPLE), cast.administrator)
    for row in (OrgUnit.objects.get(name="Nordre"), Person.objects.get(family_name="Berg"),
                Appointment.objects.get(person__family_name="Berg", acting=True),
                UnitParent.objects.get(child__name="Nordre")):
        (record,) = row.history.all()
        assert record.history_user == cast.administrator
        assert record.history_change_reason == "Lest inn fra Enheter.xlsx"


def test_same_workbook_twice_makes_nothing_new(cast):
    made = book(UNITS, PEOPLE)
    confirm(made, cast.administrator)
    found = plan_of_book(made)
    assert (found.errors, found.changes_nothing) == ([], True)


def test_same_workbook_twice_after_split_move_and_close(cast):
    made = filled()
    cell(made, "Enheter", "Solsiden", "Siste dag").value = date(2018, 12, 31)
    cell(made, "Enheter", "Psykisk helse", "Hører til").value = "Oppvekst"
    cell(made, "Enheter", "Psykisk helse", "Hører til fra").value = NEW
    for name in ("Sol nord", "Sol sør"):
        made["Enheter"].append([None, name, None, "Driftsenhet", "Helse og omsorg", None, NEW, None,
                                None, None, "Solsiden"])
    confirm(made, cast.administrator)
    found = plan_of_book(made)
    assert (found.errors, found.changes_nothing) == ([], True)
    again = plan_of_book(filled())
    assert (again.errors, again.changes_nothing) == ([], True)


def test_workbook_confirm_moves_from_a_day(cast):
    made = filled()
    cell(made, "Enheter", "Solsiden", "Hører til").value = "Oppvekst"
    cell(made, "Enheter", "Solsiden", "Hører til fra").value = date(2027, 1, 1)
    confirm(made, cast.administrator)
    home, units = cast.units.home.pk, cast.units
    assert parents_on(date(2026, 12, 31))[home] == units.health.pk
    assert parents_on(date(2027, 1, 1))[home] == units.schools.pk
    assert UnitParent.objects.filter(child=home).count() == 2


def test_workbook_confirm_moves_and_closes_the_same_unit(cast):
    confirm(book([{"Navn": "Solsiden", "Hører til": "Oppvekst", "Hører til fra": NEW,
                   "Siste dag": date(2019, 6, 30)}]), cast.administrator)
    places = UnitParent.objects.filter(child=cast.units.home).order_by("starts_on")
    assert [(place.parent.name, place.ends_on) for place in places] == [
        ("Helse og omsorg", date(2018, 12, 31)), ("Oppvekst", date(2019, 6, 30)),
    ]
    assert OrgUnit.objects.get(name="Solsiden").ends_on == date(2019, 6, 30)


def test_workbook_confirm_splits(cast):
    made = filled()
    cell(made, "Enheter", "Solsiden", "Siste dag").value = date(2018, 12, 31)
    for name in ("Sol nord", "Sol sør"):
        made["Enheter"].append([None, name, None, "Driftsenhet", "Helse og omsorg", None, NEW, None,
                                None, None, "Solsiden"])
    made["Personer"].append([None, "Nils", "Berg", None, None, None, "DREL", "Sol nord", NEW])
    confirm(made, cast.administrator)
    home = OrgUnit.objects.get(name="Solsiden")
    assert home.ends_on == date(2018, 12, 31)
    assert {unit.name for unit in home.became.all()} == {"Sol nord", "Sol sør"}
    assert {unit.name for unit in OrgUnit.objects.existing(on=NEW)} >= {"Sol nord", "Sol sør"}
    assert not OrgUnit.objects.existing(on=NEW).filter(name="Solsiden").exists()


def test_workbook_confirm_closes_with_place_and_roles(cast):
    made = filled()
    cell(made, "Enheter", "Solsiden", "Siste dag").value = date(2018, 12, 31)
    confirm(made, cast.administrator)
    held = Appointment.objects.filter(position__unit=cast.units.home)
    assert {a.ends_on for a in held} == {date(2018, 12, 31)}
    assert UnitParent.objects.get(child=cast.units.home).ends_on == date(2018, 12, 31)
    assert Position.objects.filter(unit=cast.units.home).count() == 3  # what they own stays


def test_workbook_confirm_hands_a_leader_over(cast):
    made = filled()
    cell(made, "Personer", "Bråten", "Til").value = date(2018, 12, 31)
    made["Personer"].append([None, "Nils", "Berg", None, None, None, "DREL", "Solsiden", NEW])
    confirm(made, cast.administrator)
    held = Appointment.objects.filter(position=cast.positions.drel).order_by("starts_on")
    assert [(a.person.family_name, a.ends_on) for a in held] == [
        ("Bråten", date(2018, 12, 31)), ("Berg", None),
    ]


def test_workbook_confirm_gives_a_person_an_account_and_another_name(cast):
    lund = Person.objects.create(given_name="Ane", family_name="Lund")
    confirm(book(people=[{"Nøkkel": f"P{lund.pk}", "Fornavn": "Ane", "Etternavn": "Lunde",
                          "E-post": "ANE@vikdal.example", "Konto": "Ja"}]), cast.administrator)
    lund.refresh_from_db()
    assert (lund.family_name, lund.user.email, lund.version) == ("Lunde", "ane@vikdal.example", 2)


# All or nothing


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (OrgUnit, UnitParent, Person, User, Position, Appointment)
    ]


def test_one_fault_saves_nothing(cast):
    draft = kept(book([*UNITS, {"Navn": "Uten type"}], PEOPLE), cast.administrator)
    before = everything()
    with pytest.raises(actions.Changed):
        actions.workbook_confirm(
            by=cast.administrator, draft=draft, version=1,
            seen=plan_of(draft.read, today=TODAY).fingerprint, today=TODAY,
        )
    assert everything() == before
    assert WorkbookDraft.objects.get().version == 1


def test_fault_while_writing_saves_nothing(cast, monkeypatch):
    from organisation.workbook import write  # noqa: PLC0415

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(write, "_begin_duties", fail)
    draft = kept(book(UNITS, PEOPLE), cast.administrator)
    before, seen = everything(), plan_of(draft.read, today=TODAY).fingerprint
    with pytest.raises(RuntimeError):
        actions.workbook_confirm(
            by=cast.administrator, draft=draft, version=1, seen=seen, today=TODAY
        )
    assert everything() == before


# Two people at once


def test_what_changed_since_the_preview_is_told(cast):
    made = filled()
    cell(made, "Enheter", "Solsiden", "Hører til").value = "Oppvekst"
    cell(made, "Enheter", "Solsiden", "Hører til fra").value = date(2027, 1, 1)
    draft = kept(made, cast.administrator)
    seen = plan_of(draft.read, today=TODAY).fingerprint
    unit_place(by=None, unit=cast.units.home, parent=cast.units.schools, starts_on=NEW)
    before = everything()
    with pytest.raises(actions.Changed):
        actions.workbook_confirm(
            by=cast.administrator, draft=draft, version=1, seen=seen, today=TODAY
        )
    assert everything() == before


def test_what_changed_elsewhere_does_not_stand_in_the_way(cast):
    draft = kept(book(UNITS), cast.administrator)
    seen = plan_of(draft.read, today=TODAY).fingerprint
    cast.units.clinic.name = "Psyken"
    cast.units.clinic.save()
    actions.workbook_confirm(by=cast.administrator, draft=draft, version=1, seen=seen, today=TODAY)
    assert OrgUnit.objects.filter(name="Nordre").exists()


def test_two_drafts_of_the_same_workbook(cast):
    one, two = (kept(book(UNITS, PEOPLE), cast.administrator) for _ in range(2))
    seen = plan_of(one.read, today=TODAY).fingerprint
    actions.workbook_confirm(by=cast.administrator, draft=one, version=1, seen=seen, today=TODAY)
    with pytest.raises(actions.Changed) as told:
        actions.workbook_confirm(
            by=cast.administrator, draft=two, version=1, seen=seen, today=TODAY
        )
    assert told.value.plan.changes_nothing
    assert OrgUnit.objects.filter(name="Nordre").count() == 1


def test_two_at_one_draft(cast):
    draft = kept(book(UNITS), cast.administrator)
    with pytest.raises(Conflict):
        actions.workbook_drop(by=cast.administrator, draft=draft, version=9)
    actions.workbook_drop(by=cast.administrator, draft=draft, version=1)
    assert WorkbookDraft.objects.count() == 0


def test_old_drafts_go(cast):
    from datetime import timedelta  # noqa: PLC0415

    from leanplan.clock import now  # noqa: PLC0415

    draft = kept(book(UNITS), cast.administrator)
    WorkbookDraft.objects.filter(pk=draft.pk).update(read_at=now() - timedelta(days=8))
    kept(book(UNITS), cast.administrator)
    assert not WorkbookDraft.objects.filter(pk=draft.pk).exists()


# What is sent in


def test_workbook_upload_reads_in_the_child(cast):
    draft = actions.workbook_upload(
        by=cast.administrator, name="Enheter.xlsx", data=data_of(book(UNITS))
    )
    assert draft.read_by == cast.administrator
    assert len(plan_of(draft.read, today=TODAY).new_units) == 2


def test_workbook_upload_of_other_sheets_and_of_empty_ones(cast):
    import openpyxl  # noqa: PLC0415

    other = openpyxl.Workbook()
    other.active.title = "Budsjett"
    other.active.append(["Navn"])
    for made, code in ((other, "no_sheets"), (book(), "no_rows")):
        with pytest.raises(Unreadable) as error:
            actions.workbook_upload(by=cast.administrator, name="x.xlsx", data=data_of(made))
        assert error.value.code == code
    assert WorkbookDraft.objects.count() == 0


# The unit that is closed by hand


def test_unit_close_refuses_where_a_unit_below_is_open(cast):
    from django.core.exceptions import ValidationError  # noqa: PLC0415

    with pytest.raises(ValidationError, match="Solsiden"):
        unit_close(by=None, unit=cast.units.health, ends_on=NEW, version=1)
    child = unit_create(by=None, name="Avd", kind=UnitKind.DEPARTMENT, starts_on=TODAY,
                        parent=cast.units.home)
    appoint(by=None, person=Person.objects.get(family_name="Øien"), role=Role.COACH, unit=child,
            starts_on=date(2019, 3, 1))
    with pytest.raises(ValidationError, match="Øien"):
        unit_close(by=None, unit=child, ends_on=NEW, version=1)


# Large


def test_workbook_confirm_asks_no_more_for_many_new_rows(cast):
    def asked(first, number):
        units = [{"Navn": f"Enhet {n}", "Type": "Driftsenhet", "Hører til": "Oppvekst",
                  "Finnes fra": NEW} for n in range(first, first + number)]
        people = [{"Fornavn": "Nils", "Etternavn": f"Berg {n}", "Rolle": "DREL", "Konto": "Ja",
                   "E-post": f"n{n}@vikdal.example", "Enhet": f"Enhet {n}", "Fra": NEW}
                  for n in range(first, first + number)]
        with CaptureQueriesContext(connection) as found:
            confirm(book(units, people), cast.administrator)
        return len(found)

    asked(1000, 1)
    assert asked(0, 2) == asked(100, 60)
