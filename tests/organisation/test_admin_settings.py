import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leanplan import thresholds
from leanplan.thresholds import Threshold
from organisation.actions import setting_change, setting_version
from organisation.look import COLOUR, LOGO, look
from organisation.models import Setting
from organisation.municipality_settings import DEVIATION_ADDRESS, LANGUAGE, own_values
from organisation.planning_periods import REPORTING, WINDOWS
from tests.leanplan.test_pictures import png, svg

ADDRESS = "/admin/organisation/setting/"
KEY = "test.days"


@pytest.fixture(autouse=True)
def days(monkeypatch):
    known = Threshold(KEY, 30, "days", "Besøk i", "M15", low=1, high=365, help="Vanlige dager.")
    ours = {row.key: row for row in thresholds.all_thresholds()}
    monkeypatch.setattr(thresholds, "_thresholds", {**ours, KEY: known})


@pytest.fixture
def office(cast, sign_in):
    return sign_in(cast.administrator)


def typed(response, **changed):
    """What the page would post, with what the test writes; keys with __ for a dot."""
    form, data = response.context["form"], {}
    for name in form.fields:
        field = form[name]
        if name == LOGO or name.startswith("remove-"):
            continue
        data[field.html_name] = field.value() if field.value() is not None else ""
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = (
                form.data[field.html_initial_name] if form.is_bound else field.value() or ""
            )
    return {**data, **{name.replace("__", "."): value for name, value in changed.items()}}


def change(key, value, by=None):
    setting_change(by=by, key=key, value=value, version=setting_version(key))


@pytest.mark.parametrize("part", ["chief", "development", "tol", "reader"])
def test_settings_are_for_the_administrator(cast, sign_in, part):
    assert sign_in(cast[part]).get(ADDRESS, follow=True).status_code == 403


def test_settings_show_default_source_and_unit(office):
    page = office.get(ADDRESS).content.decode()
    for words in ("Innstillinger for kommunen", "Besøk i", "Vanlige dager.", "30 dager", "M15"):
        assert words in page


def test_settings_show_who_changed_last(office, cast):
    change(KEY, "45", by=cast.administrator)
    page = office.get(ADDRESS).content.decode()
    assert "Arne Ness" in page
    assert f"?key={KEY}" in page


def test_settings_saved(office, cast):
    page = office.get(ADDRESS)
    data = typed(page, test__days="45", **{LANGUAGE: "nn", DEVIATION_ADDRESS: "https://a.example/"})
    response = office.post(ADDRESS, data, follow=True)
    assert "3 innstillinger er lagret." in response.content.decode()
    assert dict(Setting.objects.values_list("key", "value")) == {
        KEY: "45", LANGUAGE: "nn", DEVIATION_ADDRESS: "https://a.example/",
    }
    assert Setting.history.filter(history_user=cast.administrator).count() == 3


def test_settings_emptied_go_back_to_the_default(office):
    change(KEY, "45")
    office.post(ADDRESS, typed(office.get(ADDRESS), test__days=""))
    assert not Setting.objects.exists()


def test_settings_unchanged_write_nothing(office):
    change(KEY, "45")
    response = office.post(ADDRESS, typed(office.get(ADDRESS)), follow=True)
    assert "Ingenting ble endret." in response.content.decode()
    assert Setting.history.count() == 1


