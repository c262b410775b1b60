"""Administration of the municipality's own words for roles and kinds of unit, in each language."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from leanplan.admin import SeenForm, TrackedAdmin
from organisation.labels import key_choices
from organisation.models import Label


class LabelForm(SeenForm):
    """What is called otherwise here, in which language, and how."""

    key = forms.ChoiceField(label=_("What"), choices=key_choices)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES,
        help_text=_("Who reads in a language without words of its own here, sees those in the "
                    "municipality's language."),
    )

    class Meta:
        model = Label
        fields = ("key", "language", "short", "name", "plural")


@admin.register(Label)
class LabelAdmin(TrackedAdmin):
    """What the municipality calls roles and kinds of unit."""

    form = LabelForm
    list_display = ("what", "language_name", "short", "name", "plural")
    search_fields = ("key", "short", "name")
    list_filter = ("language",)
    ordering = ("key", "language")

    @admin.display(description=_("What"), ordering="key")
    def what(self, label: Label) -> str:
        """The role or the kind of unit."""
        return str(_flat().get(label.key, label.key))

    @admin.display(description=_("Language"), ordering="language")
    def language_name(self, label: Label) -> str:
        """The language by its own name."""
        return dict(settings.LANGUAGES).get(label.language, label.language)


def _flat() -> dict[str, Any]:
    return {key: name for _group, choices in key_choices() for key, name in choices}
