from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisation.models import Setting
from organisation.municipality_settings import DEVIATION_ADDRESS
from reviews.actions.observations import host_note_write, observation_put
from reviews.models import FollowUp, GembaVisit, Observation, VisitPhoto
from tests.leanplan import photo_files
from tests.reviews.follow_ups import follow_up
from tests.reviews.visits import held, pictured, planned, seen

JSON = {"accept": "application/json"}
pytestmark = pytest.mark.django_db


def address(route, *keys):
    return reverse(f"reviews:{route}", args=keys)


def put(client, visit, key, **values):
    sent = {"version": 0, "kind": "waste", "text": "Vi venter."} | values
    return client.post(address("observation_put", visit.pk, key), sent, headers=JSON)


def test_visit_record_opens_with_what_was_agreed_last_time(cast, sign_in):
    held(cast, agreed=True, day=planned(cast).day)
    follow_up(cast, text="Åpent fra før")
    visit = planned(cast, questions=["Hvem tar imot?"], theme="Forslag")
    host_note_write(by=cast.drel, visit=visit, version=0, text="Se tavla på lageret")
    text = sign_in(cast.tol).get(address("visit_record", visit.pk)).content.decode()
    for part in ("Tavla henger i et låst rom.", "Åpent fra før", "Hvem tar imot?", "Tema: Forslag",
                 "Se tavla på lageret", "Ingen navn på ansatte", "Ingen bilder av folk"):
        assert part in text


@pytest.mark.parametrize("url", ["", "https://avvik.vikdal.example/ny"])
def test_visit_record_shows_the_way_to_the_deviation_system(cast, sign_in, url):
    if url:
        Setting.objects.create(key=DEVIATION_ADDRESS, value=url)
    text = sign_in(cast.tol).get(address("visit_record", planned(cast).pk)).content.decode()
    assert "Gjelder det HMS, pasientsikkerhet eller personvern?" in text
    assert (f'href="{url}"' in text) == bool(url)


def test_visit_record_of_one_that_has_been_leads_to_its_page(cast, sign_in):
    visit = held(cast)
    response = sign_in(cast.tol).get(address("visit_record", visit.pk))
    assert response.url == visit.get_absolute_url()


def test_observation_put_answers_the_phone_with_the_version(cast, sign_in):
    client, visit, key = sign_in(cast.tol), planned(cast), uuid4()
    assert put(client, visit, key).json()["version"] == 1
    assert put(client, visit, key).json()["version"] == 1
    assert put(client, visit, key, version=1, text="Lenge.").json()["version"] == 2
    assert Observation.objects.get().text == "Lenge."


def test_observation_put_answers_a_conflict_with_what_stands(cast, sign_in):
    client, visit, key = sign_in(cast.tol), planned(cast), uuid4()
    put(client, visit, key)
    put(client, visit, key, version=1, text="Den andre telefonen")
    answer = put(client, visit, key, version=1, text="Min")
    assert answer.status_code == 409
    current = answer.json()["current"]
    assert (current["version"], current["text"]) == (2, "Den andre telefonen")


@pytest.mark.parametrize(
    "values",
    [{"text": "x" * 1001}, {"kind": "other"}, {"version": ""}, {"version": "x"},
     {"is_agreed": "on", "due_date": "i morgen"}, {"is_agreed": "on", "owner": "999999"}],
)
def test_observation_put_refuses_and_keeps_nothing(cast, sign_in, values):
    answer = put(sign_in(cast.tol), planned(cast), uuid4(), **values)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert not Observation.objects.exists()


def test_observation_put_takes_only_owners_that_can_follow_up(cast, sign_in):
    client, visit = sign_in(cast.tol), planned(cast)
    agreed = {"is_agreed": "on", "due_date": "2018-12-01"}
    other = put(client, visit, uuid4(), owner=cast.positions.other_drel.pk, **agreed)
    own = put(client, visit, uuid4(), owner=cast.positions.drel.pk, **agreed)
    assert (other.status_code, own.status_code) == (422, 200)


def test_observation_put_from_a_plain_form_leads_back_and_loses_nothing(cast, sign_in):
    client, visit, key = sign_in(cast.tol), planned(cast), uuid4()
    url = address("observation_put", visit.pk, key)
    saved = client.post(url, {"version": 0, "kind": "waste", "text": "Vi venter."})
    assert saved.url.endswith(f"/notat/#o-{key}")
    wrong = client.post(url, {"version": 1, "kind": "waste", "text": "Mye lengre",
                              "is_agreed": "on", "due_date": "i morgen"})
    assert wrong.status_code == 422
    assert "Mye lengre" in wrong.content.decode()


