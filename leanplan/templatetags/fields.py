"""Template tags of the form templates in templates/designsystemet."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.filter
def kind(field: BoundField) -> str:
    """What shape a field takes: hidden, checkbox, group (of choices) or input."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "group"
    return "input"


def _with_class(field: BoundField) -> None:
    # A form's widgets are its own copies, so nothing outlives the page.
    attrs = field.field.widget.attrs
    if type(field.form).__module__.startswith("allauth."):
        attrs.pop("placeholder", None)  # allauth repeats the label there
    classes = attrs.get("class", "").split()
    if "ds-input" not in classes:
        attrs["class"] = " ".join(["ds-input", *classes])


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own element, with Designsystemet's class and Django's aria attributes."""
    _with_class(field)
    return field.as_widget()


@register.filter
def choices(field: BoundField) -> list:
    """The single radio buttons or checkboxes of a group."""
    _with_class(field)
    return list(field)


@register.filter
def anchor(field: BoundField) -> str:
    """The id that a link from the error summary leads to; of a group, its first choice."""
    return f"{field.auto_id}_0" if kind(field) == "group" else str(field.id_for_label)


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of help text and errors, for the fieldset of a group."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.filter
def summary(form: forms.BaseForm) -> list[tuple[str, str]]:
    """The lines of the error summary: (id to lead to or "", text).

    A sentence of Django's own ("This field is required.") does not say which field it means, so
    the label goes before it. A hidden field is nothing a person can mend, so it is not named.
    """
    lines = [("", str(error)) for error in form.non_field_errors()]
    for field in form.visible_fields():
        standard = {str(message) for message in _standard_messages(field.field)}
        for error in field.errors:
            text = f"{field.label}: {error}" if error in standard else str(error)
            lines.append((anchor(field), text))
    if any(field.errors for field in form.hidden_fields()):
        lines.append(("", gettext("Something is missing from the page. Load it again.")))
    return lines


def _standard_messages(field: forms.Field) -> list:
    messages: list = []
    for base in type(field).__mro__:
        if base.__module__.startswith("django."):
            messages += getattr(base, "default_error_messages", {}).values()
    return messages
