import re
from collections import defaultdict
from pathlib import Path

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