def test_visit_finish_and_debrief_make_follow_ups(cast, sign_in):
    client, visit = sign_in(cast.tol), planned(cast)
    seen(cast, visit, is_agreed=True)
    url = address("visit_finish", visit.pk)
    assert "1 observasjon" in client.get(url).content.decode()
    sent = client.post(url, {"version": visit.version, "minutes": 45})
    assert sent.url == address("visit_debrief", visit.pk)
    row = FollowUp.objects.get()
    data = {f"f{row.pk}-version": row.version, f"f{row.pk}-text": row.text,
            f"f{row.pk}-owner": cast.positions.drel.pk, f"f{row.pk}-due_date": "2018-12-01"}
    assert client.post(sent.url, data).url == visit.get_absolute_url()
    row.refresh_from_db()
    assert row.owner == cast.positions.drel
    # Once more, as from a double click: nothing new.
    assert client.post(url, {"version": visit.version, "minutes": 45}).status_code == 302
    assert FollowUp.objects.count() == 1


def test_visit_finish_says_what_lacks(cast, sign_in):
    visit = planned(cast)
    seen(cast, visit, "Ting flyter", kind="")
    url = address("visit_finish", visit.pk)
    answer = sign_in(cast.tol).post(url, {"version": visit.version, "minutes": 45})
    assert answer.status_code == 422
    assert "Observasjon 1: Velg hva slags observasjon det er." in answer.content.decode()
    assert GembaVisit.objects.get().state == "planned"


# Pictures


def send(client, visit, row, data, photo=None, name="bilde.jpg", **more):
    return client.post(
        address("photo_add", visit.pk, row.key, photo or uuid4()),
        {"file": SimpleUploadedFile(name, data, content_type="image/jpeg")}, **more,
    )


def test_photo_add_twice_keeps_one_upright_and_bare(cast, sign_in):
    client, visit = sign_in(cast.tol), planned(cast)
    row, key = seen(cast, visit), uuid4()
    for _turn in range(2):
        answer = send(client, visit, row, photo_files.with_place(6), key, headers=JSON)
        assert answer.status_code == 200
    photo = VisitPhoto.objects.get()
    assert (photo.width, photo.height) == (48, 64)
    assert b"Hemmelig" not in bytes(photo.content)
    shown = client.get(answer.json()["url"])
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Cache-Control"].startswith("private")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown.content == bytes(photo.content)


@pytest.mark.parametrize("what", ["nothing", "svg", "gif and script", "png bomb", "zip", "html"])
def test_photo_add_refuses_a_hostile_file_and_leaves_nothing(cast, sign_in, what):
    client, visit = sign_in(cast.tol), planned(cast)
    row, data = seen(cast, visit), photo_files.hostile()[what]
    answer = send(client, visit, row, data, headers=JSON)
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 1
    plain = send(client, visit, row, data)
    assert plain.status_code == 422
    assert 'role="alert"' in plain.content.decode()
    assert not VisitPhoto.objects.exists()


def test_photo_add_refuses_more_than_15_megabytes_while_it_arrives(cast, sign_in):
    client, visit = sign_in(cast.tol), planned(cast)
    answer = send(client, visit, seen(cast, visit), b"\xff\xd8\xff" + b"\0" * 16_000_000,
                  headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["errors"] == ["Bildet er større enn 15 MB. Velg et mindre bilde."]
    assert not VisitPhoto.objects.exists()


def test_photo_add_takes_four_at_most(cast, sign_in):
    client, visit = sign_in(cast.tol), planned(cast)
    row = seen(cast, visit)
    for _turn in range(4):
        pictured(row)
    assert send(client, visit, row, photo_files.written(photo_files.picture())).status_code == 422
    assert VisitPhoto.objects.count() == 4


def test_photo_add_to_another_visits_observation_is_not_there(cast, sign_in):
    visit, other = planned(cast), planned(cast, unit="school", by="other_tol")
    row = seen(cast, other, by="other_tol")
    assert send(sign_in(cast.tol), visit, row, b"x").status_code == 404


def test_photo_of_another_area_is_not_there(cast, sign_in):
    photo = pictured(seen(cast, planned(cast, unit="school", by="other_tol"), by="other_tol"))
    for part in ("tol", "drel", "employee"):
        assert sign_in(cast[part]).get(address("photo", photo.pk)).status_code == 404


def test_photo_remove_takes_it_away_also_afterwards(cast, sign_in):
    visit = held(cast)
    photo = pictured(visit.observations.first())
    answer = sign_in(cast.tol).post(address("photo_remove", photo.pk))
    assert answer.url == visit.get_absolute_url()
    assert not VisitPhoto.objects.exists()


def test_drafts_are_nobody_elses_to_read(cast, sign_in):
    visit = planned(cast)
    observation_put(by=cast.tol, visit=visit, key=uuid4(), version=0,
                    values={"kind": "waste", "text": "Uferdig tanke"})
    for part in ("drel", "coach", "development", "chief", "tol"):
        page = sign_in(cast[part]).get(visit.get_absolute_url())
        assert "Uferdig tanke" not in page.content.decode()
