"""One colour of a municipality, and all the shades that the design makes of it.

Each shade has the luminance that it has in the design's own theme, and the hue of the
municipality's colour. Contrast follows from luminance alone, so what can be read in the theme can
be read in every colour; only the colour itself, on which white text stands, has to be checked.
"""

import math
import re
from collections.abc import Mapping

# The shades of static/theme/kommune.css in both schemes, which are made of OWN.
OWN = "#0b5563"
LIGHT = {
    "background-default": "#ffffff", "background-tinted": "#f0f4f5",
    "surface-default": "#ffffff", "surface-tinted": "#e1eaec", "surface-hover": "#cedde0",
    "surface-active": "#b9ced2", "border-subtle": "#a5c0c6", "border-default": "#4a818b",
    "border-strong": "#236672", "text-subtle": "#236672", "text-default": "#063038",
    "base-default": "#0b5563", "base-hover": "#08414c", "base-active": "#062f36",
    "base-contrast-subtle": "#e3eced", "base-contrast-default": "#ffffff",
}
DARK = {
    "background-default": "#0d1a1d", "background-tinted": "#112226",
    "surface-default": "#152b30", "surface-tinted": "#183137", "surface-hover": "#1c3a40",
    "surface-active": "#244850", "border-subtle": "#2d565f", "border-default": "#69868d",
    "border-strong": "#97abb0", "text-subtle": "#97abb0", "text-default": "#e9edee",
    "base-default": "#84a9b1", "base-hover": "#68969e", "base-active": "#4c828c",
    "base-contrast-subtle": "#111617", "base-contrast-default": "#000000",
}
# WCAG 2.2, 1.4.3: text on its ground.
READABLE = 4.5
_STEPS = 40

Triple = tuple[float, float, float]


def is_colour(text: str) -> bool:
    """True for a colour as it is kept: # and six digits, in lower case."""
    return re.fullmatch(r"#[0-9a-f]{6}", text) is not None


def luminance(colour: str) -> float:
    """Relative luminance as WCAG has it, from 0 (black) to 1 (white)."""
    return _luminance(_linear(colour))


def contrast(one: str, other: str) -> float:
    """Contrast between two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_readable(colour: str) -> bool:
    """White text on the colour can be read, and the colour as text on white."""
    return contrast(colour, "#ffffff") >= READABLE


def readable(colour: str) -> str:
    """The colour itself where it is readable, else the lightest of the same hue that is."""
    if is_readable(colour):
        return colour
    _, chroma, hue = _to_oklch(_linear(colour))
    return _with_luminance(1.05 / READABLE - 0.052, chroma, hue)


def shades(colour: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The shades of a colour in the light and in the dark scheme, by the name of their token."""
    light = _scheme(colour, LIGHT)
    # The colour itself carries buttons and marks; pressed ones are darker by the theme's measure.
    own = luminance(colour) / luminance(OWN)
    light["base-default"] = colour
    for name in ("base-hover", "base-active"):
        light[name] = _like(LIGHT[name], colour, target=min(1, luminance(LIGHT[name]) * own))
    return light, _scheme(colour, DARK)


def style_sheet(colour: str) -> str:
    """The shades as CSS, to stand after the theme."""
    light, dark = (_declarations(shades_of) for shades_of in shades(colour))
    return (
        f':root,[data-color-scheme="light"]{{{light}}}\n'
        f'[data-color-scheme="dark"]{{{dark}}}\n'
        f'@media (prefers-color-scheme:dark){{[data-color-scheme="auto"]{{{dark}}}}}\n'
    )


def _declarations(named: Mapping[str, str]) -> str:
    return ";".join(f"--ds-color-accent-{name}:{value}" for name, value in named.items())


def _scheme(colour: str, theme: Mapping[str, str]) -> dict[str, str]:
    return {name: _like(shade, colour) for name, shade in theme.items()}


def _like(shade: str, colour: str, target: float | None = None) -> str:
    """The theme's shade in the hue of another colour, as vivid as that colour is beside OWN."""
    _, own_chroma, _ = _to_oklch(_linear(OWN))
    _, chroma, hue = _to_oklch(_linear(colour))
    _, shade_chroma, _ = _to_oklch(_linear(shade))
    wanted = luminance(shade) if target is None else target
    return _with_luminance(wanted, shade_chroma * chroma / own_chroma, hue)


def _with_luminance(wanted: float, chroma: float, hue: float) -> str:
    """The colour of that luminance and hue, as near to the chroma as a screen can show."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _luminance(_in_gamut(middle, chroma, hue)) < wanted:
            low = middle
        else:
            high = middle
    return _hex(_in_gamut((low + high) / 2, chroma, hue))


def _in_gamut(lightness: float, chroma: float, hue: float) -> Triple:
    """The colour with so much chroma as a screen can show."""
    found = _from_oklch(lightness, chroma, hue)
    if _shows(found):
        return found
    low, high = 0.0, chroma
    for _ in range(_STEPS // 2):
        middle = (low + high) / 2
        if _shows(_from_oklch(lightness, middle, hue)):
            low = middle
        else:
            high = middle
    return _from_oklch(lightness, low, hue)


def _shows(linear: Triple) -> bool:
    return all(-1e-6 <= part <= 1 + 1e-6 for part in linear)


def _luminance(linear: Triple) -> float:
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Triple:
    """The three parts of #rrggbb as light, each from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def _hex(linear: Triple) -> str:
    parts = []
    for part in linear:
        known = min(max(part, 0.0), 1.0)
        signal = known * 12.92 if known <= 0.0031308 else 1.055 * known ** (1 / 2.4) - 0.055
        parts.append(f"{round(signal * 255):02x}")
    return f"#{''.join(parts)}"


def _to_oklch(linear: Triple) -> Triple:
    """Lightness, chroma and hue (radians) in the OKLab space of Björn Ottosson."""
    r, g, b = linear
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    green_red = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blue_yellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(green_red, blue_yellow), math.atan2(blue_yellow, green_red)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Triple:
    green_red, blue_yellow = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
