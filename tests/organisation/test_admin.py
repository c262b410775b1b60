from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.urls import reverse

from leanplan.mail import Written
from organisation.actions import appoint, unit_create, unit_place
from organisation.models import Appointment, OrgUnit, OutgoingMail, Person, UnitParent, User
from organisation.outbox.queue import put
from organisation.roles import Role, UnitKind
from tests.admin_forms import errors_of, posted

WHO = ("chief", "member", "secretary", "development", "tol", "drel", "coach", "employee", "reader")


@pytest.fixture
def office(cast, sign_in, settings):
    """The test client of the administrator. Django's forms get each chosen row by itself."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    return sign_in(cast.administrator)


def page(model, what, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


# Who gets in


@pytest.mark.parametrize("part", WHO)
def test_admin_lets_nobody_else_in(cast, sign_in, part):
    client = sign_in(cast[part])
    for address in (reverse("admin:index"), page(Person, "changelist")):
        response = client.get(address, follow=True)
        assert response.status_code == 403


def test_admin_is_not_for_staff_without_the_role(cast, sign_in):
    cast.tol.is_staff = True
    cast.tol.save()
    TOTP.activate(cast.tol, "A" * 32)
    assert sign_in(cast.tol).get(reverse("admin:index"), follow=True).status_code == 403


def test_admin_is_not_for_the_role_without_staff(cast, sign_in):
    cast.administrator.is_staff = False
    cast.administrator.save()
    assert sign_in(cast.administrator).get(reverse("admin:index"), follow=True).status_code == 403


def test_admin_has_the_same_door_as_everyone(client, db):
    for address in (reverse("admin:index"), reverse("admin:login"), page(Person, "changelist")):
        response = client.get(address, follow=True)
        assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    response = client.post(reverse("admin:login"), {"username": "x", "password": "y"})
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_admin_index_is_in_bokmal(office):
    text = office.get(reverse("admin:index")).content.decode()
    for word in ("Leanplan, administrasjon, Vikdal kommune", "Enheter", "Ansettelser", "Tiltak"):
        assert word in text


# Every page opens, and breaks no rule of the page security


def registered():
    return [m for m in admin.site._registry if m._meta.app_label in
            ("organisation", "challenges", "measures")]


def test_every_list_opens_with_search_and_filter(office, plan):
    models = registered()
    assert len(models) > 15
    for model in models:
        response = office.get(page(model, "changelist"), {"q": "a"} if
                              admin.site._registry[model].search_fields else {})
        assert response.status_code == 200, model
        text = response.content.decode()
        assert "style=" not in text.replace("data-style=", ""), model
        assert " onclick" not in text


def test_every_first_row_opens(office, plan):
    opened = 0
    for model in registered():
        row = model._default_manager.first()
        if row is not None:
            response = office.get(page(model, "change", row.pk))
            assert response.status_code == 200, model
            assert " style=" not in response.content.decode(), model
            opened += 1
    assert opened > 8


def test_every_history_opens(office, plan):
    opened = 0
    for model in registered():
        row = model._default_manager.first()
        if row is not None and hasattr(row, "history"):
            response = office.get(page(model, "history", row.pk))
            assert response.status_code == 200, model
            opened += 1
    assert opened > 6


# Two people, one record


def test_person_is_saved_with_history_and_the_next_version(cast, office):
    person = cast.tol.person
    address = page(Person, "change", person.pk)
    data = posted(office.get(address), given_name="Karin")
    assert office.post(address, data).status_code == 302
    person.refresh_from_db()
    assert (person.given_name, person.version) == ("Karin", 2)
    assert person.history.latest().history_user == cast.administrator


def test_nothing_changed_leaves_no_history(cast, office):
    person = cast.tol.person
    address = page(Person, "change", person.pk)
    assert office.post(address, posted(office.get(address))).status_code == 302
    person.refresh_from_db()
    assert (person.version, person.history.count()) == (1, 1)


def test_stale_person_is_refused_and_nothing_typed_is_lost(cast, office):
    person = cast.tol.person
    address = page(Person, "change", person.pk)
    data = posted(office.get(address), given_name="Karin")
    assert office.post(address, posted(office.get(address), given_name="Kaja")).status_code == 302
    response = office.post(address, data)
    assert response.status_code == 200
    person.refresh_from_db()
    assert person.given_name == "Kaja"
    text = response.content.decode()
    assert "Arne Ness har lagret dette" in text
    assert "lagret er «Kaja», du har «Karin»" in text
    assert 'value="Karin"' in text
    assert office.post(address, posted(response)).status_code == 302
    person.refresh_from_db()
    assert person.given_name == "Karin"


@pytest.mark.parametrize("seen", [None, "", "v0", "nonsense"])
def test_person_without_what_was_seen_is_refused(cast, office, seen):
    person = cast.tol.person
    address = page(Person, "change", person.pk)
    data = posted(office.get(address), given_name="Karin")
    data.pop("seen")
    if seen is not None:
        data["seen"] = seen
    response = office.post(address, data)
    assert response.status_code == 200
    person.refresh_from_db()
    assert person.given_name == "Kari"


def test_stale_inline_row_is_refused(cast, office):
    person = cast.tol.person
    address = page(Person, "change", person.pk)
    row = person.appointments.get()
    stale = posted(office.get(address))
    stale["appointments-0-ends_on"] = "31.12.2018"
    fresh = posted(office.get(address))
    fresh["appointments-0-ends_on"] = "30.11.2018"
    assert office.post(address, fresh).status_code == 302
    response = office.post(address, stale)
    assert response.status_code == 200
    assert "har lagret dette" in errors_of(response)
    row.refresh_from_db()
    assert (row.ends_on, row.version) == (date(2018, 11, 30), 2)


def test_stale_inline_row_without_a_version_is_refused(cast, office):
    unit = cast.units.clinic
    address = page(OrgUnit, "change", unit.pk)
    stale = posted(office.get(address))
    fresh = posted(office.get(address))
    fresh["parent_links-0-ends_on"] = "30.11.2018"
    stale["parent_links-0-ends_on"] = "31.12.2018"
    assert office.post(address, fresh).status_code == 302
    response = office.post(address, stale)
    assert "har lagret dette" in errors_of(response)
    assert UnitParent.objects.get(child=unit).ends_on == date(2018, 11, 30)


def test_stale_inline_row_is_not_deleted(cast, office):
    person = cast.coach.person
    address = page(Person, "change", person.pk)
    stale = posted(office.get(address))
    stale["appointments-0-DELETE"] = "on"
    fresh = posted(office.get(address))
    fresh["appointments-0-ends_on"] = "30.11.2018"
    office.post(address, fresh)
    response = office.post(address, stale)
    assert response.status_code == 200
    assert "så det er ikke slettet" in errors_of(response)
    assert person.appointments.count() == 1


# The same validation as everywhere


def test_second_holder_of_a_leader_position_is_refused(cast, office):
    address = page(Appointment, "add")
    data = {
        "person": cast.tol.person.pk, "position": cast.positions.drel.pk, "starts_on": "01.12.2018",
        "ends_on": "",
    }
    response = office.post(address, data)
    assert "Anne Bråten har stillingen da" in errors_of(response)
    assert office.post(address, {**data, "acting": "on"}).status_code == 302


def new_place(response, parent, starts_on, ends_on=""):
    data = posted(response)
    number = int(data["parent_links-INITIAL_FORMS"])
    data["parent_links-TOTAL_FORMS"] = number + 1
    data |= {
        f"parent_links-{number}-parent": parent.pk,
        f"parent_links-{number}-starts_on": starts_on,
        f"parent_links-{number}-ends_on": ends_on,
    }
    return data


def test_new_place_ends_the_one_before(cast, office):
    unit = cast.units.clinic
    address = page(OrgUnit, "change", unit.pk)
    data = new_place(office.get(address), cast.units.schools, "01.01.2019")
    assert office.post(address, data).status_code == 302
    first, second = UnitParent.objects.filter(child=unit).order_by("starts_on")
    assert first.ends_on == date(2018, 12, 31)
    assert (second.parent, second.starts_on) == (cast.units.schools, date(2019, 1, 1))
    assert second.history.latest().history_user == cast.administrator


def test_new_place_in_a_circle_is_refused(cast, office):
    address = page(OrgUnit, "change", cast.units.health.pk)
    data = new_place(office.get(address), cast.units.home, "01.01.2019")
    response = office.post(address, data)
    assert "sirkel" in errors_of(response)
    assert UnitParent.objects.filter(child=cast.units.health).count() == 1


def test_new_place_below_a_management_group_is_refused(cast, office):
    address = page(OrgUnit, "change", cast.units.clinic.pk)
    response = office.post(address, new_place(office.get(address), cast.units.group, "01.01.2019"))
    assert "ledergruppe" in errors_of(response)


def test_new_place_over_a_later_one_is_refused(cast, office):
    unit = cast.units.clinic
    unit_place(by=None, unit=unit, parent=cast.units.schools, starts_on=date(2019, 6, 1))
    address = page(OrgUnit, "change", unit.pk)
    data = new_place(office.get(address), cast.units.schools, "01.01.2019")
    response = office.post(address, data)
    assert "hører til et annet sted" in errors_of(response)


@pytest.mark.parametrize("parent", ["health", "group"])
def test_new_unit_with_its_place(cast, office, parent):
    address = page(OrgUnit, "add")
    unit = {"name": "Ny enhet", "kind": "operating_unit", "starts_on": "01.12.2018"}
    data = posted(office.get(address), **unit)
    data |= {
        "parent_links-TOTAL_FORMS": 1, "parent_links-0-parent": getattr(cast.units, parent).pk,
        "parent_links-0-starts_on": "01.12.2018",
    }
    response = office.post(address, data)
    made = OrgUnit.objects.filter(name="Ny enhet").first()
    if parent == "group":
        assert "ledergruppe" in errors_of(response)
        assert made is None
    else:
        assert response.status_code == 302
        assert made.parent_links.get().parent == cast.units.health


def test_places_are_read_only_in_their_own_list(cast, office):
    link = UnitParent.objects.first()
    address = page(UnitParent, "change", link.pk)
    assert office.get(page(UnitParent, "add")).status_code == 403
    assert office.post(address, {"ends_on": "01.01.2019"}).status_code == 403


@pytest.mark.parametrize(
    ("word", "found"),
    [("tol", "TOL Helse og omsorg"), ("drel sol", "DREL Solsiden"), ("bråten", "DREL Solsiden"),
     ("rlg", "RLG")],
)
def test_positions_are_found_by_what_they_are_called(cast, office, word, found):
    answer = office.get(
        reverse("admin:autocomplete"),
        {"term": word, "app_label": "organisation", "model_name": "appointment",
         "field_name": "position"},
    ).json()
    assert found in [choice["text"] for choice in answer["results"]]


# Accounts


def test_account_is_made_with_a_first_password(cast, office):
    data = {"email": "Ny@Vikdal.example", "password1": "gul hest i regnet", "password2":
            "gul hest i regnet"}
    assert office.post(page(User, "add"), data).status_code == 302
    user = User.objects.get(email="ny@vikdal.example")
    assert user.check_password("gul hest i regnet")
    assert not user.is_staff


def test_account_never_becomes_a_superuser_by_an_administrator(cast, office):
    address = page(User, "change", cast.tol.pk)
    data = posted(office.get(address), is_superuser="on", is_staff="on")
    assert office.post(address, data).status_code == 302
    cast.tol.refresh_from_db()
    assert (cast.tol.is_superuser, cast.tol.is_staff) == (False, True)


def test_account_of_a_superuser_is_out_of_reach(cast, office):
    root = User.objects.create_superuser("rot@vikdal.example", "hest foran vogna")
    address = page(User, "change", root.pk)
    assert office.post(address, {"email": "annen@vikdal.example"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert office.get(password).status_code == 403
    assert office.post(page(User, "delete", root.pk), {"post": "yes"}).status_code == 403


def test_stale_account_is_refused(cast, office):
    address = page(User, "change", cast.tol.pk)
    stale = posted(office.get(address), email="kari@vikdal.example")
    office.post(address, posted(office.get(address), email="karin@vikdal.example"))
    response = office.post(address, stale)
    assert "har lagret dette" in errors_of(response)


# Lists grow without more queries


@pytest.mark.parametrize("model", [Person, OrgUnit, Appointment])
def test_list_asks_no_more_with_many_rows(cast, office, model, django_assert_max_num_queries):
    for number in range(30):
        unit = unit_create(
            by=None, name=f"Enhet {number}", kind=UnitKind.OPERATING_UNIT,
            starts_on=date(2018, 1, 1), parent=cast.units.health,
        )
        person = Person.objects.create(given_name="Leder", family_name=str(number))
        appoint(by=None, person=person, role=Role.UNIT_MANAGER, unit=unit,
                starts_on=date(2018, 1, 1))
    with django_assert_max_num_queries(22):
        office.get(page(model, "changelist"))


# The outbox


def test_outbox_admin_says_what_is_wrong_and_sends_again(cast, office):
    put(key="a", person=cast.tol.person, written=Written("2 saker", "Hemmelig", "<p>", ""))
    put(key="b", person=cast.tol.person, written=Written("1 sak", "Hemmelig", "<p>", ""))
    rows = OutgoingMail.objects.all()
    rows.filter(key="a").update(state="uncertain", trouble="stopped")
    address = page(OutgoingMail, "changelist")
    html = office.get(address).content.decode()
    assert "Usikkert: den kan være sendt" in html
    assert "Jobben stanset før e-posttjeneren hadde bekreftet den." in html
    chosen = {"action": "try_again", "_selected_action": [row.pk for row in rows]}
    html = office.post(address, chosen, follow=True).content.decode()
    assert "1 e-post står i kø igjen." in html
    assert "Bare det som ikke er sendt" in html
    assert set(rows.values_list("state", flat=True)) == {"waiting"}


def test_outbox_admin_does_not_show_what_a_mail_says(cast, office):
    put(key="a", person=cast.tol.person, written=Written("2 saker", "Hemmelig", "Hemmelig", ""))
    html = office.get(page(OutgoingMail, "change", OutgoingMail.objects.get().pk)).content.decode()
    assert "2 saker" in html
    assert "Hemmelig" not in html


# What the front page leads to


def test_admin_index_is_grouped_by_what_one_does(office):
    response = office.get(reverse("admin:index"))
    groups = {
        str(app["name"]): [model["object_name"] for model in app["models"]]
        for app in response.context["app_list"]
    }
    names = list(groups)
    assert names[:2] == ["Personer og stillinger", "Enheter"]
    assert groups["Innstillinger"] == ["Setting", "Label", "Pause"]
    assert names[-1] == "Drift"
    shown = [model for models in groups.values() for model in models]
    assert len(shown) == len(set(shown))
    registered = {model._meta.object_name for model in admin.site._registry}
    assert registered == set(shown)

