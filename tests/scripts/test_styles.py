import pytest

from scripts.styles import (
    COMMON,
    StyleError,
    blocks,
    minified,
    own_sheets,
    style_sheets,
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


@pytest.fixture
def folder(tmp_path):
    for name in (*COMMON, "wheel"):
        (tmp_path / f"{name}.css").write_text(f".{name} {{ top: var(--in-{name}); }}")
    return tmp_path


def test_own_sheets_complain_of_a_common_sheet_that_is_not_there(folder):
    assert set(own_sheets(folder)) == {*COMMON, "wheel"}
    (folder / "shell.css").unlink()
    with pytest.raises(StyleError, match="shell"):
        own_sheets(folder)


def test_style_sheets_put_ours_in_the_layer_that_wins(folder):
    app, areas = style_sheets(
        ["@font-face { src: url(inter.woff2); }"],
        '@charset "UTF-8"; :root { --in-wheel: 1; --in-none: 2; }',
        "@layer ds.components { .ds-button { a: b; } }", folder,
    )
    assert app.startswith("@layer ds,app;")
    assert "url(fonts/inter.woff2)" in app
    assert "@charset" not in app
    assert "@layer app{.tokens{top: var(--in-tokens)}" in app
    assert app.index(".tokens") < app.index(".print")
    assert areas == {"wheel": "@layer app{.wheel{top: var(--in-wheel)}}\n"}
    assert "wheel{" not in app
    assert ":root{--in-wheel: 1}" in app


def test_without_unused_properties_drops_what_nothing_refers_to():
    css = ':root{--a:1;--b:var(--a);--c:url("x;}y");--d:2}p{top:var( --d);--_ds-x:3}'
    found = without_unused_properties({"": css, "other": "a{left:var(--b)}"})
    assert found[""] == ':root{--a:1;--b:var(--a);--d:2}p{top:var( --d);--_ds-x:3}'
    assert without_unused_properties({"": css}) == {"": ":root{--d:2}p{top:var( --d);--_ds-x:3}"}


def test_without_unused_properties_leaves_everything_else():
    css = '@media print{a:not(.b--c):hover{color:red;content:"--x:1;"}}p{--y: ;top:var(--y,)}'
    assert without_unused_properties({"": css}) == {"": css}
