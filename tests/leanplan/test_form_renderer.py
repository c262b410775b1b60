"""The short way draws the same as Django's templates, letter by letter, but for breaks."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting, get_default_renderer
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from leanplan.form_renderer import _DRAWN, FormRenderer

BAD = "<b>\"Åse\" & 'Bo'</b>"
CHOICES = [("", "—"), (1, BAD), ("Område", [("a", mark_safe("<i>A</i>")), (BAD, "B")])]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput({"class": BAD, "required": True, "disabled": False, "size": 4}), BAD),
        (forms.TextInput({"placeholder": gettext_lazy("Measure")}), None),
        (forms.TextInput({"title": mark_safe("a&amp;b")}), mark_safe("<safe>")),
        (forms.TextInput({"data-none": None}), ""),
        (forms.HiddenInput(), 7),
        (forms.NumberInput({"min": 0}), 12.5),
        (forms.EmailInput(), "a@b.example"),
        (forms.URLInput(), "https://x.example/?a=1&b=2"),
        (forms.PasswordInput(), "hemmelig"),
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput(), False),
        (forms.DateInput(), "2018-11-13"),
        (forms.Textarea({"rows": 2}), BAD),
        (forms.Textarea(), None),
        (forms.Select(choices=CHOICES), "1"),
        (forms.Select({"class": "x"}, choices=CHOICES), BAD),
        (forms.SelectMultiple(choices=CHOICES), ["a", "1"]),
        (forms.Select(choices=[]), None),
    ],
)
@pytest.mark.parametrize("name", ["field", BAD])
def test_render_is_that_of_the_templates(widget, value, name):
    attrs = {"id": "id_field", "aria-describedby": BAD}
    short, long = (
        re.sub(r">\s+<", "><", widget.render(name, value, attrs=attrs, renderer=renderer))
        for renderer in (FormRenderer(), TemplatesSetting())
    )
    assert short == long


def test_render_leaves_other_widgets_to_the_templates():
    radio = forms.RadioSelect(choices=[("a", "A")])
    assert radio.template_name not in _DRAWN
    assert radio.render("x", "a", renderer=FormRenderer()) == radio.render(
        "x", "a", renderer=TemplatesSetting()
    )


def test_render_leaves_an_option_with_a_template_of_its_own():
    class Own(forms.Select):
        option_template_name = "django/forms/widgets/input_option.html"

        def create_option(self, *args, **kwargs):
            return {**super().create_option(*args, **kwargs), "type": "radio"}

    drawn = Own(choices=[("a", "A")]).render("x", "a", renderer=FormRenderer())
    assert '<input type="radio"' in drawn


def test_forms_are_drawn_with_it():
    assert isinstance(get_default_renderer(), FormRenderer)
