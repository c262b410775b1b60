"""How fields of forms become HTML: the commonest without a template, which costs ten times as much.

What comes out is the same, letter by letter, as from Django's own templates.
"""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import escape
from django.utils.safestring import SafeString

_INPUTS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in ("date", "email", "hidden", "input", "number", "password", "text")
)
_SELECT = "django/forms/widgets/select.html"
_OPTION = "django/forms/widgets/select_option.html"


class FormRenderer(TemplatesSetting):
    """Django's renderer, quick where a page has many fields of one kind."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Render a field, or what else has a template."""
        if template_name in _INPUTS:
            return _input(context["widget"])
        if template_name == _SELECT and _has_plain_options(context["widget"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _attributes(widget: dict[str, Any]) -> str:
    parts = []
    for name, value in widget["attrs"].items():
        if value is True:
            parts.append(f" {escape(name)}")
        elif value is not False:
            parts.append(f' {escape(name)}="{escape(value)}"')
    return "".join(parts)


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    stands = "" if value is None else f' value="{escape(value)}"'
    kind, name = escape(widget["type"]), escape(widget["name"])
    return SafeString(f'<input type="{kind}" name="{name}"{stands}{_attributes(widget)}>')


def _has_plain_options(widget: dict[str, Any]) -> bool:
    return all(
        option["template_name"] == _OPTION
        for _group, options, _number in widget["optgroups"] for option in options
    )


def _select(widget: dict[str, Any]) -> SafeString:
    parts = [f'<select name="{escape(widget["name"])}"{_attributes(widget)}>']
    for group, options, _number in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{escape(group)}">')
        parts += [_option(option) for option in options]
        if group:
            parts.append("\n  </optgroup>")
    parts.append("\n</select>")
    return SafeString("".join(parts))


def _option(option: dict[str, Any]) -> str:
    value = escape(option["value"])
    return f'\n  <option value="{value}"{_attributes(option)}>{escape(option["label"])}</option>\n'