def test_settings_out_of_range_save_nothing_and_keep_what_was_typed(office):
    data = typed(office.get(ADDRESS), test__days="400", **{LANGUAGE: "nn"})
    response = office.post(ADDRESS, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Skriv et helt tall fra 1 til 365." in page
    assert 'value="400"' in page
    assert not Setting.objects.exists()


def test_settings_refuse_a_window_that_ends_before_it_begins(office):
    first, last = (row.key for row in WINDOWS[1])
    data = typed(office.get(ADDRESS), **{first: "20", last: "18"})
    response = office.post(ADDRESS, data)
    assert response.status_code == 422
    assert "Den siste uken kan ikke være før den første." in response.content.decode()
    assert not Setting.objects.exists()


def test_settings_of_somebody_else_are_not_saved_over(office, cast):
    data = typed(office.get(ADDRESS), test__days="50", **{LANGUAGE: "nn"})
    change(KEY, "45", by=cast.chief)
    response = office.post(ADDRESS, data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ingrid Solbakken har lagret «45 dager» her" in page
    assert 'value="50"' in page
    assert own_values() == {KEY: "45"}
    # Saving once more is to save over it, knowing so.
    office.post(ADDRESS, typed(response))
    assert own_values() == {KEY: "50", LANGUAGE: "nn"}


def test_settings_that_somebody_else_changed_stay_where_one_did_not_touch_them(office):
    data = typed(office.get(ADDRESS), **{LANGUAGE: "nn"})
    change(KEY, "45")
    assert office.post(ADDRESS, data).status_code == 302
    assert own_values() == {KEY: "45", LANGUAGE: "nn"}


def test_settings_without_what_the_page_had_seen_are_refused(office):
    data = typed(office.get(ADDRESS), test__days="45")
    del data[f"seen-{KEY}"]
    response = office.post(ADDRESS, data)
    assert response.status_code == 422
    assert "Siden er ufullstendig." in response.content.decode()
    assert not Setting.objects.exists()


def test_settings_take_a_logo_and_let_it_go(office):
    data = typed(office.get(ADDRESS))
    picture = SimpleUploadedFile("vaapen.png", png(), "image/png")
    page = office.post(ADDRESS, {**data, LOGO: picture}, follow=True).content.decode()
    address = look(own_values()).logo
    assert address
    assert "settings__logo" in page
    data = typed(office.get(ADDRESS), **{f"remove-{LOGO}": "on"})
    office.post(ADDRESS, data)
    assert look(own_values()).logo == ""


def test_settings_refuse_a_logo_that_does_more_than_draw(office):
    bad = SimpleUploadedFile("vaapen.svg", svg("<script>1</script>"), "image/svg+xml")
    response = office.post(ADDRESS, {**typed(office.get(ADDRESS)), LOGO: bad})
    assert response.status_code == 422
    assert "gjør mer enn å tegne" in response.content.decode()
    assert not Setting.objects.exists()


def test_settings_take_a_colour_however_it_is_written(office):
    office.post(ADDRESS, typed(office.get(ADDRESS), **{COLOUR: "#8A1538"}))
    assert own_values() == {COLOUR: "#8a1538"}


def test_changed_settings_are_told_newest_first(office, cast):
    change(KEY, "45", by=cast.chief)
    change(REPORTING, "tertial", by=cast.administrator)
    change(KEY, "30", by=cast.administrator)
    response = office.get(reverse("admin:organisation_setting_changes"))
    told = [(row.label, row.old, row.new, row.who) for row in response.context["page_obj"]]
    assert told == [
        ("Besøk i", "45 dager", "30 dager", "Arne Ness"),
        ("Det rapporteres for hvert", "Kvartal", "Tertial", "Arne Ness"),
        ("Besøk i", "30 dager", "45 dager", "Ingrid Solbakken"),
    ]
    only = office.get(reverse("admin:organisation_setting_changes"), {"key": REPORTING})
    assert len(only.context["page_obj"].object_list) == 1


def test_settings_ask_the_database_no_more_for_more_settings(
    office, monkeypatch, django_assert_num_queries
):
    def queries():
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        with CaptureQueriesContext(connection) as found:
            office.get(ADDRESS)
        return len(found)

    office.get(ADDRESS)
    few = queries()
    known = dict(thresholds._thresholds)
    for number in range(40):
        row = Threshold(f"test.more{number}", 1, "days", "Mer", "M1")
        known[row.key] = row
    monkeypatch.setattr(thresholds, "_thresholds", known)
    for number in range(40):
        change(f"test.more{number}", "2")
    assert queries() == few
