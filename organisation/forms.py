"""The field in which a position is written or chosen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan.clock import today
from organisation.models import Person, Position
from organisation.owners import meaning_of
from organisation.people import people_called

DATALIST = "stillinger"


class PositionInput(forms.TextInput):
    """A text input with a short list once a page; static/js/combobox.js makes it a combobox.

    The page includes organisation/position/_datalist.html once, however many such fields it has.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "list": DATALIST, "autocomplete": "off", "spellcheck": "false",
                "placeholder": _("Write or choose"), **(attrs or {}),
            }
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The input, with the address its list is fetched from."""
        attrs = {"data-combobox": reverse("organisation:position_search"), **(attrs or {})}
        return super().get_context(name, value, attrs)


class PositionField(forms.CharField):
    """A position written as "DREL Solsiden", as its holder's name, or both.

    Cleans to a Position, or None where nothing is written. `standing` is what the field held when
    the page was made; it is understood even where another position has the same name.
    """

    widget = PositionInput
    default_error_messages = {
        "none": _(
            "«%(text)s» is no position here. Write the position, such as the role and the unit, "
            "or the name of who holds it."
        ),
        "several": _("«%(text)s» may be several: %(which)s. Write which one."),
    }

    def __init__(self, *, standing: Position | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Responsible position"))
        super().__init__(max_length=300, **kwargs)
        self.standing = standing

    def prepare_value(self, value: Any) -> Any:
        """A position as it is written; typed text as it is."""
        return value.label if isinstance(value, Position) else value

    def clean(self, value: Any) -> Position | None:
        """Find the position. Errors: ValidationError that names what was written."""
        text = super().clean(value)
        if not text:
            return None
        meaning = meaning_of(text, on=today(), standing=self.standing)
        if meaning.position is None:
            raise self._unclear(text, [choice.value for choice in meaning.several])
        return meaning.position

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is written."""
        return str(self.prepare_value(initial) or "").strip() != str(data or "").strip()

    def _unclear(self, text: str, several: list[str]) -> ValidationError:
        code = "several" if several else "none"
        shown = several[:4]
        which = ", ".join(shown) + (" …" if len(several) > len(shown) else "")
        return ValidationError(
            self.error_messages[code], code=code, params={"text": text, "which": which}
        )


PEOPLE = "personer"


class PersonField(forms.CharField):
    """A person written by name, with a short list to choose from.

    The page has the list once, as <datalist id="personer">. Cleans to a Person, or None where
    nothing is written. `standing` is who stood there when the page was made; that one is
    understood even where somebody else has the same name.
    """

    default_error_messages = {
        "none": _("Nobody here is called «%(text)s». Write given and family name."),
        "several": _(
            "Several are called «%(text)s». Write the position behind the name, in brackets."
        ),
    }

    def __init__(self, *, standing: Person | None = None, **kwargs: Any) -> None:
        widget = forms.TextInput({"list": PEOPLE, "autocomplete": "off", "spellcheck": "false"})
        super().__init__(max_length=170, widget=widget, **kwargs)
        self.standing = standing

    def prepare_value(self, value: Any) -> Any:
        """A person as the name; typed text as it is."""
        return value.name if isinstance(value, Person) else value

    def clean(self, value: Any) -> Person | None:
        """Find the person. Errors: ValidationError that names what was written."""
        text = super().clean(value)
        if not text:
            return None
        if self.standing is not None and text == self.standing.name:
            return self.standing
        found = people_called(text, on=today())
        if len(found) != 1:
            code = "several" if found else "none"
            raise ValidationError(self.error_messages[code], code=code, params={"text": text})
        return found[0]


def let_stand(form: forms.BaseForm, **standing: Position | Person | None) -> None:
    """What fields of positions and people held when the page was made: owner=row.owner."""
    fields: dict[str, Any] = form.fields
    for name, held in standing.items():
        fields[name].standing = held
