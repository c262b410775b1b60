"""How a form is drawn, and the fields that the browser helps with."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leanplan.access import LARGEST_KEY

Text = str | Promise
SAVE, CANCEL = _("Save"), _("Cancel")


def helper(
    form: BaseForm,
    *,
    submit: Text = SAVE,
    cancel_url: str = "",
    cancel: Text = CANCEL,
    action: str = "",
    layout: Layout | None = None,
    error_title: Text = "",
    css_class: str = "form",
    tag: bool = True,
    attrs: dict[str, str] | None = None,
) -> FormHelper:
    """Say how `{% crispy form %}` draws this form: error summary, fields, one main button.

    submit: the button's word, "" for a form whose template draws its own buttons.
    cancel_url: where the quiet link beside it leads; "" leaves it out.
    layout: groups of fields; without one, the fields in their order.
    error_title: heading of the error summary; without one, "Put this right before you save".
    tag: False where the template writes the form element itself.
    attrs: further attributes of the form element, such as hx-post.
    Out: the helper; kept as `form.helper`, the tag finds it by itself.
    """
    drawn = FormHelper(form)
    if layout is not None:
        drawn.layout = layout
    drawn.form_tag = tag
    drawn.disable_csrf = not tag
    drawn.form_action = action
    drawn.form_class = css_class
    drawn.form_error_title = str(error_title)
    drawn.attrs = attrs or {}
    drawn.submit_label = submit
    drawn.cancel_url = cancel_url
    drawn.cancel_label = cancel
    return drawn


class DayInput(forms.DateInput):
    """The browser's own date field, which wants and sends YYYY-MM-DD whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day. Where the browser has no date field, 27.11.2018 is understood as well."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"], **kwargs)


class InlineRadioSelect(forms.RadioSelect):
    """Few, short choices that stand on one line."""

    inline = True


class RowsField(forms.ModelMultipleChoiceField):
    """Rows to choose from; a key that no row can have is no choice, instead of a fault."""

    def clean(self, value: Any) -> Any:
        """The rows chosen. Errors: ValidationError."""
        for key in value or ():
            if str(key).isdecimal() and int(key) > LARGEST_KEY:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice",
                    params={"value": key},
                )
        return super().clean(value)
