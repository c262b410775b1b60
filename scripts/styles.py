"""Put the style sheets together into the one that pages link.

Designsystemet's index.css stands in blocks, one or a few components each. Those of components
that no page uses are left out, then come our own sheets from static/css in the order below, in a
layer that wins over Designsystemet's whatever the specificity.
"""

import re
from pathlib import Path

# Later sheets win over earlier ones: the base first, paper last.
ORDER = (
    *("tokens", "base", "shell", "parts", "columns", "forms", "tables", "empty", "login"),
    *("plan", "mine", "home", "measure", "allocation", "import", "workbook", "conflict", "history"),
    *("fishbone", "stakeholders"),
    *("versions", "notices", "calendar", "rules"),
    "followups",
    "review",
    *("units", "unit"),
    "gemba",
    "wheel",
    "lanes", "print",
)

# A block of index.css goes when the first component it names is one of these.
UNUSED = frozenset(
    {"avatar-stack", "card", "combobox", "divider", "pagination", "popover", "search"}
    | {"skeleton", "spinner", "tag"}
    | {"suggestion", "table", "tabs", "textfield", "tooltip"}
)

# Strings and unquoted addresses are kept as they stand, comments go.
TOKENS = re.compile(
    r"""(?P<keep>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\))|(?P<comment>/\*.*?\*/)""",
    re.DOTALL,
)

# A custom property with its value, in a minified sheet.
PROPERTY = re.compile(
    r"""(?<=[{;])(?P<name>--[\w-]+)\s*:(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)"""
    r"""|[^;{}"'])*(?:;|(?=}))"""
)


class StyleError(Exception):
    """Something the reader can mend; the message says what and how."""


def minified(css: str) -> str:
    """Drop comments and needless white space; strings and addresses are left alone."""
    parts, end = [], 0
    for match in TOKENS.finditer(css):
        parts.append(_squeezed(css[end : match.start()]))
        parts.append(match["keep"] or "")
        end = match.end()
    parts.append(_squeezed(css[end:]))
    return "".join(parts).strip()


def _squeezed(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return css.replace(";}", "}")


def blocks(css: str) -> list[str]:
    """Split a style sheet into its top-level statements and blocks."""
    plain = TOKENS.sub(lambda match: "x" * len(match[0]), css)
    found, start, depth = [], 0, 0
    for i, character in enumerate(plain):
        depth += (character == "{") - (character == "}")
        if depth == 0 and character in ";}":
            found.append(css[start : i + 1])
            start = i + 1
    return found


def used_components(css: str) -> str:
    """Designsystemet's style sheet without the blocks of components that no page uses."""
    kept = []
    for block in blocks(css):
        first = re.search(r"\.ds-([a-z-]+)|\[data-(tooltip)\]", block)
        if first is None or (first[1] or first[2]) not in UNUSED:
            kept.append(block)
    return "".join(kept)


def without_unused_properties(css: str) -> str:
    """Drop custom properties that nothing refers to, and what then nothing refers to either.

    css: minified. Those that begin with --_ds- stay: the components' script reads them.
    """
    while True:
        used = set(re.findall(r"var\(\s*(--[\w-]+)", css))
        kept = PROPERTY.sub(
            lambda match, used=used: match[0]  # type: ignore[misc]
            if match["name"] in used or match["name"].startswith("--_ds-") else "",
            css,
        )
        if kept == css:
            return css.replace(";}", "}")
        css = kept


def own_sheets(folder: Path) -> str:
    """Our sheets in order. Raises StyleError where folder and ORDER do not agree."""
    present = {file.stem for file in folder.glob("*.css")}
    if present != set(ORDER):
        odd = ", ".join(sorted(present ^ set(ORDER)))
        raise StyleError(
            f"static/css and ORDER in scripts/styles.py do not agree about: {odd}. "
            "Write each style sheet's name in ORDER, where it is to stand."
        )
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in ORDER)


def style_sheet(fonts: list[str], theme: str, designsystemet: str, own: Path) -> str:
    """The whole style sheet, minified, in the order in which the layers win.

    fonts: the @font-face sheets, whose addresses are relative to the folder fonts/.
    """
    faces = "".join(fonts).replace("url(", "url(fonts/")
    theme = theme.replace('@charset "UTF-8";', "")
    sheets = (
        "@layer ds, app;",
        faces,
        theme,
        used_components(designsystemet),
        "@layer app {",
        own_sheets(own),
        "}",
    )
    return without_unused_properties(minified("\n".join(sheets))) + "\n"
