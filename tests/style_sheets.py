"""Whether a page links the style sheets that its elements need."""

import re
from functools import cache
from html import unescape

from django.conf import settings

from scripts.styles import COMMON

CSS = settings.BASE_DIR / "static" / "css"
LINKED = re.compile(r'<link rel="stylesheet" href="[^"]*/areas/([\w-]+)[^"]*\.css"')
CLASSES = re.compile(r'\sclass="([^"]+)"')
IDS = re.compile(r'\sid="([^"]+)"')
# What a selector says of other elements than it needs: none of these, or one of several.
ASIDE = re.compile(r":(?:not|is|where)\((?:[^()]|\([^()]*\))*\)")


def selectors(css):
    """Every selector in a sheet, one by one; those within conditions too."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    for many in re.findall(r"([^{};]+)\{", text):
        plain = ASIDE.sub("", many)
        if not plain.lstrip().startswith("@"):
            yield from (one.strip() for one in re.split(r",(?![^(]*\))", plain))


@cache
def areas():
    """{sheet of an area: [(what a page must have for a rule to hold, the rule's selector)]}."""
    found = {}
    for file in sorted(CSS.glob("*.css")):
        if file.stem not in COMMON:
            found[file.stem] = [
                (frozenset(re.findall(r"[.#][A-Za-z_][\w-]*", one)), one)
                for one in sorted(set(selectors(file.read_text("utf-8"))))
            ]
    return found


def linked(page):
    """The sheets of areas that a page links, by name."""
    return set(LINKED.findall(page))


def unstyled(response):
    """["sheet: selector"] of rules that would hold in a page, in sheets that it does not link.

    Pages of Django's administration have a style of their own.
    """
    if "html" not in response.get("Content-Type", "") or response.streaming:
        return []
    page = response.content.decode()
    if "/app" not in page:
        return []
    has = {f".{name}" for value in CLASSES.findall(page) for name in unescape(value).split()}
    has |= {f"#{name}" for name in IDS.findall(page)}
    there = linked(page)
    return [
        f"{sheet}: {selector}"
        for sheet, rules in areas().items() if sheet not in there
        for needs, selector in rules if needs and needs <= has
    ]
