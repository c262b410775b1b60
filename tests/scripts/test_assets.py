"""Collecting the front-end files: what is kept of a package, and what is refused."""

import json

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
