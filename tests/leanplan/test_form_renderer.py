import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from leanplan.form_renderer import FormRenderer

ODD = {"data-x": '<"&\'>', "required": True, "disabled": False, "maxlength": 1000, "class": "a b"}


class Marked(forms.Select):
    option_template_name = "django/forms/widgets/radio_option.html"


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput(), None),
        (forms.TextInput(ODD), '"><b>ø'),
        (forms.TextInput(), ""),
        (forms.NumberInput(), 1234),
        (forms.HiddenInput(), 7),
        (forms.EmailInput(ODD), "a@b.example"),
        (forms.PasswordInput(), "secret"),
        (forms.DateInput(), "01.02.2026"),
        (forms.Select(ODD, choices=[("", "—"), (1, "<En>"), ("2", "To")]), "2"),
        (forms.Select(choices=[("A & B", [(1, "En"), (2, "To")]), (3, "Tre")]), 1),
        (forms.SelectMultiple(choices=[(1, "En"), (2, "To")]), [1, 2]),
        (forms.Textarea(ODD), "<p>"),
        (forms.CheckboxInput(), True),
        (Marked(choices=[(1, "En")]), 1),
    ],
)
def test_render_gives_what_the_templates_of_django_give(widget, value):
    asked = {"name": "a<b", "value": value, "attrs": {"id": "a-1"}}
    quick = widget.render(**asked, renderer=FormRenderer())
    assert quick == widget.render(**asked, renderer=TemplatesSetting())


def test_render_needs_no_template_for_what_a_page_has_many_of(monkeypatch):
    monkeypatch.setattr(
        TemplatesSetting, "render", lambda *_: pytest.fail("a template was used for it")
    )
    forms.TextInput().render("a", "b", renderer=FormRenderer())
    forms.Select(choices=[(1, "En")]).render("a", 1, renderer=FormRenderer())
