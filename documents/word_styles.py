"""Styles of a Word file: what a paragraph inherits from its style and the styles below it."""

from dataclasses import dataclass

from leanplan.office_file import Element, attribute, child, local

OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class Style:
    """What a style gives, its bases included. None: the style says nothing of it."""

    name: str = ""
    bold: bool | None = None
    underlined: bool | None = None
    hidden: bool | None = None
    heading: int | None = None
    list_id: str | None = None
    level: int = 0
    indent: int = 0


def toggle(properties: Element | None, name: str) -> bool | None:
    """A switch such as `w:b`: on, off, or not mentioned (None)."""
    element = child(properties, name)
    if element is None:
        return None
    return (attribute(element, "val") or "1") not in OFF


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number, or None where there is none that can be read."""
    try:
        return int(attribute(element, name) or "")
    except ValueError:
        return None


def indent(properties: Element | None) -> int | None:
    """The left indent of a paragraph in twentieths of a point."""
    place = child(properties, "ind")
    left = number(place, "left")
    return left if left is not None else number(place, "start")


class Styles:
    """All styles of a file by their id."""

    def __init__(self, root: Element | None) -> None:
        elements = [] if root is None else [each for each in root if local(each) == "style"]
        self._raw = {attribute(each, "styleId") or "": each for each in elements}
        self._known: dict[str, Style] = {"": Style()}

    def get(self, style_id: str | None) -> Style:
        """The style with this id, or one that says nothing."""
        return self._resolve(style_id or "", frozenset())

    def _resolve(self, style_id: str, seen: frozenset[str]) -> Style:
        if style_id in self._known:
            return self._known[style_id]
        element = self._raw.get(style_id)
        if element is None or style_id in seen:
            return self._known[""]
        base = self._resolve(attribute(child(element, "basedOn"), "val") or "", seen | {style_id})
        self._known[style_id] = style = _inherit(element, base)
        return style


def _inherit(element: Element, base: Style) -> Style:
    runs, paragraph = child(element, "rPr"), child(element, "pPr")
    name = (attribute(child(element, "name"), "val") or "").lower()
    own_list = attribute(child(paragraph, "numPr", "numId"), "val")
    level = number(child(paragraph, "numPr", "ilvl"))
    own_heading = _heading(name, number(child(paragraph, "outlineLvl")))
    own_indent = indent(paragraph)

    def either(own: bool | None, inherited: bool | None) -> bool | None:
        return inherited if own is None else own

    return Style(
        name=name,
        bold=either(toggle(runs, "b"), base.bold),
        underlined=either(toggle(runs, "u"), base.underlined),
        hidden=either(toggle(runs, "vanish"), base.hidden),
        heading=base.heading if own_heading is None else own_heading,
        list_id=base.list_id if own_list is None else own_list,
        level=base.level if level is None else level,
        indent=base.indent if own_indent is None else own_indent,
    )


def _heading(name: str, outline: int | None) -> int | None:
    """0 for a title, 1 to 9 for headings, None for text.

    Word's built-in names are English in the file whatever language Word speaks; a template made
    by hand may say "Overskrift".
    """
    if name in ("title", "tittel"):
        return 0
    for prefix in ("heading ", "overskrift ", "overskrift"):
        rest = name.removeprefix(prefix)
        if rest != name and rest.strip().isdigit():
            return int(rest)
    return outline + 1 if outline is not None and outline < 9 else None
