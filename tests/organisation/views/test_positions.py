from django.urls import reverse


def test_position_search_finds(cast, sign_in):
    answer = sign_in(cast.drel).get(reverse("organisation:position_search"), {"q": "bråt"})
    assert answer.json()["choices"] == [
        {
            "value": cast.positions.drel.label, "label": cast.positions.drel.label,
            "under": "Anne Bråten",
        }
    ]


def test_position_search_nothing(cast, sign_in):
    answer = sign_in(cast.drel).get(reverse("organisation:position_search"), {"q": "qqq"})
    assert answer.json() == {"choices": []}


def test_position_search_stranger_is_sent_to_sign_in(client, db):
    assert client.get(reverse("organisation:position_search")).status_code == 302
