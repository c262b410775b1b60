import re
from collections import defaultdict
from pathlib import Path

from django.http import HttpResponse

from leanplan.templatetags.ui import style_sheets
from tests.style_sheets import areas, unstyled

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
CSS = Path(__file__).resolve().parent.parent.parent / "static" / "css"
# A sheet that adjusts what another one makes: paper, small print sizes, one page of many.
MAY_ADJUST = {"print.css"}
# Made in the first and added to in the second, by the same hand.
SHARED = {"count", "due", "eyebrow", "fh__t", "figure"}


def names():
    """{class: the sheets that say how it looks by itself}, outside any condition."""
    found = defaultdict(set)
    for sheet in CSS.glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
        outside = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
        for selectors in re.findall(r"([^{}]+)\{", outside):
            for one in selectors.split(","):
                if match := re.fullmatch(r"\s*\.([\w-]+)\s*", one):
                    found[match[1]].add(sheet.name)
    assert len(found) > 300
    return found


def test_a_class_is_made_in_one_sheet():
    twice = {
        name: sorted(sheets - MAY_ADJUST) for name, sheets in names().items()
        if len(sheets - MAY_ADJUST) > 1 and name not in SHARED
    }
    assert twice == {}


def test_each_sheet_of_an_area_is_linked_somewhere_and_each_that_is_linked_is_there():
    """A new sheet in static/css: {% block styles %}{% style_sheets "name" %}{% endblock %}."""
    named = {
        name
        for file in TEMPLATES.rglob("*.html")
        for tag in re.findall(r"{% style_sheets ([^%]*) %}", file.read_text("utf-8"))
        for name in re.findall(r'"([^"]+)"', tag)
    }
    assert named == set(areas())


def test_rules_of_an_area_need_a_class_or_an_id():
    """A rule for every h2 in the sheet of an area would hold wherever that sheet is linked."""
    bare = [f"{sheet}: {rule}" for sheet, rules in areas().items() for needs, rule in rules
            if not needs and not re.fullmatch(r"from|to|[\d.]+%|:.*", rule)]
    assert bare == []


def test_unstyled_tells_what_a_page_lacks():
    page = '<link rel="stylesheet" href="/static/app.css">{}<p class="x wheel-pair" id="a">'
    assert unstyled(HttpResponse(page.format(""))) == ["wheel: .wheel-pair"]
    assert unstyled(HttpResponse(page.format(style_sheets("plan", "wheel")))) == []
    assert unstyled(HttpResponse(page.replace("wheel-pair", "pair"))) == []
