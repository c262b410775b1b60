"""Collecting the front-end files: what is kept of a package, and what is refused."""

import json
import re

import pytest

from scripts import assets

FACE = "/* font-{0}-wght-normal */\n@font-face {{\n  src: url(./files/font-{0}.woff2);\n}}\n"
ICON = '<svg width="1em" viewBox="0 0 24 24" fill="none">\n<path d="M1 2" fill="#000"/>\n</svg>'


def test_latin_only_keeps_two_subsets_and_names_their_files():
    css = "".join(map(FACE.format, ("cyrillic-ext", "greek", "latin-ext", "latin", "vietnamese")))
    kept, files = assets.latin_only(css)
    assert files == ["font-latin-ext.woff2", "font-latin.woff2"]
    assert "cyrillic" not in kept


def test_without_source_map_drops_only_that():
    assert assets.without_source_map("a;\n//# sourceMappingURL=a.js.map") == "a;\n"
    assert assets.without_source_map("b{}/*# sourceMappingURL=b.css.map */") == "b{}"


def test_icon_names_skips_comments_and_doubles():
    assert assets.icon_names("# used\nPlus\n\nBell  # header\nPlus\n") == ["Bell", "Plus"]


def test_symbol_takes_the_colour_of_the_text():
    assert assets.symbol("Bell", ICON) == (
        '<symbol id="i-Bell" viewBox="0 0 24 24"><path d="M1 2" fill="currentColor"/></symbol>'
    )


def test_sprite_holds_listed_icons_and_all_of_our_own(tmp_path):
    package, own = tmp_path / "package", tmp_path / "own"
    for folder, name in ((package, "Bell"), (package, "Plus"), (own, "merke")):
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.svg").write_text(ICON)
    made = assets.sprite(["Bell"], package, own)
    assert 'id="i-Bell"' in made
    assert 'id="i-merke"' in made
    assert "i-Plus" not in made


def test_sprite_refuses_an_icon_that_does_not_exist(tmp_path):
    (tmp_path / "Bell.svg").write_text(ICON)
    with pytest.raises(assets.AssetError, match=r"names Bel, .*Did you mean Bell"):
        assets.sprite(["Bel"], tmp_path, tmp_path / "none")


def test_package_lock_carries_no_address():
    lock = json.loads((assets.ROOT / "package-lock.json").read_text())
    packages = [entry for place, entry in lock["packages"].items() if place]
    assert packages
    assert not [entry for entry in packages if "resolved" in entry]
    assert all(entry["integrity"] for entry in packages)


def test_collected_files_are_there():
    """What pages link exists: `make test` collects it, and so must whoever runs pytest alone."""
    for name in ("app.css", "designsystemet/designsystemet.js", "icons.svg", "NOTICES.txt"):
        assert (assets.VENDOR / name).stat().st_size > 1000, f"{name}: run make assets"


def test_characters_are_those_the_style_sheet_names_for_the_file():
    css = (
        "@font-face{src:url(a.woff2);unicode-range: U+0041-0043,U+20AC}"
        "@font-face{src:url(b.woff2);unicode-range:U+0061;}"
    )
    assert assets.characters(css.replace("}", ";}"), "a.woff2") == "ABC€"
    assert assets.characters(css, "b.woff2") == "a"
    with pytest.raises(assets.AssetError, match=r"which characters c\.woff2 is for"):
        assets.characters("@font-face{src:url(c.woff2)}", "c.woff2")


def test_notices_name_what_is_given_on_and_not_what_helped_to_make_it():
    lock = {
        "": {}, "node_modules/kept": {"version": "1", "license": "MIT"},
        "node_modules/helper": {"version": "2", "license": "MIT", "dev": True},
    }
    assert assets.notices({"packages": lock}) == "kept 1, licence: MIT\n"


def test_modules_hold_every_element_that_pages_use():
    texts = [file.read_text() for file in (assets.ROOT / "templates").rglob("*.html")]
    texts += [file.read_text() for file in (assets.ROOT / "leanplan").rglob("*.py")]
    used = {name for text in texts for name in re.findall(r"<(ds-[a-z-]+)", text)}
    assert "ds-field" in used
    assert used <= {module.rpartition("/")[2] for module in assets.MODULES}
