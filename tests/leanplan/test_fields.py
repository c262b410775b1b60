from datetime import date

import pytest
from crispy_forms.layout import Div, Fieldset, Layout
from crispy_forms.utils import render_crispy_form
from django import forms

from leanplan.form_layout import DayField, InlineRadioSelect, helper


class Sample(forms.Form):
    title = forms.CharField(
        label="Hva", help_text="Kort.", error_messages={"required": "Skriv hva som skal gjøres"}
    )
    due = DayField(label="Frist")
    kind = forms.ChoiceField(
        label="Slags", widget=InlineRadioSelect, choices=[("a", "A"), ("b", "B")]
    )
    areas = forms.MultipleChoiceField(
        label="Områder", widget=forms.CheckboxSelectMultiple, choices=[("x", "X")], help_text="Ett."
    )
    read = forms.BooleanField(label="Lest")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        if self.data.get("title") == "tvil":
            raise forms.ValidationError("Raden har dette alt.")


def draw(data=None, **options):
    form = Sample(data)
    form.helper = helper(form, **options)
    return render_crispy_form(form)


def test_form_is_drawn_with_designsystemet():
    html = draw(submit="Lagre tiltak", cancel_url="/plan/", attrs={"hx-post": "/x/"})
    assert '<form  class="form" hx-post="/x/" method="post" novalidate>' in html
    assert '<label class="ds-label" for="id_title">Hva</label>' in html
    assert '<div data-field="description" id="id_title_helptext">Kort.</div>' in html
    assert 'aria-describedby="id_title_helptext"' in html
    assert '<input type="date"' in html
    assert '<legend class="ds-label">Slags</legend>' in html
    assert 'class="inline-r"' in html
    assert 'class="choices"' in html
    assert '<button class="ds-button" type="submit">Lagre tiltak</button>' in html
    assert '<a class="ds-button" data-variant="tertiary" href="/plan/">Avbryt</a>' in html
    assert "ds-error-summary" not in html
    assert "style=" not in html


def test_form_without_its_own_element_leaves_form_and_button_to_the_page():
    html = draw(tag=False, submit="")
    assert "<form" not in html
    assert "<button" not in html


def test_errors_are_listed_first_and_lead_to_their_fields():
    html = draw({"title": "", "version": "1"})
    summary = html[: html.index("</ds-error-summary>")]
    assert '<a class="ds-link" href="#id_title">Skriv hva som skal gjøres</a>' in summary
    assert '<a class="ds-link" href="#id_due">Frist: Feltet er påkrevet.</a>' in summary
    assert 'href="#id_kind_0"' in summary
    assert 'href="#id_areas_0"' in summary
    for anchor in ("id_title", "id_due", "id_kind_0", "id_areas_0", "id_read"):
        assert f'id="{anchor}"' in html
    assert 'id="id_title_error">Skriv hva som skal gjøres</p>' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-describedby="id_areas_helptext id_areas_error"' in html
    assert html.count('aria-invalid="true"') >= 4


def test_errors_of_the_whole_form_and_of_hidden_fields_stand_in_the_summary():
    html = draw({"title": "tvil"})
    summary = html[: html.index("</ds-error-summary>")]
    assert "<li>Raden har dette alt.</li>" in summary
    assert "Noe mangler på siden. Last den på nytt." in summary
    assert "Version" not in html


def test_user_text_in_errors_is_escaped():
    form = Sample({"title": "x", "kind": "<b>"})
    form.helper = helper(form)
    assert "<b>" not in render_crispy_form(form)


def test_layout_groups_fields():
    html = draw(layout=Layout(Fieldset("Når", Div("due", "kind", css_class="grid2")), "title"))
    assert '<legend class="ds-label">Når</legend>' in html
    assert '<div class="grid2" >' in html
    assert html.index("id_due") < html.index("id_title")


@pytest.mark.parametrize("text", ["2018-11-27", "27.11.2018", "27.11.18"])
def test_day_field_reads_what_browsers_and_people_write(text):
    assert DayField().clean(text).isoformat() == "2018-11-27"


def test_day_field_shows_the_day_as_the_browser_wants_it():
    form = Sample(initial={"due": date(2018, 11, 27)})
    assert 'value="2018-11-27"' in str(form["due"])
