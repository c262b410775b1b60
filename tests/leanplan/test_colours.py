import colorsys
import re
from pathlib import Path

import pytest

from leanplan.colours import (
    DARK,
    LIGHT,
    OWN,
    contrast,
    is_colour,
    is_readable,
    luminance,
    readable,
    shades,
    style_sheet,
)

THEME = (Path(__file__).resolve().parents[2] / "static" / "theme" / "kommune.css").read_text()
GROUNDS = ("background-default", "background-tinted", "surface-default", "surface-tinted")
# What stands on what, and how well it must be told from it (WCAG 2.2 AA).
PAIRS = [
    *(("text-default", ground, 7) for ground in (*GROUNDS, "surface-hover")),
    *(("text-subtle", ground, 4.5) for ground in GROUNDS),
    ("base-contrast-default", "base-default", 4.5),
    ("base-contrast-default", "base-hover", 4.5),
    ("base-contrast-subtle", "base-default", 3),
    ("border-default", "background-default", 3),
]
HUES = [
    "#{:02x}{:02x}{:02x}".format(*(round(part * 255) for part in colorsys.hsv_to_rgb(hue, s, v)))
    for hue in (0, 0.08, 0.16, 0.33, 0.5, 0.66, 0.8)
    for s, v in ((0, 0.4), (0.4, 0.7), (1, 0.15), (1, 1))
]


@pytest.mark.parametrize(("scheme", "named"), [("light", LIGHT), ("dark", DARK)])
def test_known_shades_are_those_of_the_theme(scheme, named):
    block = re.search(rf'\[data-color-scheme="{scheme}"\] \{{(.*?)\}}', THEME, re.DOTALL)[1]
    found = re.findall(r"--ds-color-accent-([a-z-]+): (#\w+)", block)
    assert {name: value.lower() for name, value in found} == named


def test_contrast_of_black_and_white():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("text", "known"),
    [("#0b5563", True), ("#0B5563", False), ("0b5563", False), ("#0b556", False), ("red", False),
     ("#0b5563;}", False), ("#0b5563\n", False)],
)
def test_is_colour(text, known):
    assert is_colour(text) is known


def test_shades_of_the_own_colour_are_the_theme():
    for made, known in zip(shades(OWN), (LIGHT, DARK), strict=True):
        for name, value in known.items():
            parts = zip(bytes.fromhex(made[name][1:]), bytes.fromhex(value[1:]), strict=True)
            assert max(abs(a - b) for a, b in parts) <= 3, name


@pytest.mark.parametrize("colour", HUES)
def test_shades_can_be_read_in_both_schemes(colour):
    chosen = readable(colour)
    for named in shades(chosen):
        for text, ground, least in PAIRS:
            assert contrast(named[text], named[ground]) >= least, (chosen, text, ground)


def test_shades_keep_the_colour_itself():
    light, _dark = shades("#8a1538")
    assert light["base-default"] == "#8a1538"
    assert luminance(light["base-active"]) < luminance(light["base-hover"]) < luminance("#8a1538")


@pytest.mark.parametrize("colour", ["#ffcc00", "#777777", "#00a0ff", "#ffffff"])
def test_readable_darkens_a_light_colour(colour):
    assert not is_readable(colour)
    assert is_readable(readable(colour))
    assert contrast(readable(colour), "#ffffff") < 4.7


def test_style_sheet_has_both_schemes():
    sheet = style_sheet("#8a1538")
    assert "--ds-color-accent-base-default:#8a1538" in sheet
    assert sheet.count("--ds-color-accent-text-default:") == 3
    assert sheet.count("{") == sheet.count("}")
