"""What a workbook would do, and what is wrong with it, cell by cell."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisation.actions import appoint, unit_create
from organisation.models import Label, OrgUnit, Person, User
from organisation.presenters.workbook import workbook_page
from organisation.roles import Role, UnitKind
from organisation.workbook.draft import WorkbookDraft
from tests.organisation.workbook import books
from tests.organisation.workbook.books import cell, filled, plan, plan_of_book, told

pytestmark = pytest.mark.usefixtures("cast")
NEW = date(2019, 1, 1)


def unit(name="Nordre", **more):
    return {"Navn": name, "Type": "Driftsenhet", "Hører til": "Oppvekst", "Finnes fra": NEW, **more}


def person(given="Nils", family="Berg", **more):
    return {"Fornavn": given, "Etternavn": family, **more}


def lines(found):
    page = workbook_page(WorkbookDraft(file_name="x"), found)
    return {section.title: section.lines for section in page.sections}


# Nothing new


def test_plan_of_filled_workbook_changes_nothing():
    found = plan_of_book(filled())
    assert found.errors == []
    assert found.changes_nothing
    assert len([u for u in found.units if u.row]) == 8
    assert len(found.people) == 13


def test_plan_leaves_alone_what_is_missing_and_what_is_empty():
    found = plan([{"Navn": "Solsiden"}], [person("Anne", "Bråten")])
    assert found.errors == []
    assert found.changes_nothing


# Units


def test_plan_new_unit_in_words():
    found = plan([unit()])
    assert found.errors == []
    assert lines(found) == {"Nye enheter": ["Nordre, driftsenhet i Oppvekst, fra 01.01.2019"]}


def test_plan_new_unit_below_a_new_unit_further_down():
    found = plan([unit("Avdeling A", Type="Avdeling", **{"Hører til": "Nordre"}), unit()])
    assert found.errors == []
    assert len(found.new_units) == 2


def test_plan_moved_unit_in_words():
    made = filled()
    cell(made, "Enheter", "Solsiden", "Hører til").value = "Oppvekst"
    cell(made, "Enheter", "Solsiden", "Hører til fra").value = date(2027, 1, 1)
    found = plan_of_book(made)
    assert found.errors == []
    assert lines(found) == {
        "Flyttede enheter": ["Solsiden flyttes fra Helse og omsorg til Oppvekst 01.01.2027"],
    }
    (moved,) = found.touched_units
    assert moved.places[0].ends_on == date(2026, 12, 31)


def test_plan_closed_unit_in_words_with_its_roles():
    made = filled()
    cell(made, "Enheter", "Solsiden", "Siste dag").value = date(2018, 12, 31)
    found = plan_of_book(made)
    assert found.errors == []
    told_lines = lines(found)
    assert told_lines["Nedlagte enheter"] == [
        "Solsiden legges ned, siste dag 31.12.2018. 3 roller avsluttes den dagen"
    ]
    assert len(told_lines["Roller som avsluttes"]) == 3


def test_plan_split_and_merged_units_in_words():
    made = filled()
    cell(made, "Enheter", "Solsiden", "Siste dag").value = date(2018, 12, 31)
    for name in ("Sol nord", "Sol sør"):
        made["Enheter"].append([None, name, None, "Driftsenhet", "Helse og omsorg", None, NEW, None,
                                None, None, "Solsiden"])
    found = plan_of_book(made)
    assert found.errors == []
    assert lines(found)["Delt eller slått sammen"] == [
        "Solsiden deles i Sol nord og Sol sør 01.01.2019"
    ]
    merged = plan([unit("Begge", **{"Kommer fra": "Solsiden; Psykisk helse"})])
    assert lines(merged)["Delt eller slått sammen"] == [
        "Solsiden og Psykisk helse slås sammen til Begge 01.01.2019"
    ]


def test_plan_changed_unit_in_words():
    made = filled()
    cell(made, "Enheter", "Solsiden", "Navn").value = "Sola"
    found = plan_of_book(made)
    assert lines(found) == {"Endrede enheter": ["Solsiden: navn fra «Solsiden» til «Sola»"]}


@pytest.mark.parametrize(
    ("row", "address", "said"),
    [
        (unit(""), "B2", "Skriv navnet"),
        (unit("n" * 121), "B2", "For langt"),
        (unit(Nøkkel="E9999"), "A2", "Ingen enhet har nøkkelen E9999"),
        (unit(Type=None), "D2", "hva slags enhet"),
        (unit(Type="Romskip"), "D2", "«Romskip» er ingen type enhet"),
        (unit(**{"Hører til": None}), "E2", "hva enheten hører til"),
        (unit(**{"Hører til": "Ukjent"}), "E2", "Ingen enhet heter Ukjent"),
        (unit(**{"Hører til": "RLG"}), "E2", "ledergruppe"),
        (unit(**{"Hører til": "Nordre"}), "E2", "seg selv"),
        (unit(**{"Finnes fra": None}), "G2", "første dag"),
        (unit(**{"Finnes fra": "31.02.2019"}), "G2", "«31.02.2019» er ingen dato"),
        (unit(**{"Finnes fra": date(2017, 1, 1)}), "F2", "Oppvekst finnes fra 01.01.2018"),
        (unit(**{"Siste dag": date(2018, 12, 1)}), "H2", "kan ikke være før"),
        (unit(Organisasjonsnummer="12345"), "I2", "ni siffer"),
        (unit(Utviklingsenhet="Kanskje"), "J2", "verken ja eller nei"),
        (unit(Utviklingsenhet="Ja"), "J2", "stab"),
        (unit(Type="Stab", Utviklingsenhet="Ja"), "J2", "utviklingsenhet fra før"),
        (unit(**{"Kommer fra": "Ukjent"}), "K2", "Ingen enhet heter Ukjent"),
        ({"Navn": "Solsiden", "Hører til": "Oppvekst"}, "F2", "Fra hvilken dag flyttes Solsiden"),
        (
            {"Navn": "Solsiden", "Hører til": "Oppvekst", "Hører til fra": date(2018, 1, 1)},
            "F2", "Fra hvilken dag flyttes Solsiden",
        ),
        (
            {"Navn": "Solsiden", "Hører til": "Helse og omsorg", "Hører til fra": NEW},
            "F2", "Solsiden hører til Helse og omsorg fra 01.01.2018",
        ),
        (
            {"Navn": "Helse og omsorg", "Hører til": "Solsiden", "Hører til fra": NEW},
            "E2", "Solsiden ligger under Helse og omsorg",
        ),
        ({"Navn": "Helse og omsorg", "Siste dag": NEW}, "H2", "ligger under og er åpen"),
    ],
)
def test_plan_faults_of_units_stand_at_their_cell(row, address, said):
    found = told(plan([row]))
    assert said in found[f"Enheter {address}"], found


def test_plan_circle_of_two_new_moves():
    top = unit_create(by=None, name="Ny", kind=UnitKind.SERVICE_AREA, starts_on=date(2018, 1, 1),
                      parent=OrgUnit.objects.get(name="Vikdal kommune"))
    assert top.pk
    found = told(plan([
        {"Navn": "Ny", "Hører til": "Oppvekst", "Hører til fra": NEW},
        {"Navn": "Oppvekst", "Hører til": "Ny", "Hører til fra": NEW},
    ]))
    assert set(found) == {"Enheter E2", "Enheter E3"}


def test_plan_close_an_area_with_all_below_it():
    found = plan([
        {"Navn": "Helse og omsorg", "Siste dag": NEW}, {"Navn": "Solsiden", "Siste dag": NEW},
        {"Navn": "Psykisk helse", "Hører til": "Oppvekst", "Hører til fra": NEW},
    ])
    assert found.errors == []


def test_plan_close_an_area_a_day_before_what_is_below_moves():
    found = told(plan([
        {"Navn": "Helse og omsorg", "Siste dag": date(2018, 12, 31)},
        {"Navn": "Solsiden", "Siste dag": NEW},
        {"Navn": "Psykisk helse", "Hører til": "Oppvekst", "Hører til fra": NEW},
    ]))
    assert list(found) == ["Enheter H2"]
    assert "Solsiden" in found["Enheter H2"]


def test_plan_two_rows_about_one_unit():
    assert "Rad 2" in told(plan([{"Navn": "Solsiden"}, {"Navn": "solsiden "}]))["Enheter B3"]


def test_plan_asks_for_the_key_where_two_units_have_the_name():
    other = unit_create(by=None, name="Solsiden", kind=UnitKind.OPERATING_UNIT, starts_on=NEW,
                        parent=OrgUnit.objects.get(name="Oppvekst"))
    assert "Skriv nøkkelen" in told(plan([{"Navn": "Solsiden"}]))["Enheter A2"]
    found = plan([{"Navn": "Solsiden", "Nøkkel": f"E{other.pk}", "Kort navn": "Sola"}])
    assert (found.errors, [u.stored for u in found.touched_units]) == ([], [other])


def test_plan_filled_workbook_with_two_units_of_one_name_changes_nothing():
    unit_create(by=None, name="Solsiden", kind=UnitKind.OPERATING_UNIT,
                starts_on=date(2018, 1, 1), parent=OrgUnit.objects.get(name="Oppvekst"))
    found = plan_of_book(filled())
    assert (found.errors, found.changes_nothing) == ([], True)


def test_plan_of_an_older_workbook_moves_nothing_back():
    before = filled()
    from organisation.actions import unit_place  # noqa: PLC0415

    unit_place(by=None, unit=OrgUnit.objects.get(name="Solsiden"),
               parent=OrgUnit.objects.get(name="Oppvekst"), starts_on=date(2018, 6, 1))
    found = plan_of_book(before)
    assert (found.errors, found.changes_nothing) == ([], True)


# People


def test_plan_new_person_with_account_and_role_in_words():
    found = plan(people=[person(
        Konto="Ja", Rolle="Veileder", Enhet="Solsiden", Fra=NEW,
        **{"E-post": "Nils.Berg@vikdal.example"},
    )])
    assert found.errors == []
    assert lines(found) == {
        "Nye personer": ["Nils Berg"],
        "Nye kontoer": ["Nils Berg, nils.berg@vikdal.example"],
        "Roller som begynner": ["Nils Berg, veileder i Solsiden, fra 01.01.2019"],
    }


def test_plan_person_with_two_roles_is_one_person():
    found = plan(people=[
        person(Rolle="Veileder", Enhet="Solsiden", Fra=NEW),
        person(Rolle="Veileder", Enhet="Psykisk helse", Fra=NEW),
    ])
    assert (found.errors, len(found.new_people), len(found.duties)) == ([], 1, 2)


def test_plan_leader_hands_over_in_one_workbook():
    found = plan(people=[
        person(Rolle="Driftsenhetsleder", Enhet="Solsiden", Fra=NEW),
        person("Anne", "Bråten", Rolle="Driftsenhetsleder", Enhet="Solsiden",
               Fra=date(2018, 1, 1), Til=date(2018, 12, 31)),
    ])
    assert found.errors == []
    assert lines(found)["Roller som avsluttes"] == [
        "Anne Bråten, driftsenhetsleder i Solsiden, siste dag 31.12.2018"
    ]


MAIL = {"E-post": "nils@vikdal.example"}


@pytest.mark.parametrize(
    ("row", "address", "said"),
    [
        (person("", "Berg"), "B2", "fornavn og etternavn"),
        (person(Nøkkel="P9999"), "A2", "Ingen har nøkkelen"),
        (person(**{"E-post": "ikke en adresse"}), "D2", "ingen e-postadresse"),
        (person(Konto="Ja"), "D2", "En konto trenger"),
        (person(**{"E-post": "drel@vikdal.example"}), "D2", "Dette er adressen til Anne Bråten"),
        (person(Rolle="Veileder"), "H2", "både rolle og enhet"),
        (person(Enhet="Solsiden"), "G2", "både rolle og enhet"),
        (person(Fra=NEW), "G2", "rollen og enheten"),
        (person(Rolle="Keiser", Enhet="Solsiden", Fra=NEW), "G2", "«Keiser» er ingen rolle"),
        (person(Rolle="Veileder", Enhet="Ukjent", Fra=NEW), "H2", "Ingen enhet heter Ukjent"),
        (person(Rolle="Veileder", Enhet="Solsiden"), "I2", "første dag"),
        (
            person(Rolle="Veileder", Enhet="Solsiden", Fra=date(2017, 1, 1)),
            "I2", "Solsiden finnes fra 01.01.2018",
        ),
        (
            person(Rolle="Veileder", Enhet="Solsiden", Fra=NEW, Til=date(2018, 1, 1)),
            "J2", "kan ikke være før",
        ),
        (person(Rolle="Driftsenhetsleder", Enhet="Solsiden", Fra=NEW), "I2", "Anne Bråten har"),
        (
            person("Anne", "Bråten", Rolle="DREL", Enhet="Solsiden", Fra=NEW),
            "I2", "har denne rollen fra 01.01.2018",
        ),
        (person("Anne", "Bråten", Konto="Nei"), "E2", "Anne Bråten har en konto"),
        (person("Anne", "Bråten", **MAIL, Konto="Ja"), "", ""),
    ],
)
def test_plan_faults_of_people_stand_at_their_cell(row, address, said):
    found = told(plan(people=[row]))
    if address:
        assert said in found[f"Personer {address}"], found
    else:
        assert found == {}  # another Anne Bråten: the address says so


def test_plan_acting_leader_stands_beside():
    found = plan(people=[
        person(Rolle="DREL", Enhet="Solsiden", Fra=NEW, Konstituert="Ja"),
    ])
    assert found.errors == []


def test_plan_address_of_somebody_else_never_makes_two_people_one():
    drel = Person.objects.get(family_name="Bråten")
    key = f"P{drel.pk}"
    found = told(plan(people=[
        person("Anne", "Bråten", Nøkkel=key, **{"E-post": "tol@vikdal.example"}),
    ]))
    assert "logger inn med drel@vikdal.example" in found["Personer D2"]
    tol = Person.objects.get(family_name="Nordmo")
    tol.user = None
    tol.save()
    found = told(plan(people=[person("Kari", "Nordmo", Konto="Ja",
                                     **{"E-post": "tol@vikdal.example"})]))
    assert "ikke er knyttet til noen" in found["Personer D2"]
    assert User.objects.get(email="tol@vikdal.example")


def test_plan_knows_a_person_by_key_object_id_address_and_name_in_that_order():
    drel, tol = (Person.objects.get(family_name=name) for name in ("Bråten", "Nordmo"))
    tol.external_id = "oid-1"
    tol.save()
    for row, who in (
        (person("Anne", "Ås", Nøkkel=f"p{drel.pk}"), drel),
        (person("Kari", "Ås", **{"Objekt-id": "oid-1"}), tol),
        (person("anne", "BRÅTEN", **{"E-post": "DREL@vikdal.example"}), drel),
        (person("Anne", "Bråten", **{"Objekt-id": "oid-2"}), drel),
    ):
        found = plan(people=[row])
        assert found.errors == []
        assert [h.stored for h in found.changed_people] == [who], row


def test_plan_object_id_of_somebody_else():
    drel, tol = (Person.objects.get(family_name=name) for name in ("Bråten", "Nordmo"))
    tol.external_id = "oid-1"
    tol.save()
    found = told(plan(people=[
        person("Anne", "Bråten", Nøkkel=f"P{drel.pk}", **{"Objekt-id": "oid-1"}),
    ]))
    assert "Kari Nordmo har den objekt-id-en" in found["Personer F2"]


def test_plan_asks_for_the_key_where_two_people_have_the_name():
    Person.objects.create(given_name="Anne", family_name="Bråten")
    found = told(plan(people=[person("Anne", "Bråten")]))
    assert "Skriv nøkkelen" in found["Personer C2"]


def test_plan_rows_that_say_different_things_of_one_person():
    drel = Person.objects.get(family_name="Bråten")
    key = {"Nøkkel": f"P{drel.pk}"}
    found = told(plan(people=[person("Anna", "Bråten", **key), person("Anni", "Bråten", **key)]))
    assert "Rad 2 sier «Anna»" in found["Personer B3"]


# How it is read


@pytest.mark.parametrize(
    ("word", "role"),
    [("DREL", "unit_manager"), ("drel", "unit_manager"), ("unit_manager", "unit_manager"),
     ("Driftsenhetsleder", "unit_manager"), ("Unit manager", "unit_manager"),
     ("Driftseiningsleiar", "unit_manager"), ("Rektor", "unit_manager")],
)
def test_plan_takes_own_words_and_defaults_for_roles(word, role):
    Label.objects.create(key="role.unit_manager", language="nb", short="Rektor", name="Rektor",
                         plural="rektorer")
    found = plan(people=[person(Rolle=word, Enhet="Oppvekst", Fra=NEW)])
    assert found.errors == []
    assert [duty.role for duty in found.duties] == [role]


def test_plan_takes_own_words_for_kinds():
    Label.objects.create(key="kind.operating_unit", language="nb", short="Virksomhet",
                         name="Virksomhet", plural="virksomheter")
    for word in ("Virksomhet", "driftsenhet", "Operating unit"):
        found = plan([unit(Type=word)])
        assert (found.errors, found.new_units[0].kind) == ([], "operating_unit")


def test_plan_filled_with_two_roles_of_one_name_changes_nothing():
    for key in ("role.coach", "role.reader"):
        Label.objects.create(key=key, language="nb", short="Hjelper", name="Hjelper", plural="x")
    found = plan_of_book(filled())
    assert (found.errors, found.changes_nothing) == ([], True)


def test_plan_word_of_two_roles_is_asked_about():
    for key in ("role.coach", "role.reader"):
        Label.objects.create(key=key, language="nb", short="Hjelper", name="Hjelper", plural="x")
    found = told(plan(people=[person(Rolle="Hjelper", Enhet="Solsiden", Fra=NEW)]))
    assert "kan være" in found["Personer G2"]


def test_plan_columns_in_any_order_and_unknown_ones_told():
    head = ("Merknad", "Hører til", "type", "NAVN *", "Finnes  fra")
    found = plan([{"Merknad": "hei", "Hører til": "Oppvekst", "type": "Driftsenhet",
                   "NAVN *": "Nordre", "Finnes  fra": "01.01.2019"}], unit_head=head)
    assert found.errors == []
    assert len(found.new_units) == 1
    assert found.unknown == ["Enheter: Merknad"]


def test_plan_headings_further_down_and_in_nynorsk():
    made = books.openpyxl.Workbook()
    made.active.title = "Einingar"
    for row in (["Einingar i Vikdal"], [], ["Namn", "Type", "Høyrer til", "Finst frå"],
                ["Nordre", "Driftseining", "Oppvekst", NEW]):
        made.active.append(row)
    found = plan_of_book(made)
    assert (found.errors, len(found.new_units)) == ([], 1)


def test_plan_fault_of_excel_stands_at_its_cell():
    made = books.book([unit()])
    made["Enheter"]["E2"] = "#REF!"
    made["Enheter"]["C2"] = "=A1"
    found = told(plan_of_book(made))
    assert "Excel viser #REF!" in found["Enheter E2"]
    assert "Formelen har ingen verdi" in found["Enheter C2"]


def test_plan_text_that_begins_like_a_formula_is_a_name():
    made = books.book()
    made["Enheter"].append([None, None, None, "Driftsenhet", "Oppvekst", None, NEW])
    made["Enheter"]["B2"].value = "=cmd()"
    made["Enheter"]["B2"].data_type = "s"
    found = plan_of_book(made)
    assert [u.name for u in found.new_units] == ["=cmd()"]


def test_plan_asks_the_same_for_many_rows():
    def asked(number):
        rows = [unit(f"Enhet {n}") for n in range(number)]
        people = [person("Nils", f"Berg {n}", Rolle="Veileder", Enhet=f"Enhet {n}", Fra=NEW)
                  for n in range(number)]
        data = books.read(books.data_of(books.book(rows, people)))
        with CaptureQueriesContext(connection) as found:
            assert books.plan_of(data, today=books.TODAY).errors == []
        return len(found)

    asked(1)  # what the municipality says of itself is asked for once
    assert asked(2) == asked(60) < 15


def test_plan_appointment_of_an_every_position_is_left_alone():
    municipality = OrgUnit.objects.get(kind=UnitKind.MUNICIPALITY)
    appoint(by=None, person=Person.objects.get(family_name="Øien"), role=Role.COACH,
            unit=municipality, starts_on=date(2018, 1, 1), ends_on=date(2018, 2, 1))
    found = plan_of_book(filled())  # what is over is not handed out, and not taken away
    assert found.changes_nothing
