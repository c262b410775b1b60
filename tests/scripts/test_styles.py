import pytest

from scripts.styles import (
    ORDER,
    StyleError,
    blocks,
    minified,
    own_sheets,
    style_sheet,
    used_components,
    without_unused_properties,
)


def test_minified_keeps_strings_and_addresses():
    css = '/* a */ .x::after { content: "a  /* b */ ; }" ; }\n.y { background: url(a  b.png); }'
    assert minified(css) == '.x::after{content: "a  /* b */ ; }"}.y{background: url(a  b.png)}'


def test_minified_keeps_white_space_that_means_something():
    assert minified("a :hover > b { margin: 0 calc(1px + 2px); --x: ; }") == (
        "a :hover > b{margin: 0 calc(1px + 2px);--x:}"
    )


def test_blocks_are_told_apart():
    assert blocks('@layer a, b;@media x{a{b:c}}d{e:"}"}') == [
        "@layer a, b;", "@media x{a{b:c}}", 'd{e:"}"}',
    ]


def test_used_components_leaves_out_what_no_page_uses():
    css = "@layer ds{.ds-button{a:b}}@layer ds{.ds-table{a:b}}@layer ds{[data-tooltip]{a:b}}"
    assert used_components(css) == "@layer ds{.ds-button{a:b}}"


def test_own_sheets_complain_of_a_sheet_without_a_place(tmp_path):
    for name in ORDER:
        (tmp_path / f"{name}.css").write_text(f".{name} {{ a: b; }}")
    assert own_sheets(tmp_path).index(".tokens") < own_sheets(tmp_path).index(".print")
    (tmp_path / "stray.css").write_text("")
    with pytest.raises(StyleError, match="stray"):
        own_sheets(tmp_path)


def test_style_sheet_puts_ours_in_the_layer_that_wins(tmp_path):
    for name in ORDER:
        (tmp_path / f"{name}.css").write_text(f".{name} {{ a: b; }}")
    css = style_sheet(
        ["@font-face { src: url(inter.woff2); }"], '@charset "UTF-8"; :root { --a: 1; }',
        "@layer ds.components { .ds-button { a: b; } }", tmp_path,
    )
    assert css.startswith("@layer ds,app;")
    assert "url(fonts/inter.woff2)" in css
    assert "@charset" not in css
    assert "@layer app{.tokens{a: b}" in css


def test_without_unused_properties_drops_what_nothing_refers_to():
    css = ':root{--a:1;--b:var(--a);--c:url("x;}y");--d:2}p{top:var( --d);--_ds-x:3}'
    assert without_unused_properties(css) == ":root{--d:2}p{top:var( --d);--_ds-x:3}"


def test_without_unused_properties_leaves_everything_else():
    css = '@media print{a:not(.b--c):hover{color:red;content:"--x:1;"}}p{--y: ;top:var(--y,)}'
    assert without_unused_properties(css) == css
