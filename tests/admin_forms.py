"""What a page of the administration would post if one pressed Save, to be changed by a test."""

from django.forms import ModelMultipleChoiceField


def _of_form(form):
    data = {}
    for name, field in form.fields.items():
        bound = form[name]
        value = bound.value()
        if value is True:
            value = "on"
        elif value is False or value is None or value == []:
            continue
        elif isinstance(value, list) and isinstance(field, ModelMultipleChoiceField):
            value = [getattr(each, "pk", each) for each in value]
            data[bound.html_name] = value
            continue
        else:
            value = field.widget.format_value(field.prepare_value(value))
        if isinstance(value, list | tuple):
            value = value[0] if value else ""
        data[bound.html_name] = "" if value is None else value
    return data


def posted(response, **changed):
    """The data of the page's form and of all its inline forms, with what the test changes."""
    data = _of_form(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        data |= _of_form(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= _of_form(form)
    return {**data, **changed}


def errors_of(response):
    """Everything the page refuses, as one text."""
    found = [str(response.context["adminform"].form.errors)]
    for inline in response.context["inline_admin_formsets"]:
        found += [str(inline.formset.errors), str(inline.formset.non_form_errors())]
    return " ".join(found)
