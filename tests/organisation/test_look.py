import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organisation.actions import setting_change, setting_version, settings_change
from organisation.look import COLOUR, LOGO, look, refuse_bad_colour
from organisation.models import Logo
from organisation.municipality_settings import own_values
from tests.leanplan.test_pictures import png, svg

RED = "#8a1538"
pytestmark = pytest.mark.django_db


def choose_colour(value):
    setting_change(by=None, key=COLOUR, value=value, version=setting_version(COLOUR))


def choose_logo(content):
    settings_change(
        by=None, changes={LOGO: ("", setting_version(LOGO))}, pictures={LOGO: content}
    )


def test_look_is_the_products_where_nothing_is_set(client):
    assert look({}).logo == look({}).style_sheet == ""
    page = client.get(reverse("account_login")).content.decode()
    assert "utseende/" not in page
    assert "brand__mark" in page


def test_colour_stands_on_every_page_and_is_served(client):
    choose_colour(RED)
    address = look(own_values()).style_sheet
    assert address in client.get(reverse("account_login")).content.decode()
    response = client.get(address)
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]
    assert f"--ds-color-accent-base-default:{RED}" in response.content.decode()


def test_colour_has_a_new_address_when_it_changes(client):
    choose_colour(RED)
    old = look(own_values()).style_sheet
    choose_colour("#123456")
    assert look(own_values()).style_sheet != old
    assert client.get(old).status_code == 404
    choose_colour("")
    assert client.get(old).status_code == 404


@pytest.mark.parametrize("text", ["#ffcc00", "#777777", "red", "#123", "#8a1538;}body{"])
def test_refuse_bad_colour(text):
    with pytest.raises(ValidationError):
        refuse_bad_colour(text)
    with pytest.raises(ValidationError):
        choose_colour(text)


def test_refuse_bad_colour_names_one_that_can_be_read():
    with pytest.raises(ValidationError, match=r"1,5 til 1.*#[0-9a-f]{6}"):
        refuse_bad_colour("#ffcc00")


@pytest.mark.parametrize(("content", "kind"), [(png(), "image/png"), (svg(), "image/svg+xml")])
def test_logo_stands_on_every_page_and_is_served(client, content, kind):
    choose_logo(content)
    address = look(own_values()).logo
    page = client.get(reverse("account_login")).content.decode()
    assert page.count(address) == 2  # beside the name, and on paper
    assert "brand__mark" not in page
    response = client.get(address)
    assert (response["Content-Type"], response.content) == (kind, content)
    assert "immutable" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_logo_is_kept_once():
    choose_logo(png())
    choose_logo(png(3, 3))
    choose_logo(png())
    assert Logo.objects.count() == 2


def test_logo_that_nobody_gave_is_refused():
    with pytest.raises(ValidationError):
        setting_change(by=None, key=LOGO, value="a" * 64, version=0)
