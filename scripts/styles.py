"""Put the style sheets together: app.css, which every page links, and a sheet for each area.

Designsystemet's index.css stands in blocks, one or a few components each. Those of components
that no page uses are left out, then come our own common sheets from static/css in the order below,
in a layer that wins over Designsystemet's whatever the specificity.

Every other sheet in static/css is linked, after app.css, by the pages that need it:

    {% block styles %}{% style_sheets "wheel" %}{% endblock %}
"""

import re
from pathlib import Path

# In app.css, which every page links, in this order: later ones win, the base first, paper last.
COMMON = (
    *("tokens", "base", "shell", "parts", "columns", "lists", "forms", "combo", "tables", "empty"),
    *("mine", "home", "measure", "history", "versions", "rules", "print"),
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


def without_unused_properties(sheets: dict[str, str]) -> dict[str, str]:
    """Drop custom properties that nothing refers to, and what then nothing refers to either.

    sheets: minified, by name. Those that begin with --_ds- stay: the components' script reads them.
    """
    while True:
        used = {
            name for css in sheets.values() for name in re.findall(r"var\(\s*(--[\w-]+)", css)
        }
        kept = {
            name: PROPERTY.sub(
                lambda match, used=used: match[0]  # type: ignore[misc]
                if match["name"] in used or match["name"].startswith("--_ds-") else "",
                css,
            )
            for name, css in sheets.items()
        }
        if kept == sheets:
            return {name: css.replace(";}", "}") for name, css in sheets.items()}
        sheets = kept


def own_sheets(folder: Path) -> dict[str, str]:
    """Our sheets by name. Raises StyleError where one of COMMON is not there."""
    found = {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.css"))}
    if missing := ", ".join(name for name in COMMON if name not in found):
        raise StyleError(
            f"COMMON in scripts/styles.py names what is not in static/css: {missing}. "
            "Put the sheet there, or take its name out."
        )
    return found


def style_sheets(
    fonts: list[str], theme: str, designsystemet: str, own: Path
) -> tuple[str, dict[str, str]]:
    """app.css, and the sheets of areas by name; minified, in the order in which the layers win.

    fonts: the @font-face sheets, whose addresses are relative to the folder fonts/.
    """
    faces = "".join(fonts).replace("url(", "url(fonts/")
    theme = theme.replace('@charset "UTF-8";', "")
    sheets = own_sheets(own)
    common = (
        "@layer ds, app;",
        faces,
        theme,
        used_components(designsystemet),
        "@layer app {",
        *(sheets.pop(name) for name in COMMON),
        "}",
    )
    areas = {name: f"@layer app {{{css}}}" for name, css in sheets.items()}
    packed = {name: minified(css) for name, css in {"": "\n".join(common), **areas}.items()}
    done = {name: css + "\n" for name, css in without_unused_properties(packed).items()}
    return done.pop(""), done
