"""Draws the plain form widgets in Python: the same markup as Django's templates, but for breaks
between tags, at a tenth of the time. A page with a field in every row draws hundreds of them.

Every part is escaped here, as a template would.

Other widgets, and a widget whose template is one of our own, go the way of the templates.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_FOLDER = "django/forms/widgets/"
_OPTION = f"{_FOLDER}select_option.html"


class FormRenderer(TemplatesSetting):
    """Django's renderer that finds templates in the project, with a short way for plain widgets."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The markup of a widget or a form."""
        draw = _DRAWN.get(template_name)
        drawn = draw(context["widget"]) if draw else None
        return drawn if drawn is not None else super().render(template_name, context, request)


def _attrs(attrs: dict[str, Any]) -> str:
    """Attributes with a space before each; False leaves one out, True gives it no value."""
    return "".join(
        f" {conditional_escape(name)}" if value is True
        else f' {conditional_escape(name)}="{_text(value)}"'
        for name, value in attrs.items() if value is not False
    )


def _text(value: Any) -> str:
    """Escaped as a template does with |stringformat:'s', which takes safe text as it is."""
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


def _input(widget: dict[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return mark_safe(
        f'<input type="{conditional_escape(widget["type"])}" '
        f'name="{conditional_escape(widget["name"])}"{value}{_attrs(widget["attrs"])}>'
    )


def _textarea(widget: dict[str, Any]) -> SafeString:
    value = conditional_escape(widget["value"]) if widget["value"] else ""
    return mark_safe(
        f'<textarea name="{conditional_escape(widget["name"])}"{_attrs(widget["attrs"])}>\n'
        f"{value}</textarea>"
    )


def _select(widget: dict[str, Any]) -> SafeString | None:
    """None where an option has a template of its own."""
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attrs(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        for option in options:
            if option["template_name"] != _OPTION:
                return None
            parts.append(
                f'\n  <option value="{_text(option["value"])}"{_attrs(option["attrs"])}>'
                f"{conditional_escape(option['label'])}</option>"
            )
        if group:
            parts.append("\n  </optgroup>")
    return mark_safe("".join([*parts, "\n</select>"]))


_DRAWN: dict[str, Callable[[dict[str, Any]], SafeString | None]] = {
    **{
        f"{_FOLDER}{name}.html": _input
        for name in ("text", "hidden", "number", "email", "url", "password", "checkbox", "date")
    },
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
}
