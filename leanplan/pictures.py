"""Pictures that somebody gives us and every page shows: which are taken, and what they may hold.

A PNG is taken as it is. An SVG is a document that can carry scripts and fetch addresses, so only
what draws is let through; besides, it is shown as <img> and served with a policy that runs nothing.
"""

import re
import struct
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PNG = "image/png"
SVG = "image/svg+xml"
LARGEST = 300 * 1024
_PNG_START = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 4000
_SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_DRAWS = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs"}
    | {"linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "symbol", "use"}
    | {"text", "tspan", "title", "desc", "metadata", "style"}
)
# What drawing programs write about themselves; a browser does nothing with it.
_NOTES = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/", "http://purl.org/dc/elements/1.1/",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.inkscape.org/namespaces/inkscape",
)
# An address that is fetched, a rule that fetches one, and ways to write either in disguise.
_FETCHES = re.compile(r"url\(\s*['\"]?\s*(?!#)|@|\\|expression|javascript:|data:", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """What sort of picture it is, PNG or SVG. Errors: ValidationError, which says what is wrong."""
    if len(content) > LARGEST:
        raise ValidationError(
            _("The picture is %(size)s kB. It can be %(largest)s kB at most.")
            % {"size": -(-len(content) // 1024), "largest": LARGEST // 1024}
        )
    if content.startswith(_PNG_START):
        _refuse_bad_png(content)
        return PNG
    _refuse_bad_svg(content)
    return SVG


def _refuse_bad_png(content: bytes) -> None:
    """The first block of a PNG is its size."""
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise ValidationError(_("The file is damaged. Save the picture anew as PNG."))
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
        raise ValidationError(
            _("The picture can be %(pixels)s pixels wide and high at most.")
            % {"pixels": _MOST_PIXELS}
        )


def _refuse_bad_svg(content: bytes) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    reading = _Reading()
    parser.StartElementHandler = reading.element
    parser.CharacterDataHandler = reading.words
    parser.EndElementHandler = reading.end
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.ProcessingInstructionHandler = reading.instruction
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise ValidationError(_("The file is no picture. Choose a PNG or an SVG.")) from None


class _Reading:
    """Reads an SVG from end to end, and stops at the first thing that does more than draw."""

    def __init__(self) -> None:
        self._within: list[str] = []
        self._style = ""

    def element(self, full_name: str, attributes: dict[str, str]) -> None:
        namespace, _space, name = full_name.rpartition(" ")
        if not self._within and (namespace, name) != (_SVG_NAMESPACE, "svg"):
            raise ValidationError(_("The file is no picture. Choose a PNG or an SVG."))
        known = name in _DRAWS if namespace == _SVG_NAMESPACE else namespace in _NOTES
        if not known or "style" in self._within:
            self._refuse(f"<{name}>")
        self._within.append(name if namespace == _SVG_NAMESPACE else "")
        for full, value in attributes.items():
            self._attribute(full.rpartition(" ")[2], value)

    def _attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self._refuse(name)
        if name == "href" and not value.startswith("#"):
            self._refuse(name)
        if self._within[-1] and name != "class" and _FETCHES.search(value):
            self._refuse(f"{name}=\"{value[:40]}\"")

    def words(self, text: str) -> None:
        if self._within[-1] == "style":
            self._style += text  # It comes in pieces.

    def end(self, full_name: str) -> None:
        self._within.pop()
        if _FETCHES.search(self._style):
            self._refuse("<style>")

    def doctype(self, *args: object) -> None:
        self._refuse("<!DOCTYPE>")

    def instruction(self, target: str, data: str) -> None:
        self._refuse(f"<?{target}?>")

    @staticmethod
    def _refuse(what: str) -> None:
        raise ValidationError(
            _("The SVG holds %(what)s, which does more than draw. Save it as plain SVG, or use a "
              "PNG.") % {"what": what}
        )
